import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { eventColumns, ourEventColumns, type StagedEvent } from '@millstream/core';
import { clockAt, type ScratchWarehouse, scratchWarehouse } from '../test-support/scratch-warehouse.ts';
import { type FileRows, stageBatch, stagedEvent } from '../test-support/staged-batch.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const firstMs = Date.parse('2026-03-01T10:00:00Z');
const nowMs = firstMs + 30 * dayMs;
let lines = 0;

function at(day: number, id: string, fields: Partial<StagedEvent> = {}): StagedEvent {
  lines += 1;
  return stagedEvent({
    event_id: id,
    event_time_msec: firstMs + day * dayMs,
    user_pseudo_id: 'u',
    session_id: 's',
    traffic_source_source: 'Google',
    line: lines,
    rid: lines.toString(16).padStart(32, '0'),
    ...fields,
  });
}

const open = () => scratchWarehouse({ clock: clockAt(nowMs) });

async function load(scratch: ScratchWarehouse, name: string, ...events: StagedEvent[]): Promise<void> {
  await scratch.warehouse.load(await stageBatch(scratch.folder, [{ name, events }]));
}

async function lakeFiles(scratch: ScratchWarehouse, table: string): Promise<readonly string[]> {
  const found = await readdir(join(scratch.lakeDir, table), { recursive: true }).catch(() => []);
  return found.filter((path) => path.endsWith('.parquet')).sort();
}

const partition = (app: string, date: string) =>
  `partition_app=${app}/partition_year=2026/partition_month=03/partition_day=${date}/part-0.parquet`;

describe('flushing', () => {
  it('writes one file per app and day, the specified columns first', async () => {
    await using scratch = await open();
    await load(scratch, 'f1', at(0, 'a'), at(0, 'b', { app_id: 'other' }), at(1, 'c'));
    const result = await scratch.warehouse.flushLake();
    assert.equal(result.writtenPartitions, 3 + 2 + 2);
    assert.deepEqual(await lakeFiles(scratch, 'event_v2'), [
      partition('other', '01'),
      partition('shop', '01'),
      partition('shop', '02'),
    ]);
    assert.deepEqual(await lakeFiles(scratch, 'item_v2'), []);
    const [described] = await scratch.rows(
      `SELECT list(column_name) AS names FROM (DESCRIBE FROM read_parquet('${scratch.lakeDir}/event_v2/${partition('shop', '01')}'))`,
    );
    const names = [...eventColumns, ...ourEventColumns].map((column) => column.name);
    assert.ok(Array.isArray(described?.names));
    assert.deepEqual(described.names.slice(0, names.length), names);
  });

  it('writes only what changed, and all of it when asked', async () => {
    await using scratch = await open();
    await load(scratch, 'f1', at(0, 'a'), at(1, 'b'));
    await scratch.warehouse.flushLake();
    assert.equal((await scratch.warehouse.flushLake()).writtenPartitions, 0);
    const path = join(scratch.lakeDir, 'event_v2', partition('shop', '01'));
    const before = (await stat(path)).ino;
    await load(scratch, 'f2', at(1, 'c', { session_id: 's2' }));
    await scratch.warehouse.flushLake();
    assert.equal((await stat(path)).ino, before);
    assert.equal((await scratch.warehouse.status()).dirtyPartitions, 0);
    const full = await scratch.warehouse.flushLake({ full: true });
    assert.ok(full.writtenPartitions >= 4);
    assert.notEqual((await stat(path)).ino, before);
  });

  it('moves a user to the day of the newest event, and removes what is empty', async () => {
    await using scratch = await open();
    await load(scratch, 'f1', at(0, 'a'));
    await scratch.warehouse.flushLake();
    assert.deepEqual(await lakeFiles(scratch, 'user_v2'), [partition('shop', '01')]);
    await load(scratch, 'f2', at(2, 'b'));
    assert.equal((await scratch.warehouse.flushLake()).removedPartitions, 1);
    assert.deepEqual(await lakeFiles(scratch, 'user_v2'), [partition('shop', '03')]);
  });

  it('keeps the marks of what is loaded while it writes', async () => {
    await using scratch = await open();
    await load(scratch, 'f1', at(0, 'a'));
    const flushing = scratch.warehouse.flushLake();
    await load(scratch, 'f2', at(0, 'b'));
    await flushing;
    await scratch.warehouse.flushLake();
    const lake = `read_parquet('${scratch.lakeDir}/event_v2/**/*.parquet')`;
    assert.deepEqual(await scratch.rows(`SELECT event_id FROM ${lake} ORDER BY 1`), [
      { event_id: 'a' },
      { event_id: 'b' },
    ]);
  });
});

/** Ten days, the first eight of which are cold afterwards. */
async function withColdDays(scratch: ScratchWarehouse, ...events: StagedEvent[]): Promise<void> {
  await load(scratch, 'cold', ...events);
  await load(scratch, 'hot', at(10, 'hot', { user_pseudo_id: 'other' }));
  const { movedRows } = await scratch.warehouse.expire({ hotDays: 2 });
  assert.ok(movedRows > 0);
}

const events = "SELECT event_id, process_info['rid'] AS rid FROM event_v2 ORDER BY event_timestamp, event_id";

describe('days that left the hot tables', () => {
  it('counts the border back from the newest row, so that a silent app keeps its days', async () => {
    await using scratch = await open();
    await load(scratch, 'f1', at(0, 'a'), at(1, 'b'), at(2, 'c'));
    assert.equal((await scratch.warehouse.expire({ hotDays: 2 })).movedPartitions, 0);
    assert.equal((await scratch.warehouse.expire({ hotDays: 1 })).movedPartitions, 1);
  });

  it('counts the border back from now when a row lies in the future', async () => {
    await using scratch = await open();
    await load(scratch, 'f1', at(29, 'a'), at(300, 'b', { session_id: 's2' }));
    assert.equal((await scratch.warehouse.expire({ hotDays: 2 })).movedPartitions, 0);
  });

  it('stay readable through the same views after a restart and after late rows', async () => {
    await using scratch = await open();
    await withColdDays(scratch, at(0, 'a'), at(1, 'b'));
    await load(scratch, 'late', at(0, 'late', { session_id: 'late' }));
    const expected = ['a', 'late', 'b', 'hot'];
    const ids = async () => (await scratch.rows(events)).map((row) => row.event_id);
    assert.deepEqual(await ids(), expected);
    await scratch.reopen();
    assert.deepEqual(await ids(), expected);
    await scratch.warehouse.flushLake();
    assert.deepEqual(await ids(), expected);
    await scratch.reopen();
    assert.deepEqual(await ids(), expected);
    assert.deepEqual((await scratch.warehouse.status()).rows.event_v2, 4);
    const lake = `read_parquet('${scratch.lakeDir}/event_v2/**/*.parquet')`;
    assert.equal((await scratch.rows(`SELECT event_id FROM ${lake}`)).length, 4);
  });

  it('are found again when the data directory was moved', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'millstream-moved-'));
    const first = await scratchWarehouse({ clock: clockAt(nowMs), folder });
    await withColdDays(first, at(0, 'a'), at(1, 'b'));
    await first.warehouse.close();
    await rename(folder, `${folder}-new`);
    const moved = await scratchWarehouse({ clock: clockAt(nowMs), folder: `${folder}-new` });
    assert.deepEqual(
      (await moved.rows(events)).map((row) => row.event_id),
      ['a', 'b', 'hot'],
    );
    await moved.warehouse.close();
    await rm(`${folder}-new`, { recursive: true });
  });

  it('are not read by a query that began before, and its files stay until it ends', async () => {
    await using scratch = await open();
    await withColdDays(scratch, ...Array.from({ length: 5000 }, (_, index) => at(0, `e${index}`)));
    const result = await scratch.warehouse.query('SELECT event_id FROM event_v2, range(3)');
    const rows = result.rows[Symbol.asyncIterator]();
    await rows.next();
    await load(scratch, 'late', at(0, 'late'));
    await scratch.warehouse.flushLake();
    let count = 1;
    while (!(await rows.next()).done) count += 1;
    assert.equal(count, 5001 * 3);
    assert.deepEqual(await scratch.rows('SELECT count(*) AS n FROM event_v2'), [{ n: 5002 }]);
    const versions = await readdir(join(scratch.lakeDir, '.cold', 'event_v2', 'partition_app=shop'));
    assert.equal(versions.length, 1);
  });

  const smaller = { rid: '0'.repeat(32), ingest_time_msec: firstMs };
  const cases: readonly {
    readonly name: string;
    readonly cold: readonly StagedEvent[];
    readonly late: readonly FileRows[];
    readonly replace?: boolean;
    readonly sql: string;
    readonly expected: readonly object[];
  }[] = [
    {
      name: 'keep their row when a late copy is larger',
      cold: [at(0, 'a', smaller)],
      late: [{ name: 'late', events: [at(0, 'a')] }],
      sql: events,
      expected: [{ event_id: 'a', rid: smaller.rid }, { event_id: 'hot' }],
    },
    {
      name: 'give their row up when a late copy is smaller',
      cold: [at(0, 'a'), at(0, 'b', { ...smaller, rid: '1'.repeat(32) })],
      late: [{ name: 'late', events: [at(0, 'a', smaller)] }],
      sql: events,
      expected: [
        { event_id: 'a', rid: smaller.rid },
        { event_id: 'b', rid: '1'.repeat(32) },
        { event_id: 'hot' },
      ],
    },
    {
      name: 'give their session up to a better source',
      cold: [at(7, 'a', { traffic_source_source: 'Direct' })],
      late: [{ name: 'late', events: [at(9, 'b', { traffic_source_source: 'news' })] }],
      sql: `SELECT session_id, session_source AS source FROM session WHERE user_pseudo_id = 'u'`,
      expected: [{ session_id: 's', source: 'news' }],
    },
    {
      name: 'keep their session against a worse source',
      cold: [at(7, 'a')],
      late: [{ name: 'late', events: [at(9, 'b', { traffic_source_source: 'Direct' })] }],
      sql: `SELECT session_id, session_source AS source FROM session WHERE user_pseudo_id = 'u'`,
      expected: [{ session_id: 's', source: 'Google' }],
    },
    {
      name: 'lose their session when the event that made it turns out to be a bot',
      cold: [at(0, 'a'), at(1, 'b', { traffic_source_source: 'Direct' })],
      late: [
        {
          name: 'cold',
          events: [at(0, 'a', { is_bot: true }), at(1, 'b', { traffic_source_source: 'Direct' })],
        },
      ],
      replace: true,
      sql: `SELECT session_id, session_source AS source FROM session WHERE user_pseudo_id = 'u'`,
      expected: [{ session_id: 's', source: 'Direct' }],
    },
    {
      name: 'lose their session when no event makes it any more',
      cold: [at(0, 'a')],
      late: [{ name: 'cold', events: [] }],
      replace: true,
      sql: `SELECT session_id FROM session WHERE user_pseudo_id = 'u'`,
      expected: [],
    },
    {
      name: 'are replaced when their file is loaded anew',
      cold: [at(0, 'a'), at(1, 'b')],
      late: [{ name: 'cold', events: [at(0, 'c')] }],
      replace: true,
      sql: 'SELECT event_id FROM event_v2 ORDER BY 1',
      expected: [{ event_id: 'c' }, { event_id: 'hot' }],
    },
    {
      name: 'are read when a user is made anew',
      cold: [at(0, 'a', { user_first: true }), at(8, 'b', { user_first: true, session_id: 's2' })],
      late: [{ name: 'late', events: [at(8, 'b', { ...smaller, user_first: false, session_id: 's2' })] }],
      sql: `SELECT epoch_ms(event_timestamp) AS t, process_info['first_event_name'] AS name FROM user_v2 WHERE user_pseudo_id = 'u'`,
      expected: [{ t: firstMs + 8 * dayMs, name: '_page_view' }],
    },
  ];
  for (const { name, cold, late, replace = false, sql, expected } of cases) {
    it(name, async () => {
      await using scratch = await open();
      await withColdDays(scratch, ...cold);
      await scratch.warehouse.load(await stageBatch(scratch.folder, late, { replace }));
      for (const step of ['loaded', 'flushed', 'expired']) {
        if (step === 'flushed') await scratch.warehouse.flushLake();
        if (step === 'expired') await scratch.warehouse.expire({ hotDays: 2 });
        const rows = await scratch.rows(sql);
        // The hot event's rid is made up while the test runs.
        const told = rows.map((row) => (row.event_id === 'hot' ? { event_id: 'hot' } : row));
        assert.deepEqual(told, expected, step);
      }
      assert.equal((await scratch.warehouse.ledger()).balanced, true);
    });
  }
});

it('drops users after their time, in the lake too', async () => {
  await using scratch = await open();
  await load(scratch, 'f1', at(0, 'a'), at(20, 'b', { user_pseudo_id: 'new' }));
  await scratch.warehouse.flushLake();
  assert.equal((await scratch.warehouse.expire({ hotDays: 365, userDays: 20 })).removedUsers, 1);
  await scratch.warehouse.flushLake();
  assert.deepEqual(await scratch.rows('SELECT user_pseudo_id FROM user_v2'), [{ user_pseudo_id: 'new' }]);
  assert.deepEqual(await lakeFiles(scratch, 'user_v2'), [partition('shop', '21')]);
});

it('gives the space of days that left back, while queries go on', async () => {
  await using scratch = await open();
  // Random text does not compress, so that the file grows by its length.
  const texts = (day: number) =>
    Array.from({ length: 20_000 }, (_, index) =>
      at(day, `${day}-${index}`, { app_exception_stack: randomBytes(600).toString('base64') }),
    );
  await load(scratch, 'old', ...texts(0), ...texts(1), ...texts(2));
  await load(scratch, 'new', at(20, 'newest'));
  await scratch.warehouse.refresh();
  const before = (await scratch.warehouse.status()).databaseBytes;
  const [, counts] = await Promise.all([
    scratch.warehouse.expire({ hotDays: 2 }),
    scratch.rows('SELECT count(*) AS n FROM event_v2'),
  ]);
  assert.deepEqual(counts, [{ n: 60_001 }]);
  assert.ok((await scratch.warehouse.status()).databaseBytes < before / 2);
  assert.deepEqual(await scratch.rows('SELECT count(*) AS n FROM event_v2'), [{ n: 60_001 }]);
  await load(scratch, 'more', at(20, 'more'));
  await scratch.reopen();
  assert.deepEqual(await scratch.rows('SELECT count(*) AS n FROM event_v2'), [{ n: 60_002 }]);
});
