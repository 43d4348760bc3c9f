import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type Product, startProduct } from '../product/start-product.ts';

let product: Product;
const folder = mkdtempSync(join(tmpdir(), 'main-job-'));
before(async () => {
  product = await startProduct();
});
after(async () => {
  await product[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const now = Date.now();
const event = (id: string, more: object = {}) => ({
  event_type: 'hello',
  event_id: id,
  timestamp: now,
  app_id: 'web',
  unique_id: 'u-1',
  ...more,
});

async function send(body: string | Buffer, query = 'appId=web'): Promise<{ status: number; rid: string }> {
  const answer = await fetch(`${product.collect}/collect?${query}`, { method: 'POST', body });
  await answer.arrayBuffer();
  return { status: answer.status, rid: answer.headers.get('x-request-id') ?? '' };
}

async function json(...args: string[]): Promise<unknown[]> {
  const { code, stdout, stderr } = await product.run(...args);
  assert.equal(code, 0, stderr);
  return stdout
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

interface LedgerRow {
  readonly balanced: boolean;
  readonly empty: number;
  readonly undecodable: number;
}
type LedgerCount = 'empty' | 'undecodable';
const sumOf = (rows: readonly LedgerRow[], name: LedgerCount) =>
  rows.reduce((sum, row) => sum + row[name], 0);

/** The ledger once it holds that much: requests sent one after the other may be loaded in different batches. */
async function ledgerHolding(least: Readonly<Record<LedgerCount, number>>): Promise<readonly LedgerRow[]> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const rows = (await json('ledger')) as LedgerRow[];
    const isThere = (['empty', 'undecodable'] as const).every((name) => sumOf(rows, name) >= least[name]);
    if (isThere || performance.now() > deadline) return rows;
  }
}

describe('the main job', () => {
  const bodies = [
    { what: 'an array', id: 'm-array', body: JSON.stringify([event('m-array')]), query: 'appId=web' },
    { what: 'a single object', id: 'm-object', body: JSON.stringify(event('m-object')), query: 'appId=web' },
    {
      what: 'base64 of gzip',
      id: 'm-gzip',
      body: gzipSync(JSON.stringify([event('m-gzip')])).toString('base64'),
      query: 'appId=web&compression=gzip',
    },
    {
      what: 'raw gzip without a word about it',
      id: 'm-raw',
      body: gzipSync(JSON.stringify([event('m-raw')])),
      query: 'appId=web',
    },
  ];
  for (const { what, id, body, query } of bodies) {
    it(`carries ${what} from the request to a row`, async () => {
      assert.equal((await send(body, query)).status, 200);
      const [row] = await product.queryUntil(
        `select event_name, app_id, project_id, is_bot from event_v2 where event_id = '${id}'`,
        (rows) => rows.length === 1,
      );
      assert.deepEqual(row, { event_name: 'hello', app_id: 'web', project_id: 'first', is_bot: false });
    });
  }

  it('keeps what it cannot read in quarantine, beside its good neighbours, and balances', async () => {
    const bad = await send('this is no JSON');
    const mixed = await send(JSON.stringify([event('q-good'), { ...event('q-bad'), timestamp: '1' }, 7]));
    const empty = await send('');
    assert.deepEqual([bad.status, mixed.status, empty.status], [200, 200, 200]);
    await product.queryUntil("select 1 from event_v2 where event_id = 'q-good'", (rows) => rows.length === 1);
    const rows = await ledgerHolding({ empty: 1, undecodable: 1 });
    const rejects = (await json('ledger', '--rejects')) as { rid: string; reason: string; text: string }[];
    const of = (rid: string) => rejects.filter((reject) => reject.rid === rid).map(({ reason }) => reason);
    assert.deepEqual(of(bad.rid), ['body_undecodable']);
    assert.deepEqual(of(mixed.rid).sort(), ['event_field_type', 'event_not_object']);
    assert.match(rejects.find(({ rid }) => rid === bad.rid)?.text ?? '', /this is no JSON/);
    assert.ok(rows.every(({ balanced }) => balanced));
    assert.equal(sumOf(rows, 'empty'), 1);
    assert.equal(sumOf(rows, 'undecodable'), 1);
  });

  it('follows a request and an event through every stage', async () => {
    const { rid } = await send(
      JSON.stringify([event('t-1'), event('t-1'), event('t-2', { app_id: 'nobody' })]),
    );
    await product.queryUntil("select 1 from event_v2 where event_id = 't-1'", (rows) => rows.length === 1);
    const { stdout } = await product.run('ledger', '--request', rid);
    const trace = JSON.parse(stdout) as { outcome: string; events: { outcome: string; reason?: string }[] };
    assert.equal(trace.outcome, 'decoded');
    assert.deepEqual(
      trace.events.map(({ outcome, reason }) => reason ?? outcome),
      ['human', 'duplicate', 'app_not_registered'],
    );
    const traces = (await json('ledger', '--event', 't-1')) as { outcome: string }[];
    assert.deepEqual(traces.map(({ outcome }) => outcome).sort(), ['duplicate', 'human']);
  });

  it('serves a new app within a second and stops serving a disabled one', async () => {
    assert.equal((await send('[]', 'appId=fresh')).status, 403);
    await json('app', 'add', 'fresh', '--timezone', 'Asia/Tokyo');
    assert.equal(
      (await send(JSON.stringify([event('a-1', { app_id: 'fresh' })]), 'appId=fresh')).status,
      200,
    );
    await product.queryUntil("select 1 from event_v2 where app_id = 'fresh'", (rows) => rows.length === 1);
    await json('app', 'set', 'fresh', '--enabled', 'off');
    assert.equal((await send('[]', 'appId=fresh')).status, 403);
    const apps = (await json('app', 'list')) as { appId: string; timeZone: string; enabled: boolean }[];
    assert.deepEqual(
      apps.map(({ appId, timeZone, enabled }) => [appId, timeZone, enabled]),
      [
        ['fresh', 'Asia/Tokyo', false],
        ['web', 'UTC', true],
      ],
    );
  });

  it('verifies hashCode only for an app that demands integrity', async () => {
    await json('app', 'set', 'web', '--strict-integrity', 'on');
    const body = JSON.stringify([event('h-1')]);
    const good = createHash('sha256').update(body).digest('hex').slice(0, 8);
    assert.equal((await send(body, 'appId=web&hashCode=00000000')).status, 400);
    assert.equal((await send(body, `appId=web&hashCode=${good}`)).status, 200);
    await json('app', 'set', 'web', '--strict-integrity', 'off');
    assert.equal((await send(body, 'appId=web&hashCode=00000000')).status, 200);
    await product.queryUntil("select 1 from event_v2 where event_id = 'h-1'", (rows) => rows.length === 1);
  });

  const rawLine = (id: string, ageDays: number, ingestAgoDays: number) =>
    JSON.stringify({
      appId: 'web',
      data: JSON.stringify([event(id, { timestamp: now - ageDays * 86_400_000 })]),
      uri: '/collect?appId=web',
      rid: createHash('md5').update(id).digest('hex'),
      ingest_time: now - ingestAgoDays * 86_400_000,
      method: 'POST',
      path: '/collect',
    });

  it('imports raw records once each, with their own ingest times', async () => {
    const path = join(folder, 'past.ndjson.gz');
    writeFileSync(path, gzipSync(`${rawLine('i-1', 20, 20)}\n${rawLine('i-2', 21, 20)}\n`));
    assert.deepEqual(await json('import', path), [{ segments: 1, records: 2, alreadyImported: 0 }]);
    const count = "select count(*) as n from event_v2 where event_id in ('i-1', 'i-2')";
    assert.deepEqual(await product.query(count), [{ n: 2 }]);
    assert.deepEqual(await json('import', path), [{ segments: 1, records: 2, alreadyImported: 1 }]);
    assert.deepEqual(await product.query(count), [{ n: 2 }]);
  });

  it('refuses stale imports unless their age is waived', async () => {
    const path = join(folder, 'stale.ndjson');
    writeFileSync(path, `${rawLine('old-1', 30, 1)}\n`);
    await json('import', path);
    const count = "select count(*) as n from event_v2 where event_id = 'old-1'";
    assert.deepEqual(await product.query(count), [{ n: 0 }]);
    await json('import', path, '--any-age');
    assert.deepEqual(await product.query(count), [{ n: 1 }]);
  });

  it('rebuilds days from kept raw records to the same rows and a balanced ledger', async () => {
    const fingerprint = () =>
      product.query(
        'select event_id, event_timestamp, event_name, app_id, is_bot from event_v2 order by app_id, event_id',
      );
    const beforeRows = await fingerprint();
    const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
    const [result] = (await json(
      'rebuild',
      '--from',
      day(now - 40 * 86_400_000),
      '--to',
      day(now + 86_400_000),
    )) as [{ segments: number }];
    assert.ok(result.segments > 0);
    // The app `fresh` is switched off, but stays registered: its events are its own.
    assert.deepEqual(await fingerprint(), beforeRows);
    await json('ledger');
  });

  it('answers only reading statements, and stops those that take too long', async () => {
    for (const sql of ['create table t as select 1', 'select 1; select 2', "copy (select 1) to '/tmp/x'"]) {
      const { code, stderr } = await product.run('query', sql);
      assert.equal(code, 1);
      assert.match(stderr, /QUERY_NOT_READ_ONLY|QUERY_INVALID/);
    }
    const outside = await product.run('query', "select * from read_text('/etc/passwd')");
    assert.equal(outside.code, 1);
    const slow = await product.run('query', 'select count(*) from range(100000000000) a', '--timeout', '1');
    assert.match(slow.stderr, /QUERY_TIMEOUT/);
  });

  it('keeps what was answered just before a stop, and shows it after the next start', async () => {
    const { dataDir } = product;
    assert.equal((await send(JSON.stringify([event('last-words')]))).status, 200);
    assert.equal(await product.stop(), 0);
    await using again = await startProduct({ dataDir });
    await again.queryUntil(
      "select 1 from event_v2 where event_id = 'last-words'",
      (rows) => rows.length === 1,
    );
    assert.ok(readFileSync(join(dataDir, 'console.sqlite')).length > 0);
  });
});
