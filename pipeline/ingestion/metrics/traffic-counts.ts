import type { ErrorCode } from '@millstream/core';

/**
 * What happened since the last look, for one app ('' for requests without a registered one). Plain fields, because a
 * labelled counter costs a microsecond on every request.
 */
export class TrafficCounts {
  readonly appId: string;
  readonly byStatus = new Map<number, number>();
  readonly byRefusal = new Map<ErrorCode, number>();
  bytes = 0;
  empty = 0;
  looksInvalid = 0;
  #stored = 0;

  constructor(appId: string) {
    this.appId = appId;
  }

  /** Counts an answer. */
  answered(status: number, refusal: ErrorCode | null): void {
    if (status === 200) this.#stored++;
    else this.byStatus.set(status, (this.byStatus.get(status) ?? 0) + 1);
    if (refusal) this.byRefusal.set(refusal, (this.byRefusal.get(refusal) ?? 0) + 1);
  }

  /** Gives and forgets the counts. */
  take(): {
    byStatus: [number, number][];
    byRefusal: [ErrorCode, number][];
    bytes: number;
    empty: number;
    looksInvalid: number;
  } {
    const byStatus = [...this.byStatus];
    if (this.#stored > 0) byStatus.push([200, this.#stored]);
    const taken = {
      byStatus,
      byRefusal: [...this.byRefusal],
      bytes: this.bytes,
      empty: this.empty,
      looksInvalid: this.looksInvalid,
    };
    this.byStatus.clear();
    this.byRefusal.clear();
    this.#stored = 0;
    this.bytes = 0;
    this.empty = 0;
    this.looksInvalid = 0;
    return taken;
  }
}
