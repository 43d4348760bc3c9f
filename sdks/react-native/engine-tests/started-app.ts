import type { Script } from 'node:vm';
import type { ClickstreamStatic } from '../clickstream-analytics.ts';
import type { ClickstreamConfiguration } from '../configuration.ts';
import { appScript } from '../simulator/app.ts';
import { openTestCollector, type ReceivedEvent, type TestCollector } from '../simulator/collector.ts';
import { Phone, type PhoneOptions, type Process, type StartOptions } from '../simulator/phone.ts';

/** A phone with a collector beside it. */
export interface Stage extends AsyncDisposable {
  readonly phone: Phone;
  readonly collector: TestCollector;
  /** Starts a process of the app without init. */
  launch(options?: StartOptions): Promise<Process>;
  /** Starts one with init. */
  start(config?: Partial<ClickstreamConfiguration>, options?: StartOptions): Promise<Process>;
  /** Sends what waits. @returns all that came in so far */
  sent(process: Process): Promise<readonly ReceivedEvent[]>;
}

/** What the app does with the SDK. */
export const sdkOf = ({ app }: Process): ClickstreamStatic => app.sdk.ClickstreamAnalytics;

/** The phone, and the app that is on it. */
export interface StageOptions extends Partial<PhoneOptions> {
  /** @default the app with the SDK's sources */
  readonly script?: Script;
}

/** Sets up a new phone. */
export async function openStage({ script, ...options }: StageOptions = {}): Promise<Stage> {
  const collector = await openTestCollector();
  const phone = new Phone({ startAtMs: 1_750_000_000_000, ...options });
  const processes: Process[] = [];
  const launch = async (start: StartOptions = {}): Promise<Process> => {
    const process = phone.start(script ?? (await appScript(phone.system)), start);
    processes.push(process);
    return process;
  };
  return {
    phone,
    collector,
    launch,
    async start(config = {}, start = {}) {
      const process = await launch(start);
      await sdkOf(process).init({ appId: 'shop', endpoint: collector.endpoint, ...config });
      return process;
    },
    async sent(process) {
      await phone.settle(0);
      await sdkOf(process).flushEvents();
      await phone.settle(0);
      return collector.events;
    },
    async [Symbol.asyncDispose]() {
      for (const { end } of processes) end(true);
      await collector[Symbol.asyncDispose]();
    },
  };
}

/** Names of events, in order. */
export const namesOf = (events: readonly ReceivedEvent[]): readonly string[] =>
  events.map(({ event_type }) => event_type);

/** Events of one name. */
export function named(events: readonly ReceivedEvent[], name: string): readonly ReceivedEvent[] {
  return events.filter(({ event_type }) => event_type === name);
}
