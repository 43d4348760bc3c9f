import type { BackOff } from './back-off.ts';
import { type ResolvedConfiguration, requestTimeoutMs } from './configuration.ts';
import { type EventQueue, takeFirst } from './event-queue.ts';
import type { QueuedEvent } from './event-record.ts';
import type { Platform, SendAnswer, StateStore } from './platform.ts';
import { stateRecord } from './state-record.ts';

/** Brings queued events to the collector. */
export interface Sender {
  /** Sends what may be sent now; resolves when that is done, whatever came of it. */
  flush(): Promise<void>;
  /** Sends after `ms` (0: at the end of the current task) unless an earlier time is set. */
  soon(ms: number): void;
  /** The app may be ending: hands over what this process holds, in one request, synchronously. */
  close(): void;
  /** Stops timers; a request under way goes on. */
  stop(): void;
  /** Lifts the stop that a 403 caused. */
  unblock(): void;
}

/** Events older than this are dropped, ms. */
const oldestMs = 30 * 86_400_000;
/** Browsers refuse larger requests that are to outlive their page. */
const maxClosingBytes = 60_000;

/** What the sender needs besides the platform. */
export interface SenderParts {
  readonly platform: Platform;
  readonly state: StateStore;
  readonly configuration: ResolvedConfiguration;
  readonly queue: EventQueue;
  readonly backOff: BackOff;
  /** Collecting is on, and the person has agreed. */
  isAllowed(): boolean;
}

/** Creates the sender. Only answer 200 confirms events; all others stay queued, and keep their ids. */
export function createSender({
  platform,
  state,
  configuration,
  queue,
  backOff,
  isAllowed,
}: SenderParts): Sender {
  const bundle = stateRecord<number>(state, 'bundle');
  const { limits } = platform;
  let isBlocked = false;
  let running: Promise<void> | null = null;
  let isAsked = false;
  let timer: { readonly atMs: number; cancel(): void } | null = null;
  /** Events in a closing request, by id: the next ones leave them out until it is known what came of it. */
  const leaving = new Set<string>();
  let eventsPerRequest = limits.maxEvents;

  const address = (): string => {
    const sequence = (bundle.read() ?? 0) + 1;
    bundle.write(sequence);
    const { appId, endpoint, debugMode } = configuration;
    const parameters = [
      `appId=${encodeURIComponent(appId)}`,
      `platform=${platform.name}`,
      `event_bundle_sequence_id=${sequence}`,
      `upload_timestamp=${platform.now()}`,
      ...(debugMode ? ['debug=1'] : []),
    ];
    return `${endpoint}${endpoint.includes('?') ? '&' : '?'}${parameters.join('&')}`;
  };
  const hand = async (
    events: readonly QueuedEvent[],
    isClosing: boolean,
    bearer?: string,
  ): Promise<SendAnswer> => {
    const answer = await platform.send({
      url: address(),
      body: `[${events.map(({ json }) => json).join()}]`,
      isClosing,
      timeoutMs: requestTimeoutMs,
      ...(bearer && { authorization: `Bearer ${bearer}` }),
    });
    platform.log(`sent ${events.length} events: ${answer.status || 'no answer'}`);
    return answer;
  };
  const token = async (): Promise<string | undefined> => {
    const { authToken } = configuration;
    return typeof authToken === 'function' ? authToken() : authToken;
  };
  const send = async (events: readonly QueuedEvent[]): Promise<SendAnswer> => {
    try {
      return await hand(events, false, await token());
    } catch (error) {
      platform.log('no token', error);
      return { status: 0 };
    }
  };
  /** Acts on an answer. @returns whether to go on with the next request */
  const settle = async (
    events: readonly QueuedEvent[],
    { status, retryAfter }: SendAnswer,
  ): Promise<boolean> => {
    switch (status) {
      case 200:
        backOff.reset();
        eventsPerRequest = limits.maxEvents;
        await queue.remove(events);
        return true;
      case 400:
      case 413:
        if (events.length === 1) {
          platform.log(`dropped: the collector answered ${status}`, events[0]?.json);
          await queue.remove(events);
        } else eventsPerRequest = Math.ceil(events.length / 2);
        return true;
      case 403:
        isBlocked = true;
        platform.log('refused: sending stops until the next start');
        return false;
      default:
        backOff.failed(retryAfter);
        return false;
    }
  };

  const maySend = (): boolean => isAllowed() && !isBlocked && platform.isOnline() && backOff.waitMs() === 0;
  const sendAll = async (): Promise<void> => {
    for (let requests = 0; requests < limits.maxRequests; ) {
      if (!maySend()) return;
      const next = await queue.next({ ...limits, maxEvents: eventsPerRequest + leaving.size });
      if (next.length === 0) return;
      const old = next.filter(({ at }) => platform.now() - at > oldestMs);
      if (old.length > 0) {
        platform.log(`dropped ${old.length} events of over 30 days ago`);
        await queue.remove(old);
        continue;
      }
      const batch = takeFirst(
        next.filter(({ id }) => !leaving.has(id)),
        eventsPerRequest,
        limits.maxBytes,
      );
      if (batch.length === 0) return;
      requests += 1;
      if (!(await settle(batch, await send(batch)))) return;
    }
    // More may wait than one flush sends.
    if ((await queue.next({ ...limits, maxEvents: 1 })).length > 0) soon(configuration.sendEventsInterval);
  };

  const flush = (): Promise<void> => {
    isAsked = true;
    running ??= (async () => {
      while (isAsked) {
        isAsked = false;
        await queue.stored();
        await (platform.exclusively?.(sendAll) ?? sendAll());
      }
      running = null;
      const waitMs = backOff.waitMs();
      if (waitMs > 0 && isAllowed()) soon(waitMs);
    })();
    return running;
  };

  const soon = (ms: number): void => {
    const atMs = platform.elapsed() + Math.max(ms, backOff.waitMs());
    if (timer && timer.atMs <= atMs) return;
    timer?.cancel();
    const cancel = platform.after(atMs - platform.elapsed(), () => {
      timer = null;
      void flush();
    });
    timer = { atMs, cancel };
  };

  return {
    flush,
    soon,
    close() {
      if (!maySend()) return;
      const events = takeFirst(
        queue.own().filter(({ id }) => !leaving.has(id)),
        limits.maxEvents,
        maxClosingBytes,
      );
      if (events.length === 0) return;
      for (const { id } of events) leaving.add(id);
      const { authToken } = configuration;
      const bearer = typeof authToken === 'string' ? authToken : undefined;
      void hand(events, true, bearer).then(async ({ status }) => {
        if (status === 200) await queue.remove(events);
        // What got no answer stays queued; we may still be alive to send it.
        else soon(configuration.sendEventsInterval);
        for (const { id } of events) leaving.delete(id);
      });
    },
    stop() {
      timer?.cancel();
      timer = null;
    },
    unblock() {
      isBlocked = false;
    },
  };
}
