import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject } from './json-access.ts';
import { type MessageSource, segmentEvent } from './segment-event.ts';

const ingestMs = Date.UTC(2026, 2, 1, 12);
const source: MessageSource = { appId: 'shop', fallbackId: 'r-0', ingestMs, sentMs: undefined };

function eventOf(message: JsonObject, changes: Partial<MessageSource> = {}): JsonObject {
  const made = segmentEvent(message, { ...source, ...changes });
  assert.equal(made.kind, 'event', JSON.stringify(made));
  return made.kind === 'event' ? made.event : {};
}

const names: readonly [message: JsonObject, name: string][] = [
  [{ type: 'track', event: 'Order Completed' }, 'Order Completed'],
  [{ type: 'page', name: 'Home' }, '_page_view'],
  [{ type: 'screen', name: 'Home' }, '_screen_view'],
  [{ type: 'identify' }, '_profile_set'],
  [{ type: 'group', groupId: 'g' }, 'group'],
];
const rejected: readonly [message: JsonObject, reason: RegExp][] = [
  [{ type: 'alias', previousId: 'a' }, /alias make no event/],
  [{ type: 'track' }, /no event/],
  [{}, /undefined make no event/],
];

describe('segmentEvent', () => {
  for (const [message, name] of names) {
    it(`makes ${name} of a ${message.type} message`, () => assert.equal(eventOf(message).event_type, name));
  }
  for (const [message, reason] of rejected) {
    it(`rejects ${JSON.stringify(message)} with a reason`, () => {
      const made = segmentEvent(message, source);
      assert.equal(made.kind, 'rejected');
      assert.match(made.kind === 'rejected' ? made.reason : '', reason);
    });
  }

  it('rejects a message that belongs to no app', () => {
    assert.equal(segmentEvent({ type: 'page' }, { ...source, appId: undefined }).kind, 'rejected');
  });

  it('takes ids from the message, and the same ones each time where it has none', () => {
    const full = eventOf({ type: 'page', messageId: 'm', anonymousId: 'a', userId: 'u' });
    assert.deepEqual([full.event_id, full.unique_id, full.app_id], ['m', 'a', 'shop']);
    const bare = eventOf({ type: 'page', userId: 'u' });
    assert.deepEqual([bare.event_id, bare.unique_id, bare.timestamp], ['r-0', 'u', ingestMs]);
  });

  it("takes the error of the sender's clock out of the time", () => {
    const message = {
      type: 'page',
      originalTimestamp: '2030-01-01T00:00:00Z',
      timestamp: '2026-01-01T00:00:00Z',
    };
    const sentMs = Date.UTC(2030, 0, 1, 0, 0, 30);
    assert.equal(eventOf(message, { sentMs }).timestamp, ingestMs - 30_000);
    assert.equal(eventOf(message).timestamp, Date.UTC(2030, 0, 1));
  });

  it('reads page and campaign', () => {
    const context = {
      page: { url: 'https://shop.example.org/a', title: 'A', referrer: 'https://news.example.net/x' },
      campaign: { source: 'mail', name: 'spring' },
    };
    assert.deepEqual(
      eventOf({ type: 'page', context, properties: { color: 'red', title: 'B' } }).attributes,
      {
        color: 'red',
        _page_url: 'https://shop.example.org/a',
        _page_title: 'B',
        _page_referrer: 'https://news.example.net/x',
        _latest_referrer: 'https://news.example.net/x',
        _latest_referrer_host: 'news.example.net',
        _utm_source: 'mail',
        _utm_campaign: 'spring',
      },
    );
  });

  it('does not take a page of the same site for the latest referrer', () => {
    const page = { url: 'https://shop.example.org/a', referrer: 'https://shop.example.org/' };
    const { attributes } = eventOf({ type: 'page', context: { page } });
    assert.deepEqual(attributes, { _page_url: page.url, _page_referrer: page.referrer });
  });

  it('reads money and items', () => {
    const products = [
      { product_id: 'p', price: '2.5', quantity: 2, size: 'L' },
      { name: 'no id' },
      { sku: 's' },
    ];
    const event = eventOf({
      type: 'track',
      event: 'Order Completed',
      properties: { revenue: '5', currency: 'EUR', products, order_id: 'o' },
    });
    assert.deepEqual([event.event_value, event.event_value_currency], [5, 'EUR']);
    assert.deepEqual(event.items, [
      { id: 'p', currency: 'EUR', price: 2.5, quantity: 2, size: 'L' },
      { id: 's', currency: 'EUR' },
    ]);
    assert.deepEqual(event.attributes, { order_id: 'o' });
  });

  it('makes user attributes of traits, with the time of the message', () => {
    const message = {
      type: 'identify',
      userId: 'u',
      traits: { name: 'Ann', age: '41.7', plan: 'pro', gone: null },
      timestamp: '2026-03-01T00:00:00Z',
    };
    const at = { set_timestamp: Date.UTC(2026, 2, 1) };
    assert.deepEqual(eventOf(message).user, {
      _user_id: { value: 'u', ...at },
      _user_name: { value: 'Ann', ...at },
      _user_age: { value: 41, ...at },
      plan: { value: 'pro', ...at },
    });
  });

  it('reads device, app and place', () => {
    const event = eventOf({
      type: 'screen',
      name: 'Cart',
      context: {
        library: { name: 'analytics-kotlin', version: '1.2' },
        os: { name: 'Android', version: '14' },
        device: { id: 'd', manufacturer: 'Google', model: 'Pixel 8' },
        network: { wifi: true, carrier: 'T' },
        screen: { width: 1080, height: 2399.6 },
        timezone: 'America/St_Johns',
        locale: 'de-CH',
      },
    });
    const expected = {
      platform: 'Android',
      sdk_name: 'analytics-kotlin',
      os_version: '14',
      device_id: 'd',
      make: 'Google',
      model: 'Pixel 8',
      network_type: 'WIFI',
      carrier: 'T',
      screen_width: 1080,
      screen_height: 2400,
      zone_offset: -3.5 * 3_600_000,
      locale: 'de-CH',
      system_language: 'de',
    };
    const picked = Object.fromEntries(Object.keys(expected).map((name) => [name, event[name]]));
    assert.deepEqual(picked, expected);
    assert.deepEqual(event.attributes, { _screen_name: 'Cart', _screen_id: 'Cart' });
  });
});
