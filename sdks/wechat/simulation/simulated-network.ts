import type { VirtualClock } from '@millstream/sdk-conformance';
import type { WxRequest } from '../wx-api.ts';

interface NetworkChange {
  readonly isConnected: boolean;
  readonly networkType: string;
}

/** Network of a device: real HTTP under a virtual clock, for the origins that the mini program may ask. */
export class SimulatedNetwork {
  /** Requests begun, those not counted that were refused at once. */
  begun = 0;
  /** Origins of the request domain list; null checks none, as with the switch in the developer tools. */
  allowedOrigins: readonly string[] | null = null;
  readonly #clock: VirtualClock;
  #isOnline = true;
  #listeners: ((change: NetworkChange) => void)[] = [];
  readonly #inFlight = new Set<AbortController>();
  #wakers: (() => void)[] = [];

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  /** Requests in flight. */
  get inFlight(): number {
    return this.#inFlight.size;
  }

  get type(): string {
    return this.#isOnline ? 'wifi' : 'none';
  }

  listen(hear: (change: NetworkChange) => void): void {
    this.#listeners.push(hear);
  }

  setOnline(isOnline: boolean): void {
    if (this.#isOnline === isOnline) return;
    this.#isOnline = isOnline;
    for (const hear of this.#listeners) hear({ isConnected: isOnline, networkType: this.type });
  }

  /** Resolves at the next end of a request, or when `wake` is called. */
  change(): Promise<void> {
    return new Promise((resolve) => this.#wakers.push(resolve));
  }

  wake(): void {
    const wakers = this.#wakers;
    this.#wakers = [];
    for (const waker of wakers) waker();
  }

  /** Begins a request. WeChat refuses what is not in the list, and fails at once without a network. */
  request(call: WxRequest): void {
    const { allowedOrigins } = this;
    const refusal =
      allowedOrigins && !allowedOrigins.includes(new URL(call.url).origin)
        ? 'request:fail url not in domain list'
        : this.#isOnline
          ? null
          : 'request:fail net::ERR_INTERNET_DISCONNECTED';
    if (refusal !== null) {
      queueMicrotask(() => call.fail({ errMsg: refusal }));
      return;
    }
    this.begun += 1;
    const abort = new AbortController();
    this.#inFlight.add(abort);
    const cancelTimeout = this.#clock.after(call.timeout, () => {
      this.#end(abort);
      abort.abort();
      call.fail({ errMsg: 'request:fail timeout' });
    });
    void this.#exchange(call, abort).then((tell) => {
      cancelTimeout();
      if (!this.#inFlight.has(abort)) return;
      tell();
      this.#end(abort);
    });
  }

  async #exchange(call: WxRequest, abort: AbortController): Promise<() => void> {
    try {
      const answer = await fetch(call.url, {
        method: call.method,
        headers: call.header,
        body: call.data,
        signal: abort.signal,
      });
      await answer.text();
      const response = { statusCode: answer.status, header: Object.fromEntries(answer.headers) };
      return () => call.success(response);
    } catch (error) {
      return () => call.fail({ errMsg: `request:fail ${String(error)}` });
    }
  }

  #end(abort: AbortController): void {
    this.#inFlight.delete(abort);
    this.wake();
  }

  /** The process is gone: connections close, nobody hears of anything. */
  dropAll(): void {
    this.#listeners = [];
    for (const abort of this.#inFlight) abort.abort();
    this.#inFlight.clear();
    this.wake();
  }
}
