import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { isAppId } from '@millstream/core';
import type { DemoEvent } from './demo-event.ts';
import { type DemoHistoryOptions, demoHistory } from './demo-history.ts';
import { type ReadLine, readLine } from './demo-reading.ts';

const endMs = Date.UTC(2026, 2, 1, 12);
const hourMs = 3_600_000;
const options: DemoHistoryOptions = { seed: 7, endMs, targetEvents: 40_000 };
const botAgent = /bot|spider/i;

let lines: ReadLine[] = [];
let firstSeen: { event: DemoEvent; line: ReadLine }[] = [];
let eventCount = 0;

function fingerprint(from: DemoHistoryOptions): string {
  const hash = createHash('sha256');
  for (const { line } of demoHistory(from)) hash.update(`${line}\n`);
  return hash.digest('hex');
}

function text(event: DemoEvent, attribute: string): string {
  return String(event.attributes[attribute]);
}

describe('demoHistory', () => {
  before(() => {
    lines = [...demoHistory(options)].map(readLine);
    const seen = new Set<string>();
    firstSeen = lines.flatMap((line) =>
      line.events
        .filter((event) => !seen.has(event.event_id) && seen.add(event.event_id))
        .map((event) => ({ event, line })),
    );
    eventCount = lines.reduce((sum, line) => sum + line.events.length, 0);
  });

  it('is the same byte for byte for the same options, and another shop for another seed', () => {
    const small = { ...options, targetEvents: 3_000 };
    assert.equal(fingerprint(small), fingerprint(small));
    assert.notEqual(fingerprint(small), fingerprint({ ...small, seed: 8 }));
  });

  it('holds about as many events as asked for, whatever the length', () => {
    for (const [days, targetEvents] of [
      [30, 40_000],
      [10, 20_000],
    ] as const) {
      let count = 0;
      for (const line of demoHistory({ ...options, days, targetEvents })) count += line.events;
      assert.ok(Math.abs(count / targetEvents - 1) < 0.25, `${count} of ${targetEvents} in ${days} days`);
    }
  });

  it('comes in ascending ingest time between start and end', () => {
    let lastMs = endMs - 30 * 24 * hourMs;
    for (const { ingestMs } of lines) {
      assert.ok(ingestMs >= lastMs && ingestMs <= endMs);
      lastMs = ingestMs;
    }
  });

  it('writes raw records as the collector does', () => {
    const rids = new Set<string>();
    for (const { record, ingestMs } of lines) {
      assert.match(String(record.rid), /^[0-9a-f]{32}$/);
      rids.add(String(record.rid));
      assert.equal(record.ingest_time, ingestMs);
      assert.equal(Date.parse(String(record.timestamp)), ingestMs);
      assert.match(String(record.date), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/);
      const uri = new URL(String(record.uri), 'http://localhost');
      assert.equal(uri.pathname, '/collect');
      assert.equal(uri.searchParams.get('appId'), record.appId);
      assert.equal(uri.searchParams.get('upload_timestamp'), record.client_timestamp);
      assert.equal(uri.searchParams.get('compression'), record.compression ?? null);
      const digest = createHash('sha256').update(String(record.data)).digest('hex');
      assert.equal(uri.searchParams.get('hashCode'), digest.slice(0, 8));
    }
    assert.equal(rids.size, lines.length);
  });

  it('sends only events that keep the rules of the protocol', () => {
    for (const { event } of firstSeen) {
      assert.match(event.event_id, /^[0-9a-f-]{36}$/);
      assert.match(event.event_type, /^[A-Za-z_]\w{0,49}$/);
      assert.ok(Number.isSafeInteger(event.timestamp) && isAppId(event.app_id));
      for (const name of [
        'screen_width',
        'screen_height',
        'viewport_width',
        'viewport_height',
        'zone_offset',
      ]) {
        assert.ok(
          event[name] === undefined || Number.isInteger(event[name]),
          `${name} of ${event.event_type}`,
        );
      }
      for (const [name, value] of Object.entries(event.attributes)) {
        assert.match(name, /^[A-Za-z_]\w{0,49}$/);
        assert.ok(['string', 'number', 'boolean'].includes(typeof value), `${name} is ${typeof value}`);
        assert.ok(String(value).length <= 1_024);
      }
      const items = Array.isArray(event.items) ? event.items : [];
      assert.ok(items.length <= 100 && items.every((item) => typeof item.id === 'string' && item.price > 0));
      assert.equal(typeof event.user._user_first_touch_timestamp?.value, 'number');
    }
  });

  it('keeps every event within 72 hours, in no future, with the designed shares of late and doubled ones and bots', () => {
    let late = 0;
    for (const { event, line } of firstSeen) {
      const delayMs = line.ingestMs - event.timestamp;
      assert.ok(delayMs >= 0 && delayMs <= 72 * hourMs, `${event.event_type} after ${delayMs} ms`);
      if (delayMs > hourMs) late += 1;
    }
    const bots = firstSeen.filter(({ line }) => botAgent.test(String(line.record.ua))).length;
    const shares = {
      late: late / firstSeen.length,
      doubled: 1 - firstSeen.length / eventCount,
      bots: bots / firstSeen.length,
    };
    const told = JSON.stringify(shares);
    assert.ok(shares.late > 0.005 && shares.late < 0.04, told);
    assert.ok(shares.doubled > 0.004 && shares.doubled < 0.02, told);
    assert.ok(shares.bots > 0.015 && shares.bots < 0.05, told);
  });

  it('covers every platform, a dozen countries and returning visitors', () => {
    const platforms = new Map<string, number>();
    const visitors = new Set<string>();
    let returning = 0;
    for (const { event } of firstSeen) {
      platforms.set(event.platform, (platforms.get(event.platform) ?? 0) + 1);
      if (event.event_type === '_session_start') {
        visitors.add(event.unique_id);
        if (Number(event.attributes._session_number) > 1) returning += 1;
      }
    }
    assert.deepEqual([...platforms.keys()].sort(), ['Android', 'Web', 'WeChatMP', 'iOS'].sort());
    assert.ok(
      visitors.size > 500 && returning > visitors.size / 2,
      `${visitors.size} visitors, ${returning} returns`,
    );
    const countries = new Set(firstSeen.map(({ event }) => event.country_code).filter(Boolean));
    assert.ok(countries.size >= 12, [...countries].join());
  });

  it('loses people at every step of the funnel', () => {
    const sessions = new Map<string, Set<string>>();
    for (const { event } of firstSeen) {
      const id = text(event, '_session_id');
      sessions.set(id, (sessions.get(id) ?? new Set()).add(event.event_type));
    }
    const steps = ['_session_start', 'view_item', 'add_to_cart', 'begin_checkout', 'purchase'];
    const counts = steps.map((step) => [...sessions.values()].filter((names) => names.has(step)).length);
    for (const [index, count] of counts.entries()) {
      const before = counts[index - 1];
      if (before !== undefined) assert.ok(count > before * 0.1 && count < before * 0.9, `${counts}`);
    }
  });
});
