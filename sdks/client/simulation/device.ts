import { randomUUID } from 'node:crypto';
import { VirtualClock } from '@millstream/sdk-conformance/virtual-clock';
import {
  type ClientConfiguration,
  type ClientCore,
  type ClientOptions,
  createClient,
  type Platform,
  type QueuedEvent,
  type SendAnswer,
  type SendRequest,
  takeFirst,
} from '../index.ts';

/** An event as it arrived. */
export interface ArrivedEvent {
  readonly event_id: string;
  readonly event_type: string;
  readonly timestamp: number;
  readonly unique_id: string;
  readonly device_id: string;
  readonly user: Readonly<Record<string, { readonly value: unknown }>>;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly items?: readonly unknown[];
}

/** A device in memory: what it stores outlives a client, the clock is its own, and the network answers what a test says. */
export interface Device {
  readonly clock: VirtualClock;
  readonly state: Map<string, string>;
  readonly stored: Map<string, QueuedEvent>;
  /** Requests in the order they were sent. */
  readonly requests: (SendRequest & { readonly events: readonly ArrivedEvent[] })[];
  /** Lines of the log. */
  readonly logged: string[];
  /** Refuses all writes; removing goes. */
  isFull: boolean;
  isOnline: boolean;
  /** What the collector answers next; 200 without one. `lost` stores and does not answer. */
  answers: (SendAnswer & { readonly isStored?: boolean })[];
  /** Distinct events of stored requests, in order of their first storage. */
  arrived(): readonly ArrivedEvent[];
  /** Starts a client as a fresh process; the one before is dead. */
  start(settings?: Partial<ClientConfiguration>, options?: ClientOptions): ClientCore;
  /** Lets time pass, with all that is due in it. */
  pass(ms: number): Promise<void>;
}

/** All that is asynchronous here are promises: a turn of the event loop lets them run out. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Creates a device. @param startAtMs its wall clock, epoch ms */
export function createDevice(startAtMs = Date.UTC(2026, 2, 1, 10)): Device {
  const clock = new VirtualClock(startAtMs);
  const arrived = new Map<string, ArrivedEvent>();
  let processes = 0;

  const platformOf = (isAlive: () => boolean): Platform => ({
    name: 'Test',
    sdkName: 'test',
    limits: { maxEvents: 100, maxBytes: 524_288, maxRequests: 3 },
    state: {
      get: (key) => device.state.get(key) ?? null,
      set(key, value) {
        if (!isAlive()) return;
        if (value === null) device.state.delete(key);
        else if (!device.isFull) device.state.set(key, value);
      },
    },
    store: {
      async add(events) {
        if (device.isFull) throw new Error('full');
        if (isAlive()) for (const event of events) device.stored.set(event.id, event);
      },
      first: async (maxEvents, maxBytes) => takeFirst(device.stored.values(), maxEvents, maxBytes),
      async remove(ids) {
        if (isAlive()) for (const id of ids) device.stored.delete(id);
      },
      async clear() {
        device.stored.clear();
      },
    },
    now: () => clock.now(),
    elapsed: () => clock.elapsedMs,
    after: (ms, act) => clock.after(ms, () => isAlive() && act()),
    random: () => 0.5,
    uuid: randomUUID,
    facts: () => ({}),
    attributes: () => ({}),
    isOnline: () => device.isOnline,
    async send(request) {
      const events = JSON.parse(request.body) as readonly ArrivedEvent[];
      device.requests.push({ ...request, events });
      const { isStored, ...answer } = device.answers.shift() ?? { status: 200 };
      if (isStored ?? answer.status === 200)
        for (const event of events) if (!arrived.has(event.event_id)) arrived.set(event.event_id, event);
      return answer;
    },
    log: (message) => void device.logged.push(message),
  });

  const device: Device = {
    clock,
    state: new Map(),
    stored: new Map(),
    requests: [],
    logged: [],
    isFull: false,
    isOnline: true,
    answers: [],
    arrived: () => [...arrived.values()],
    start(settings = {}, options = {}) {
      processes += 1;
      const own = processes;
      const platform = platformOf(() => own === processes);
      return createClient(
        platform,
        { appId: 'app', endpoint: 'https://c.example/collect', ...settings },
        options,
      );
    },
    async pass(ms) {
      const untilMs = clock.elapsedMs + ms;
      for (;;) {
        await turn();
        const { fired, elapsedMs } = clock.tick(untilMs);
        if (fired === 0 && elapsedMs >= untilMs) break;
      }
    },
  };
  return device;
}
