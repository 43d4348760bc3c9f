import type { CodedError } from '@millstream/core';
import type { CorsVerdict } from '../cors/cors-headers.ts';
import type { Waiter } from '../sinks/group-commit.ts';
import { type Answer, accepted, refusal } from './answer.ts';
import type { Peer } from './client-address.ts';
import type { CompiledRules, ServedApp } from './compiled-rules.ts';
import { parseRequestTarget, type RequestTarget } from './request-target.ts';

/** What decisions need from a request's head. Absent headers are ''. Header text is Latin-1, as it stands on the wire. */
export interface RequestHead {
  readonly method: string;
  /** Request target as received. */
  readonly target: string;
  readonly host: string;
  readonly origin: string;
  readonly userAgent: string;
  readonly forwardedFor: string;
  readonly contentEncoding: string;
}

/** Stamps of a request's arrival. */
export interface Arrival {
  readonly rid: string;
  /** Server clock, epoch ms. */
  readonly receivedAtMs: number;
  /** Monotonic clock, ms. */
  readonly startedAtMs: number;
}

/** Writes the answer of an exchange to its connection. */
export type Respond = (exchange: Exchange, answer: Answer) => void;

/** One request and the rules that it met; they do not change while it is under way. */
export class Exchange implements Waiter {
  readonly head: RequestHead;
  readonly rules: CompiledRules;
  readonly peer: Peer;
  readonly isSecure: boolean;
  readonly arrival: Arrival;
  readonly target: RequestTarget;
  readonly app: ServedApp | undefined;
  readonly cors: CorsVerdict;
  /** Body bytes as received. */
  receivedBytes = 0;
  readonly #respond: Respond;

  constructor(parts: {
    head: RequestHead;
    rules: CompiledRules;
    peer: Peer;
    isSecure: boolean;
    arrival: Arrival;
    respond: Respond;
  }) {
    this.head = parts.head;
    this.rules = parts.rules;
    this.peer = parts.peer;
    this.isSecure = parts.isSecure;
    this.arrival = parts.arrival;
    this.#respond = parts.respond;
    this.target = parseRequestTarget(parts.head.target);
    const { appId } = this.target;
    this.app = appId === undefined ? undefined : parts.rules.apps.get(appId);
    this.cors = parts.rules.corsOf(parts.head.origin);
  }

  /** Sends the answer; once for each exchange. */
  answer(answer: Answer): void {
    this.#respond(this, answer);
  }

  /** The record is durable, or it is not. */
  settled(error: CodedError | null): void {
    this.answer(error === null ? accepted : unwritable);
  }
}

/** The client learns that it must retry, not where the store is. */
const unwritable = refusal('SINK_UNWRITABLE', { sink: 'of this collector', path: 'its store' }, [
  'Retry-After',
  '2',
]);
