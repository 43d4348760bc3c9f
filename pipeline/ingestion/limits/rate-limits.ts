import type { Clock } from '@millstream/core';
import { type Rate, TokenBuckets } from './token-buckets.ts';

/** The configured rates; null is off. */
export interface RateLimitSettings {
  readonly perApp: Rate | null;
  readonly perIp: Rate | null;
}

/** Token buckets of apps and addresses; they keep their fill when rules change but rates do not. */
export class RateLimits {
  readonly #clock: Clock;
  #settings: RateLimitSettings = { perApp: null, perIp: null };
  #apps: TokenBuckets | null = null;
  #addresses: TokenBuckets | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** True when addresses are limited, so that finding the address is worth its time. */
  get countsAddresses(): boolean {
    return this.#addresses !== null;
  }

  /** Applies settings; buckets of a rate that changed start full. */
  configure(settings: RateLimitSettings): void {
    const isSame = (a: Rate | null, b: Rate | null) =>
      a?.requestsPerSecond === b?.requestsPerSecond && a?.burst === b?.burst;
    const bucketsFor = (rate: Rate | null) => (rate ? new TokenBuckets(rate, this.#clock) : null);
    if (!isSame(settings.perApp, this.#settings.perApp)) this.#apps = bucketsFor(settings.perApp);
    if (!isSame(settings.perIp, this.#settings.perIp)) this.#addresses = bucketsFor(settings.perIp);
    this.#settings = settings;
  }

  /** Counts a request; 0 lets it pass, else the milliseconds to wait. */
  take(appId: string, address: string): number {
    const wait = this.#addresses?.take(address) ?? 0;
    return wait > 0 ? wait : (this.#apps?.take(appId) ?? 0);
  }
}
