import { createHash, randomUUID } from 'node:crypto';
import type { Command, Driver, DriverAnswer, DriverResult, JsonObject } from './driver.ts';
import { VirtualClock } from './virtual-clock.ts';

/** Ways in which the client of a flawed driver is wrong. */
export type Flaw =
  | 'wrong-app'
  | 'wrong-platform'
  | 'wrong-hash'
  | 'no-array'
  | 'same-sequence'
  | 'late-upload-time'
  | 'missing-field'
  | 'no-uuid'
  | 'duration-wrong'
  | 'session-id-wrong'
  | 'all-user-attributes'
  | 'new-id-on-retry'
  | 'new-content-on-retry'
  | 'forgets-on-failure'
  | 'retries-at-once'
  | 'sends-twice-new-id'
  | 'reverses'
  | 'preflight'
  | 'huge-request'
  | 'endless-timer'
  | 'phantom-request'
  | 'answers-error';

interface Waiting {
  event: JsonObject;
}

/**
 * A client of forty lines that knows `track` and `flush` and retries a second after a failure, to show that the runner
 * finds what is wrong. No SDK: it has one session, one view and no storage.
 */
export class FlawedDriver implements Driver {
  readonly platform = 'android';
  readonly capabilities: readonly string[] = ['screens'];
  readonly #flaw: Flaw | null;
  readonly #flushesByItself: boolean;
  #clock = new VirtualClock(0);
  #endpoint = '';
  #appId = '';
  #startedMs = 0;
  #queue: Waiting[] = [];
  #sequence = 0;
  #requests = 0;
  readonly #inFlight = new Set<Promise<void>>();
  #hanging = 0;
  readonly #wakers = new Set<() => void>();

  /** @param habits `flushesByItself`: sends a second after the first event, without being told */
  constructor(flaw: Flaw | null = null, habits: { readonly flushesByItself?: boolean } = {}) {
    this.#flaw = flaw;
    this.#flushesByItself = habits.flushesByItself ?? false;
  }

  async send(command: Command): Promise<DriverAnswer> {
    const { id } = command;
    switch (command.do) {
      case 'reset':
        this.#clock = new VirtualClock(command.startAtMs);
        this.#endpoint = command.endpoint;
        this.#appId = this.#flaw === 'wrong-app' ? 'other' : command.appId;
        this.#startedMs = command.startAtMs;
        this.#queue = [];
        this.#requests = 0;
        this.#sequence = 0;
        break;
      case 'track':
        if (this.#flaw === 'answers-error') return { id, ok: false, error: 'it broke' };
        for (let n = 1; n <= (command.times ?? 1); n += 1) {
          this.#queue.push({ event: this.#event(command.name, { ...command.attributes, n }) });
        }
        if (this.#flaw === 'endless-timer') this.#spin();
        if (this.#flushesByItself) this.#clock.after(1_000, () => this.#flush());
        break;
      case 'flush':
        this.#flush();
        break;
      case 'clock':
        this.#clock.shift(command.shiftMs);
        break;
      case 'tick': {
        const { elapsedMs, fired } = this.#clock.tick(command.untilMs);
        return { id, ok: true, result: { elapsedMs, fired } };
      }
      case 'settle':
        return { id, ok: true, result: await this.#settled(command.hanging) };
      case 'optOut':
        return { id, unsupported: 'has no opt-out' };
      default:
        break;
    }
    return { id, ok: true };
  }

  async #settled(hanging: number): Promise<DriverResult> {
    this.#hanging = hanging;
    for (const wake of this.#wakers) wake();
    while (this.#inFlight.size > this.#hanging) {
      const told = Promise.withResolvers<void>();
      this.#wakers.add(told.resolve);
      await Promise.race([told.promise, ...this.#inFlight]);
      this.#wakers.delete(told.resolve);
    }
    const phantom = this.#flaw === 'phantom-request' ? 1 : 0;
    return { inFlight: this.#inFlight.size, requests: this.#requests + phantom };
  }

  #spin(): void {
    this.#clock.after(0, () => this.#spin());
  }

  #event(name: string, attributes: JsonObject): JsonObject {
    const now = this.#clock.now();
    const stamp = new Date(this.#startedMs)
      .toISOString()
      .replace('T', '-')
      .replaceAll(/[^\d-]/g, '');
    const [year = '', month = '', ...rest] = stamp.split('-');
    const first = { value: this.#startedMs, set_timestamp: this.#startedMs };
    const isFlawed = (flaw: Flaw) => this.#flaw === flaw;
    return {
      event_type: name,
      event_id: isFlawed('no-uuid') ? String(Math.random()) : randomUUID(),
      timestamp: now,
      app_id: this.#appId,
      unique_id: 'unique-id-1',
      ...(!isFlawed('missing-field') && { device_id: 'device-1' }),
      platform: isFlawed('wrong-platform') ? 'iOS' : 'Android',
      zone_offset: 0,
      screen_width: 1,
      screen_height: 1,
      sdk_name: 'flawed',
      sdk_version: '1',
      os_version: '1',
      make: 'm',
      brand: 'b',
      model: 'm',
      carrier: 'c',
      network_type: 'WIFI',
      locale: 'de_DE',
      system_language: 'de',
      country_code: 'DE',
      app_version: '1',
      app_package_name: 'p',
      app_title: 't',
      user: {
        _user_first_touch_timestamp: first,
        ...(isFlawed('all-user-attributes') && { plan: first }),
      },
      attributes: {
        ...attributes,
        _session_id: `que-id-1-${isFlawed('session-id-wrong') ? '20200101-000000000' : `${year}${month}${rest[0]}-${rest[1]}`}`,
        _session_start_timestamp: this.#startedMs,
        _session_duration: isFlawed('duration-wrong') ? 7 : now - this.#startedMs,
        _session_number: 1,
      },
    };
  }

  #flush(): void {
    const limit = this.#flaw === 'huge-request' ? 1_000 : 100;
    const batch = this.#queue.splice(0, limit);
    if (batch.length === 0) return;
    const work = this.#deliver(batch).finally(() => this.#inFlight.delete(work));
    this.#inFlight.add(work);
  }

  async #deliver(batch: Waiting[]): Promise<void> {
    const isDelivered = await this.#post(batch);
    if (isDelivered) {
      if (this.#flaw === 'sends-twice-new-id') {
        await this.#post(batch.map(({ event }) => ({ event: { ...event, event_id: randomUUID() } })));
      }
      this.#flush();
      return;
    }
    if (this.#flaw === 'forgets-on-failure') return;
    this.#queue.unshift(
      ...batch.map(({ event }) => ({
        event: {
          ...event,
          ...(this.#flaw === 'new-id-on-retry' && { event_id: randomUUID() }),
          ...(this.#flaw === 'new-content-on-retry' && { carrier: 'other' }),
        },
      })),
    );
    this.#clock.after(this.#flaw === 'retries-at-once' ? 0 : 1_000, () => this.#flush());
  }

  async #post(batch: readonly Waiting[]): Promise<boolean> {
    const events = batch.map(({ event }) => event);
    if (this.#flaw === 'reverses') events.reverse();
    const body = JSON.stringify(this.#flaw === 'no-array' ? events[0] : events);
    if (this.#flaw !== 'same-sequence' || this.#sequence === 0) this.#sequence += 1;
    const url = new URL(this.#endpoint);
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 8);
    const lateMs = this.#flaw === 'late-upload-time' ? 5 : 0;
    url.search = new URLSearchParams({
      appId: this.#appId,
      platform: 'Android',
      event_bundle_sequence_id: String(this.#sequence),
      upload_timestamp: String(this.#clock.now() + lateMs),
      hashCode: this.#flaw === 'wrong-hash' ? '00000000' : hash,
    }).toString();
    if (this.#flaw === 'preflight') await fetch(url, { method: 'OPTIONS' });
    this.#requests += 1;
    try {
      const answer = await fetch(url, { method: 'POST', body });
      return answer.status === 200;
    } catch {
      // No answer counts as a failure like any other.
      return false;
    }
  }
}
