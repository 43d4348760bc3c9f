import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type ChunkCount, type StagedEvent, silentLogger } from '@millstream/core';
import { createStagingHost, processingConfigSchema } from '@millstream/processing';
import { writeDemoHistory } from './run-demo.ts';

const endMs = Date.UTC(2026, 2, 1, 12);
const folder = mkdtempSync(join(tmpdir(), 'demo-processing-'));
const countries = new Intl.DisplayNames('en', { type: 'region' });

let written = { requests: 0, events: 0 };
const counts: ChunkCount[] = [];
const events: StagedEvent[] = [];
let rejects = '';

function readRows(path: string | undefined): StagedEvent[] {
  if (path === undefined) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
}

describe('the demo history in processing', () => {
  before(async () => {
    const path = join(folder, 'history.ndjson');
    written = await writeDemoHistory(path, { seed: 3, endMs, targetEvents: 8_000 });
    const config = processingConfigSchema.parse({ projectId: 'first', apps: ['shop'] });
    const host = createStagingHost({ threads: 1, config: () => config, logger: silentLogger });
    await host.stage({ files: [{ path, anyAge: false }], folder, now: endMs }, async (chunk) => {
      counts.push(...chunk.counts);
      events.push(...readRows(chunk.eventsPath));
      if (chunk.rejectsPath !== undefined) rejects += readFileSync(chunk.rejectsPath, 'utf8');
    });
    await host.retire();
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('is accepted whole: nothing undecodable, nothing rejected', () => {
    const sum = (name: 'accepted' | 'decoded' | 'events') =>
      counts.reduce((total, count) => total + count[name], 0);
    assert.deepEqual(
      { requests: sum('accepted'), decoded: sum('decoded'), events: sum('events') },
      { requests: written.requests, decoded: written.requests, events: written.events },
    );
    assert.equal(rejects, '');
    assert.equal(events.length, written.events);
  });

  it('is found in the country that the visitor lives in', () => {
    let checked = 0;
    for (const event of events) {
      if (event.is_bot || event.platform !== 'Web') continue;
      const code = String(event.custom_parameters?.country_code?.value);
      assert.equal(event.geo_country, countries.of(code), String(event.source_ip));
      assert.ok(event.geo_city, String(event.source_ip));
      checked += 1;
    }
    assert.ok(checked > 2_000);
  });

  it('has a verdict against crawlers and nobody else', () => {
    for (const event of events) {
      const isCrawler = /bot|spider/i.test(String(event.device_ua?.string));
      assert.equal(event.is_bot, isCrawler, String(event.device_ua?.string));
    }
  });

  it('comes through many channels', () => {
    const channels = new Set(events.map((event) => event.traffic_source_channel_group));
    const wanted = [
      'Direct',
      'Organic Search',
      'Paid Search',
      'Organic Social',
      'Email',
      'Referral',
      'Organic Video',
    ];
    for (const channel of wanted)
      assert.ok(channels.has(channel), `${channel} of ${[...channels].join(', ')}`);
    const clicks = new Set(events.map((event) => String(event.traffic_source_clid ?? '').slice(0, 16)));
    assert.ok(clicks.has('{"type":"gclid",') && clicks.has('{"type":"fbclid"'), [...clicks].join(' '));
  });
});
