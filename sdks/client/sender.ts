import { createBackOff } from './back-off.ts';
import { type ResolvedConfiguration, requestTimeoutMs } from './configuration.ts';
import { type EventQueue, takeFirst } from './event-queue.ts';
import type { QueuedEvent } from './event-record.ts';
import type { Facts } from './facts.ts';
import type { Platform, SendAnswer } from './platform.ts';

/** Brings queued events to the collector. */
export interface Sender {
  /** Sends what may be sent now; resolves when that is done, whatever came of it. */
  flush(): Promise<void>;
  /** Sends after `ms` (0: at the end of the current task) unless an earlier time is set. */
  soon(ms: number): void;
  /** The network is back: waits that the collector did not ask for are over. */
  wake(): void;
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

/** What the sender needs besides platform and facts. */
export interface SenderParts {
  readonly configuration: ResolvedConfiguration;
  readonly queue: EventQueue;
  /** Collecting is on, and the person has agreed. */
  isOn(): boolean;
}

/** Creates the sender. Only answer 200 confirms events; all others stay queued, and keep their ids. */
export function createSender(
  platform: Platform,
  facts: Facts,
  { configuration, queue, isOn }: SenderParts,
): Sender {
  const { limits } = platform;
  const backOff = createBackOff(platform, facts);
  let isBlocked = false;
  /** Ends when all flushes that were asked for have ended. */
  let running = Promise.resolve();
  let dueMs = Infinity;
  let cancel: (() => void) | undefined;
  /** Events in a closing request, by id: the next ones leave them out until it is known what came of it. */
  const leaving = new Set<string>();
  const isHere = ({ id }: QueuedEvent): boolean => !leaving.has(id);
  let eventsPerRequest = limits.maxEvents;

  const address = (): string => {
    const sequence = (facts.read<number>('bundle') ?? 0) + 1;
    facts.write('bundle', sequence);
    const { appId, endpoint, debugMode } = configuration;
    return (
      endpoint +
      (endpoint.includes('?') ? '&' : '?') +
      `appId=${encodeURIComponent(appId)}&platform=${platform.name}` +
      `&event_bundle_sequence_id=${sequence}&upload_timestamp=${platform.now()}` +
      (debugMode ? '&debug=1' : '')
    );
  };
  /** Rejects when a request would have been given up. */
  const tooLate = (): Promise<never> => new Promise((_, late) => platform.after(requestTimeoutMs, late));
  /** A closing request leaves before this returns; there is no time to ask for a token then. */
  const send = async (events: readonly QueuedEvent[], isClosing: boolean): Promise<SendAnswer> => {
    try {
      const { authToken } = configuration;
      const isMade = typeof authToken === 'function';
      const token = isMade ? !isClosing && (await Promise.race([authToken(), tooLate()])) : authToken;
      const answer = await platform.send({
        url: address(),
        body: `[${events.map(({ json }) => json).join()}]`,
        isClosing,
        timeoutMs: requestTimeoutMs,
        ...(token && { authorization: `Bearer ${token}` }),
      });
      platform.log(`sent ${events.length} events: ${answer.status}`);
      return answer;
    } catch (error) {
      platform.log('internal error', error);
      return { status: 0 };
    }
  };
  const drop = (events: readonly QueuedEvent[], why: string | number): Promise<void> => {
    platform.log(`dropped: ${why}`, events);
    return queue.remove(events);
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
        if (events.length > 1) eventsPerRequest = Math.ceil(events.length / 2);
        else await drop(events, status);
        return true;
      case 403:
        isBlocked = true;
        return false;
      default:
        backOff.failed(retryAfter);
        return false;
    }
  };

  const maySend = (): boolean => isOn() && !isBlocked && platform.isOnline() && backOff.waitMs() === 0;
  const sendAll = async (): Promise<void> => {
    for (let requests = 0; requests < limits.maxRequests; ) {
      if (!maySend()) return;
      const next = await queue.next(eventsPerRequest + leaving.size, limits.maxBytes);
      const old = next.filter(({ at }) => platform.now() - at > oldestMs);
      if (old.length > 0) {
        await drop(old, 'too old');
        continue;
      }
      const batch = next.filter(isHere).slice(0, eventsPerRequest);
      if (batch.length === 0) return;
      requests += 1;
      if (!(await settle(batch, await send(batch, false)))) return;
    }
    // More may wait than one flush sends.
    soon(configuration.sendEventsInterval);
  };

  /** One after the other, so that none sends what another one is sending. */
  const flush = (): Promise<void> => {
    running = running
      .then(() => platform.exclusively?.(sendAll) ?? sendAll())
      .then(
        () => {
          if (backOff.waitMs() > 0 && isOn()) soon(0);
        },
        (error) => platform.log('internal error', error),
      );
    return running;
  };

  const stop = (): void => {
    cancel?.();
    dueMs = Infinity;
  };
  const soon = (ms: number): void => {
    const waitMs = Math.max(ms, backOff.waitMs());
    const atMs = platform.elapsed() + waitMs;
    if (atMs >= dueMs) return;
    stop();
    dueMs = atMs;
    cancel = platform.after(waitMs, () => {
      dueMs = Infinity;
      void flush();
    });
  };

  return {
    flush,
    soon,
    wake() {
      backOff.forgive();
      if (isOn()) soon(0);
    },
    close() {
      if (!maySend()) return;
      const events = takeFirst(queue.own().filter(isHere), limits.maxEvents, maxClosingBytes);
      if (events.length === 0) return;
      for (const { id } of events) leaving.add(id);
      void send(events, true).then(async ({ status }) => {
        if (status === 200) await queue.remove(events);
        // What got no answer stays queued; we may still be alive to send it.
        else soon(configuration.sendEventsInterval);
        for (const { id } of events) leaving.delete(id);
      });
    },
    stop,
    unblock() {
      isBlocked = false;
    },
  };
}
