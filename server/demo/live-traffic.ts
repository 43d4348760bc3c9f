import { setTimeout as wait, setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Clock } from '@millstream/core';
import { minuteMs } from './calendar.ts';
import type { Delivery } from './delivery.ts';
import { type SimulationOptions, simulate } from './simulation.ts';
import { wireForm } from './wire-form.ts';

/** One request of the live traffic, ready to be sent to a collector with POST. */
export interface LiveRequest {
  /** When it is due, epoch ms. */
  readonly dueMs: number;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Number of events in it. */
  readonly events: number;
}

/** Options of {@link liveRequests}. */
export interface LiveRequestsOptions extends SimulationOptions {
  /** Only requests due after this time. @default `endMs`, where the history stops. */
  readonly startMs?: number;
  /** Collect path of the collector. @default `/collect` */
  readonly collectPath?: string;
}

/** Options of {@link liveTraffic}. */
export interface LiveTrafficOptions extends LiveRequestsOptions {
  readonly clock: Clock;
  /** Ends the traffic. */
  readonly signal: AbortSignal;
}

/** Requests more overdue than this are left out: the machine slept, and the shop did not. */
const mostOverdueMs = minuteMs;
/** Deliveries of the past that are simulated before other work of the process gets a turn. */
const turnLength = 200;

function liveRequest(delivery: Delivery, collectPath: string): LiveRequest {
  const { path, query, body } = wireForm(delivery, collectPath);
  return {
    dueMs: delivery.ingestMs,
    path: `${path}?${query}`,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': delivery.ua,
      'x-forwarded-for': delivery.ip,
    },
    body,
    events: delivery.events.length,
  };
}

/**
 * The demo shop's requests after `startMs`, ascending, without end and without waiting. With the seed, `endMs` and
 * sizes of the history they continue it: the same visitors come back. The past is simulated again first (about 1 s of
 * CPU for 30 days).
 */
export function* liveRequests(options: LiveRequestsOptions): Generator<LiveRequest, void> {
  const startMs = options.startMs ?? options.endMs;
  for (const delivery of simulate(options)) {
    if (delivery.ingestMs > startMs) yield liveRequest(delivery, options.collectPath ?? '/collect');
  }
}

/**
 * The demo shop's requests from now on, each when it is due: send each as it comes. Ends quietly when `signal` aborts.
 * Simulating the past first gives way to other work of the process.
 */
export async function* liveTraffic(options: LiveTrafficOptions): AsyncGenerator<LiveRequest, void> {
  const { clock, signal } = options;
  const startMs = options.startMs ?? options.endMs;
  let turn = 0;
  for (const delivery of simulate(options)) {
    if (++turn % turnLength === 0) await yieldToOthers();
    if (signal.aborted) return;
    const waitMs = delivery.ingestMs - clock.now();
    if (delivery.ingestMs <= startMs || waitMs < -mostOverdueMs) continue;
    if (waitMs > 0) {
      const elapsed = await wait(waitMs, true, { signal }).catch(() => false);
      if (!elapsed) return;
    }
    yield liveRequest(delivery, options.collectPath ?? '/collect');
  }
}
