/** The device's network: counts requests, and can be off. */
export class Network {
  isOnline = true;
  /** Requests begun; those that failed at once because the device was offline do not count. */
  requests = 0;
  #inFlight = 0;
  readonly #onChange: () => void;

  /** @param onChange hears of each request's end */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** `fetch` of one app. @param signal ends its requests when the app is killed */
  async fetch(url: string, options: RequestInit, signal: AbortSignal): Promise<Response> {
    if (!this.isOnline) throw new TypeError('Network request failed');
    this.requests += 1;
    this.#inFlight += 1;
    try {
      const signals = options.signal ? [options.signal, signal] : [signal];
      const answer = await fetch(url, { ...options, signal: AbortSignal.any(signals) });
      await answer.arrayBuffer();
      return answer;
    } finally {
      this.#inFlight -= 1;
      this.#onChange();
    }
  }
}
