import type { Clock, Logger } from '@millstream/core';
import type { BodyAcceptance } from './accept-body.ts';
import type { Answer } from './answer.ts';
import type { CompiledRules } from './compiled-rules.ts';
import type { Connection } from './connection.ts';
import type { ConnectionWatch } from './connection-watch.ts';
import { type Arrival, Exchange, type RequestHead, type Respond } from './exchange.ts';
import type { RequestIds } from './request-id.ts';
import type { SenderGate } from './sender-gate.ts';

/** What both lanes share: the rules, the judgement, and the notes taken of every answer. */
export interface LaneContext {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly ids: RequestIds;
  readonly gate: SenderGate | null;
  readonly watch: ConnectionWatch;
  readonly acceptance: BodyAcceptance;
  /** Bytes of bodies that are still arriving, over all connections. */
  readonly arriving: { bytes: number };
  /** Rules in force now. */
  rules(): CompiledRules;
  /** True once the collector drains: answers end their connections. */
  isClosing(): boolean;
  /** True when records can be expected to become durable. */
  isHealthy(): boolean;
  /** Metrics and access log. */
  answered(exchange: Exchange, answer: Answer, connection: Connection): void;
  /** Counts a refusal of what could not be read as a request. */
  refusedUnread(answer: Answer): void;
}

/** Stamps a request that arrives now. */
export function stampArrival(context: LaneContext): Arrival {
  const receivedAtMs = context.clock.now();
  return { rid: context.ids.next(receivedAtMs), receivedAtMs, startedAtMs: context.clock.monotonic() };
}

/** Makes the exchange of a request that arrived on `connection` and meets the rules in force now. */
export function openExchange(
  context: LaneContext,
  connection: Connection,
  parts: { head: RequestHead; respond: Respond },
): Exchange {
  const rules = context.rules();
  return new Exchange({
    ...parts,
    rules,
    peer: connection.peer(rules),
    isSecure: connection.isSecure,
    arrival: stampArrival(context),
  });
}
