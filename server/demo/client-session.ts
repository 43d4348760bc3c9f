import type { DemoEvent } from './demo-event.ts';
import { logIn, profileOf, userOf } from './identity.ts';
import type { Act } from './look.ts';
import type { Visitor } from './visitor.ts';

/** Session id by the clients' rule: last 8 characters of the pseudo id and the start, UTC. */
export function sessionId(pseudoId: string, startMs: number): string {
  const iso = new Date(startMs).toISOString();
  const date = iso.slice(0, 10).replaceAll('-', '');
  const time = iso.slice(11, 23).replaceAll(/[:.]/g, '');
  return `${pseudoId.slice(-8).padStart(8, '_')}-${date}-${time}`;
}

/** One session of a client while it happens: stamps events with device, user and session. Times are true times. */
export class ClientSession {
  readonly events: DemoEvent[] = [];
  readonly visitor: Visitor;
  /** Attributes of the page or screen that is shown; on every event. */
  surface: Readonly<Record<string, unknown>> = {};
  readonly #id: string;
  readonly #startMs: number;
  readonly #fields: Readonly<Record<string, unknown>>;
  readonly #always: Readonly<Record<string, unknown>>;

  /**
   * @param fields Fields of the event object that hold for this visit, besides the device's.
   * @param always Global attributes of this visit.
   */
  constructor(
    visitor: Visitor,
    startMs: number,
    fields: Readonly<Record<string, unknown>>,
    always: Readonly<Record<string, unknown>> = {},
  ) {
    this.visitor = visitor;
    visitor.sessionNumber += 1;
    this.#startMs = startMs - visitor.clockLagMs;
    this.#id = sessionId(visitor.identity.pseudoId, this.#startMs);
    this.#fields = { ...visitor.device.fields, ...fields };
    this.#always = always;
  }

  /** Records one event that happens at `atMs`; `extra` are further fields of the event object. */
  record(
    name: string,
    atMs: number,
    attributes: Readonly<Record<string, unknown>> = {},
    extra: Readonly<Record<string, unknown>> = {},
  ): void {
    const { visitor } = this;
    const clientMs = atMs - visitor.clockLagMs;
    const sendsProfile = name === '_profile_set' || visitor.platform === 'WeChatMP';
    this.events.push({
      event_type: name,
      event_id: visitor.random.uuid(),
      unique_id: visitor.identity.pseudoId,
      device_id: visitor.device.deviceId,
      app_id: visitor.appId,
      platform: visitor.platform,
      timestamp: clientMs,
      ...this.#fields,
      ...extra,
      user: sendsProfile ? profileOf(visitor, clientMs) : userOf(visitor),
      attributes: {
        ...this.#always,
        ...attributes,
        _session_id: this.#id,
        _session_start_timestamp: this.#startMs,
        _session_duration: clientMs - this.#startMs,
        _session_number: visitor.sessionNumber,
        ...this.surface,
      },
    });
  }

  /** Carries out one act of a look at `atMs`. A crash is recorded; ending the visit is the caller's part. */
  perform(act: Act, atMs: number): void {
    const { visitor } = this;
    switch (act.kind) {
      case 'record': {
        const value =
          act.valueUsd === undefined ? {} : { event_value: act.valueUsd, event_value_currency: 'USD' };
        this.record(act.name, atMs, act.attributes, act.items ? { items: act.items, ...value } : value);
        return;
      }
      case 'log-in':
        logIn(visitor, act.account, atMs - visitor.clockLagMs);
        this.record('_profile_set', atMs);
        return;
      case 'update-profile':
        this.record('_profile_set', atMs);
        return;
      case 'log-out':
        visitor.account = null;
        this.record('_profile_set', atMs);
        return;
      case 'crash':
        this.record('_app_exception', atMs, {
          _exception_message: 'java.lang.IllegalStateException: payment sheet is not attached',
          _exception_stack:
            'at example.hollowoak.shop.checkout.PaymentSheet.show(PaymentSheet.kt:88)\nat example.hollowoak.shop.checkout.CheckoutActivity.onPay(CheckoutActivity.kt:141)\nat android.os.Handler.dispatchMessage(Handler.java:106)',
        });
    }
  }
}
