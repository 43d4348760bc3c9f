import type { ErrorCode } from '@millstream/core';
import type { Answer } from './answer.ts';
import type { Exchange } from './exchange.ts';

/** A request that was refused, as far as people need it to mend the sender. The body is not kept. */
export interface Refusal {
  /** Server clock, epoch ms. */
  readonly atMs: number;
  /** Request id of the answer; '' for what could not be read as a request. */
  readonly rid: string;
  /** As sent, cut at 200 characters; '' when it was not sent. */
  readonly appId: string;
  readonly code: ErrorCode;
  readonly status: number;
  readonly method: string;
  readonly path: string;
  readonly origin: string;
  readonly userAgent: string;
  /** Body bytes as received. */
  readonly bytes: number;
}

/** Refusals of a moment, with the number of those that were left out. */
export interface RefusalReport {
  readonly refusals: readonly Refusal[];
  readonly leftOut: number;
}

/** Refusals that one report holds. A flood is counted, not told one by one. */
const mostInReport = 200;
const reportEveryMs = 500;
const longestText = 200;

const cut = (text: string) => (text.length > longestText ? `${text.slice(0, longestText)}…` : text);

/** Gathers refused requests and tells them at most twice a second. Accepted requests never come here. */
export class RefusalSample {
  readonly #tell: (report: RefusalReport) => void;
  #refusals: Refusal[] = [];
  #leftOut = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(tell: (report: RefusalReport) => void) {
    this.#tell = tell;
  }

  /** Notes a refused request. */
  note(exchange: Exchange, answer: Answer): void {
    if (answer.refusal === null) return;
    if (this.#isFull()) return;
    const { head, target, arrival } = exchange;
    this.#refusals.push({
      atMs: arrival.receivedAtMs,
      rid: arrival.rid,
      appId: cut(target.appId ?? ''),
      code: answer.refusal,
      status: answer.status,
      method: cut(head.method),
      path: cut(target.path),
      origin: cut(head.origin),
      userAgent: cut(head.userAgent),
      bytes: exchange.receivedBytes,
    });
  }

  /** Notes the refusal of what could not be read as a request. */
  noteUnread(answer: Answer, atMs: number): void {
    if (answer.refusal === null) return;
    if (this.#isFull()) return;
    const { refusal: code, status } = answer;
    const unknown = { rid: '', appId: '', method: '', path: '', origin: '', userAgent: '', bytes: 0 };
    this.#refusals.push({ atMs, code, status, ...unknown });
  }

  /** Tells what was gathered. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#refusals.length === 0 && this.#leftOut === 0) return;
    const report = { refusals: this.#refusals, leftOut: this.#leftOut };
    this.#refusals = [];
    this.#leftOut = 0;
    this.#tell(report);
  }

  #isFull(): boolean {
    this.#timer ??= setTimeout(() => this.flush(), reportEveryMs).unref();
    if (this.#refusals.length < mostInReport) return false;
    this.#leftOut += 1;
    return true;
  }
}
