import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Product, startProduct } from '../product/start-product.ts';

let product: Product;
const folder = mkdtempSync(join(tmpdir(), 'traffic-rules-'));
before(async () => {
  product = await startProduct();
});
after(async () => {
  await product[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const now = Date.now();
const today = new Date(now).toISOString().slice(0, 10);
const page = 'https://shop.example.org/';

function pageView(id: string, session: string, attributes: object = {}): object {
  return {
    event_type: '_page_view',
    event_id: id,
    timestamp: now,
    app_id: 'web',
    unique_id: `user of ${session}`,
    platform: 'Web',
    attributes: { _page_url: page, _session_id: session, ...attributes },
  };
}

const fromRadio = { _page_referrer: 'https://radio.example.net/show' };
const visits = [
  pageView('r-1', 's-1', fromRadio),
  pageView('r-2', 's-1'),
  pageView('r-3', 's-2', fromRadio),
  pageView('r-4', 's-3', { _page_url: `${page}?utm_source=news&utm_medium=email` }),
  pageView('r-5', 's-4', { _traffic_source_source: 'radio', _traffic_source_medium: 'spot' }),
];

async function send(events: readonly object[]): Promise<void> {
  const answer = await fetch(`${product.collect}/collect?appId=web`, {
    method: 'POST',
    body: JSON.stringify(events),
  });
  assert.equal(answer.status, 200);
}

async function traffic(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await product.run('metadata', 'traffic', ...args, '--app', 'web');
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout);
}

async function channelsById(ids: string): Promise<Record<string, unknown>> {
  const sql = `SELECT event_id, traffic_source_channel_group AS channel FROM event_v2 WHERE event_id LIKE '${ids}' ORDER BY 1`;
  const rows = await product.query(sql);
  return Object.fromEntries(rows.map(({ event_id, channel }) => [event_id, channel]));
}

describe('traffic-source rules', () => {
  const rulesFile = join(folder, 'rules.json');
  it('are tried on a visit before anything is published', async () => {
    const { rules } = await traffic('show');
    assert.ok(rules !== null && typeof rules === 'object' && 'categories' in rules && 'channels' in rules);
    const { categories, channels } = rules;
    assert.ok(Array.isArray(categories) && Array.isArray(channels));
    const site = { url: 'radio.example.net', source: 'Radio', category: 'Audio', params: [] };
    const audio = { field: 'traffic_source_category', op: 'eq', value: 'audio' };
    const spot = { field: 'traffic_source_medium', op: 'eq', value: 'spot' };
    const rule = { id: 'radio', channel: 'Radio', condition: { 'op::or': [audio, spot] } };
    const written = { categories: [site, ...categories], channels: [rule, ...channels] };
    writeFileSync(rulesFile, JSON.stringify(written));
    const [test] = Object.values(
      await traffic('test', '--url', page, '--referrer', 'https://radio.example.net/', '--rules', rulesFile),
    );
    assert.ok(typeof test === 'object' && test !== null && 'decidedBy' in test);
    assert.equal(test.decidedBy, 0);
  });

  it('are previewed on past days as exactly what processing these again changes', async () => {
    await send(visits);
    await product.queryUntil("SELECT 1 FROM event_v2 WHERE event_id LIKE 'r-%'", (rows) => rows.length === 5);
    const preview = await traffic('preview', '--rules', rulesFile);
    assert.deepEqual(
      [preview.events, preview.sessions, preview.channels],
      [
        { total: 5, changed: 3, unknown: 0 },
        { total: 4, changed: 3, unknown: 0 },
        [
          { from: 'Referral', to: 'Radio', events: 2, sessions: 2 },
          { from: 'Unassigned', to: 'Radio', events: 1, sessions: 1 },
        ],
      ],
    );
    const before = await channelsById('r-%');
    assert.deepEqual(Object.values(before), ['Referral', 'Direct', 'Referral', 'Email', 'Unassigned']);
    const published = await traffic('publish', rulesFile, '--reprocess-since', today);
    assert.equal(published.version, 1);
    const after = await channelsById('r-%');
    assert.deepEqual(Object.values(after), ['Radio', 'Direct', 'Radio', 'Email', 'Radio']);
    const sessions = await product.query(
      'SELECT session_channel_group AS channel FROM session ORDER BY session_id',
    );
    assert.deepEqual(
      sessions.map(({ channel }) => channel),
      ['Radio', 'Radio', 'Email', 'Radio'],
    );
    const again = await traffic('preview');
    assert.deepEqual(again.events, { total: 5, changed: 0, unknown: 0 });
  });

  it('apply to the next event once they are published', async () => {
    await send([pageView('n-1', 's-9', fromRadio)]);
    await product.queryUntil("SELECT 1 FROM event_v2 WHERE event_id = 'n-1'", (rows) => rows.length === 1);
    assert.deepEqual(await channelsById('n-1'), { 'n-1': 'Radio' });
    await traffic('restore', '1');
    const versions = Object.values(await traffic('versions'));
    assert.equal(versions.length, 2);
  });

  it('with a broken pattern are refused with its place', async () => {
    const leaf = { field: 'traffic_source_medium', op: 'match', value: 'paid(' };
    const channels = [{ id: 'x', channel: 'X', condition: { 'op::and': [leaf] } }];
    writeFileSync(rulesFile, JSON.stringify({ channels }));
    const { code, stderr } = await product.run('metadata', 'traffic', 'publish', rulesFile, '--app', 'web');
    assert.equal(code, 1);
    assert.match(stderr, /rule 1, condition\.op::and\.0\.value, at character 5: .*\[PATTERN_INVALID\]/s);
  });
});

describe('annotations and metadata', () => {
  it('are kept, listed and removed from the command line', async () => {
    const add = ['annotation', 'add', 'Release "2"', '--at', today, '--app', 'web'];
    const added = JSON.parse((await product.run(...add)).stdout);
    assert.equal(added.body.label, 'Release "2"');
    const listed = await product.run('annotation', 'list', '--app', 'web');
    assert.equal(JSON.parse(listed.stdout).id, added.id);
    const removed = await product.run('annotation', 'remove', added.id, '--app', 'web');
    assert.equal(removed.code, 0, removed.stderr);
    assert.equal((await product.run('annotation', 'list', '--app', 'web')).stdout, '');
  });

  it('names of events survive a second edit', async () => {
    const entity = ['metadata', 'set', 'event:hello', '--app', 'web'];
    await product.run(...entity, '--name', 'Hello there', '--hidden', 'on');
    const { code, stdout, stderr } = await product.run(...entity, '--name', '你好', '--language', 'zh-CN');
    assert.equal(code, 0, stderr);
    const { edit, version } = JSON.parse(stdout);
    assert.deepEqual(edit.displayNames, { 'en-US': 'Hello there', 'zh-CN': '你好' });
    assert.deepEqual([edit.isHidden, version], [true, 2]);
    const wrong = await product.run('metadata', 'set', 'hello', '--name', 'x', '--app', 'web');
    assert.match(wrong.stderr, /names no event or field.*\[USAGE\]/s);
  });

  it('stand beside what loads found', async () => {
    await product.run('metadata', 'set', 'event:_page_view', '--app', 'web', '--name', 'Page seen');
    const listed = await product.run('metadata', 'list', '--app', 'web');
    assert.equal(listed.code, 0, listed.stderr);
    const lines = listed.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const pageView = lines.find(({ id }) => id === 'event:_page_view');
    assert.equal(pageView.displayName, 'Page seen');
    assert.ok(pageView.eventCount >= 6, JSON.stringify(pageView));
    const country = await product.run('metadata', 'show', 'event_outer:string:geo_country', '--app', 'web');
    assert.equal(JSON.parse(country.stdout).source, 'preset', country.stderr);
  });
});
