import type { Clock } from '@millstream/core';

/** Allowed rate of one key. */
export interface Rate {
  readonly requestsPerSecond: number;
  /** Requests that may come at once. */
  readonly burst: number;
}

interface Bucket {
  tokens: number;
  atMs: number;
}

/** Keys remembered at most; the longest unused one is forgotten, which fills its bucket. */
const maxKeys = 100_000;

/** One token bucket for each key, in bounded memory, by the monotonic clock. */
export class TokenBuckets {
  readonly #rate: Rate;
  readonly #clock: Clock;
  readonly #maxKeys: number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(rate: Rate, clock: Clock, limit: number = maxKeys) {
    this.#rate = rate;
    this.#clock = clock;
    this.#maxKeys = limit;
  }

  /** Keys in memory. */
  get size(): number {
    return this.#buckets.size;
  }

  /** Takes a token for `key`; 0 when there was one, else the milliseconds until the next. */
  take(key: string): number {
    const nowMs = this.#clock.monotonic();
    const { requestsPerSecond, burst } = this.#rate;
    const bucket = this.#bucketOf(key, nowMs);
    bucket.tokens = Math.min(burst, bucket.tokens + ((nowMs - bucket.atMs) * requestsPerSecond) / 1000);
    bucket.atMs = nowMs;
    if (bucket.tokens >= 1) {
      bucket.tokens -= 1;
      return 0;
    }
    return Math.max(1, Math.ceil(((1 - bucket.tokens) * 1000) / requestsPerSecond));
  }

  #bucketOf(key: string, nowMs: number): Bucket {
    const known = this.#buckets.get(key);
    // Set again, so that the map's order is the order of use.
    if (known) this.#buckets.delete(key);
    else if (this.#buckets.size >= this.#maxKeys) {
      for (const oldest of this.#buckets.keys()) {
        this.#buckets.delete(oldest);
        break;
      }
    }
    const bucket = known ?? { tokens: this.#rate.burst, atMs: nowMs };
    this.#buckets.set(key, bucket);
    return bucket;
  }
}
