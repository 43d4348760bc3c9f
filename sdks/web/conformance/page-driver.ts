// Runs in the page, before everything else: the driver in Node calls what it puts on the window.
import type { Command } from '@millstream/sdk-conformance';
import type { millstream } from '../index.ts';
import { type Activity, replaceWorld, type VirtualWorld } from './virtual-world.ts';

/** What is driven of a client of a page. */
export type DrivenClient = Pick<
  typeof millstream,
  | 'record'
  | 'setUserId'
  | 'setUserAttributes'
  | 'setGlobalAttributes'
  | 'updateConfigure'
  | 'flushEvents'
  | 'disable'
  | 'enable'
  | 'setConsent'
  | 'optOut'
>;
/** A client that is set up by `init`, and may have instances. */
export type DrivenApi = DrivenClient & Pick<typeof millstream, 'init' | 'createInstance'>;

/** What the driver in Node may call. */
export interface PageDriver {
  run(command: Command): void;
  activity(): Activity;
  nextDueMs(): number;
  tick(untilMs: number): number;
}

declare global {
  interface Window {
    /** Set by the driver before the page loads: wall clock and elapsed time at that moment, and its storage's state. */
    readonly worldStart: {
      readonly nowMs: number;
      readonly elapsedMs: number;
      readonly storage: 'ok' | 'full' | 'broken';
    };
    pageDriver: PageDriver;
  }
}

const { nowMs, elapsedMs, storage } = window.worldStart;
const world: VirtualWorld = replaceWorld(nowMs, elapsedMs);
world.breakStorage(storage);
const instances = new Map<string, DrivenClient>();

const isMarked = (value: unknown): value is { readonly $number: string } =>
  typeof value === 'object' && value !== null && '$number' in value;

/** Numbers that JSON has no form for come marked. */
function unmarked(values: object): Record<string, never> {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    isMarked(value) ? Number(value.$number) : value,
  ]);
  return Object.fromEntries(entries);
}

function setVisible(isVisible: boolean): void {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => !isVisible });
  Object.defineProperty(document, 'visibilityState', {
    configurable: true,
    get: () => (isVisible ? 'visible' : 'hidden'),
  });
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
}

function view({ name, path, title }: Extract<Command, { do: 'view' }>): void {
  history.pushState(null, '', path ?? `/${name}`);
  document.title = title ?? name;
}

function act(client: DrivenClient, command: Command): void {
  switch (command.do) {
    case 'track': {
      const { name, attributes, items, immediate, times = 0 } = command;
      for (let n = 1; n <= Math.max(1, times); n++)
        client.record({
          name,
          attributes: { ...unmarked(attributes ?? {}), ...(times > 0 && { n }) },
          ...(items && { items: items.map((item) => unmarked(item)) }),
          ...(immediate && { isImmediate: true }),
        });
      return;
    }
    case 'identify':
      client.setUserId(command.userId);
      return;
    case 'setUserAttributes':
    case 'setGlobalAttributes':
      client[command.do](unmarked(command.attributes));
      return;
    case 'configure':
      client.updateConfigure(command.config);
      return;
    case 'view':
      view(command);
      return;
    case 'activity':
      window.dispatchEvent(new MouseEvent('mousemove'));
      return;
    case 'background':
    case 'foreground':
      setVisible(command.do === 'foreground');
      return;
    case 'clock':
      world.clock.shift(command.shiftMs);
      return;
    case 'flush':
      void client.flushEvents();
      return;
    case 'disable':
    case 'enable':
      client[command.do]();
      return;
    case 'consent':
      client.setConsent(command.state);
      return;
    case 'optOut':
      client.optOut(command.purge);
      return;
    case 'storage':
      world.breakStorage(command.state);
      return;
    default:
      throw new Error(`the page has no ${command.do}`);
  }
}

/** Puts the driver on the window. @param client the SDK of this page */
export function drivePage(client: DrivenApi): void {
  window.pageDriver = {
    run(command) {
      const { instance = '' } = command;
      if (command.do === 'start') {
        const config = unmarked(command.config ?? {}) as unknown as Parameters<typeof millstream.init>[0];
        if (instance === '') client.init(config);
        else instances.set(instance, client.createInstance(instance, config));
      } else act(instances.get(instance) ?? client, command);
    },
    activity: () => ({ ...world.activity }),
    nextDueMs: () => world.clock.nextDueMs + elapsedMs,
    tick: (untilMs) => world.clock.tick(untilMs - elapsedMs).fired,
  };
}
