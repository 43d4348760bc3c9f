import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import { eventColumns, ourEventColumns, type StagedEvent, userColumns } from '@millstream/core';
import { scratchWarehouse } from '../test-support/scratch-warehouse.ts';
import { stageBatch, stagedEvent } from '../test-support/staged-batch.ts';

const timeMs = Date.parse('2026-03-01T10:00:00.5Z');
const dayMs = 86_400_000;

function visit(id: string, user: string, fields: Partial<StagedEvent> = {}): StagedEvent {
  return stagedEvent({
    event_id: id,
    event_time_msec: timeMs,
    user_pseudo_id: user,
    session_id: `session of ${user}`,
    user_first: true,
    traffic_source_source: 'Google',
    custom_parameters: { a: { value: '1', type: 'number' } },
    ...fields,
  });
}

async function filesOf(folder: string): Promise<readonly string[]> {
  return (await readdir(folder, { recursive: true }))
    .filter((path) => /\.(parquet|ndjson)$/.test(path))
    .sort();
}

const path = (table: string, day: string, format: string) =>
  `${table}/partition_app=shop/partition_year=2026/partition_month=03/partition_day=${day}/part-0.${format}`;

it('exports the specified columns of all tables by app and day, as Parquet', async () => {
  await using scratch = await scratchWarehouse();
  const events = [visit('a', 'u'), visit('b', 'v', { event_time_msec: timeMs + dayMs, line: 1 })];
  await scratch.warehouse.load(await stageBatch(scratch.folder, [{ name: 'f1', events }]));
  const out = join(scratch.folder, 'out');
  assert.deepEqual(await scratch.warehouse.exportTables(out, 'parquet'), [
    { table: 'event_v2', rows: 2 },
    { table: 'user_v2', rows: 2 },
    { table: 'item_v2', rows: 0 },
    { table: 'session', rows: 2 },
  ]);
  const tables = ['event_v2', 'session', 'user_v2'];
  assert.deepEqual(
    await filesOf(out),
    tables.flatMap((table) => [path(table, '01', 'parquet'), path(table, '02', 'parquet')]),
  );
  const described = await scratch.rows(
    `SELECT column_name FROM (DESCRIBE FROM read_parquet('${out}/${path('event_v2', '01', 'parquet')}', hive_partitioning = false))`,
  );
  assert.deepEqual(
    described.map((row) => row.column_name),
    [...eventColumns, ...ourEventColumns].map((column) => column.name),
  );
});

it('exports JSON lines with instants in ISO form and maps as objects', async () => {
  await using scratch = await scratchWarehouse();
  await scratch.warehouse.load(await stageBatch(scratch.folder, [{ name: 'f1', events: [visit('a', 'u')] }]));
  const out = join(scratch.folder, 'out');
  await scratch.warehouse.exportTables(out, 'ndjson');
  const row: unknown = JSON.parse(await readFile(join(out, path('event_v2', '01', 'ndjson')), 'utf8'));
  assert.ok(
    typeof row === 'object' && row !== null && 'event_timestamp' in row && 'custom_parameters' in row,
  );
  assert.equal(row.event_timestamp, '2026-03-01T10:00:00.500Z');
  assert.deepEqual(row.custom_parameters, { a: { value: '1', type: 'number' } });
  const user: unknown = JSON.parse(await readFile(join(out, path('user_v2', '01', 'ndjson')), 'utf8'));
  assert.deepEqual(
    Object.keys(user ?? {}),
    userColumns.map((column) => column.name),
  );
});

it('exports JSON lines of several days and apps to a file each', async () => {
  await using scratch = await scratchWarehouse();
  const events = [
    visit('a', 'u'),
    visit('b', 'v', { event_time_msec: timeMs + dayMs, line: 1 }),
    visit('c', 'w', { app_id: 'other', line: 2 }),
  ];
  await scratch.warehouse.load(await stageBatch(scratch.folder, [{ name: 'f1', events }]));
  const out = join(scratch.folder, 'out');
  await scratch.warehouse.exportTables(out, 'ndjson');
  assert.equal((await filesOf(join(out, 'event_v2'))).length, 3);
});

it('replaces what an earlier export wrote', async () => {
  await using scratch = await scratchWarehouse();
  const out = join(scratch.folder, 'out');
  await scratch.warehouse.load(await stageBatch(scratch.folder, [{ name: 'f1', events: [visit('a', 'u')] }]));
  await scratch.warehouse.exportTables(out, 'parquet');
  await scratch.warehouse.load(
    await stageBatch(scratch.folder, [{ name: 'f1', events: [] }], { replace: true }),
  );
  await scratch.warehouse.exportTables(out, 'parquet');
  assert.deepEqual(await filesOf(out), []);
});

it('continues users and sessions of an earlier run, and exports only those of this run', async () => {
  await using first = await scratchWarehouse();
  const direct = { traffic_source_source: 'Direct' };
  const events = [visit('a', 'u', direct), visit('b', 'v', { line: 1 })];
  const state = join(first.folder, 'state');
  await first.warehouse.readState(state);
  await first.warehouse.load(await stageBatch(first.folder, [{ name: 'f1', events }]));
  await first.warehouse.writeState(state);

  await using next = await scratchWarehouse({ folder: state });
  await next.warehouse.readState(state);
  const late = visit('c', 'u', { event_time_msec: timeMs + dayMs });
  await next.warehouse.load(await stageBatch(state, [{ name: 'f2', events: [late] }]));
  const out = join(state, 'out');
  const exported = await next.warehouse.exportTables(out, 'parquet');
  assert.deepEqual(
    exported.map(({ table, rows }) => [table, rows]),
    [
      ['event_v2', 1],
      ['user_v2', 1],
      ['item_v2', 0],
      ['session', 1],
    ],
  );
  assert.deepEqual(
    await next.rows('SELECT user_pseudo_id AS u, first_traffic_source AS first FROM user_v2 ORDER BY 1'),
    [
      { u: 'u', first: 'Direct' },
      { u: 'v', first: 'Google' },
    ],
  );
  assert.deepEqual(
    await next.rows('SELECT user_pseudo_id AS u, session_source AS source FROM session ORDER BY 1'),
    [
      { u: 'u', source: 'Google' },
      { u: 'v', source: 'Google' },
    ],
  );
});

it('keeps what an earlier run carried over when a user is made anew', async () => {
  await using scratch = await scratchWarehouse();
  const state = join(scratch.folder, 'state');
  await scratch.warehouse.load(await stageBatch(scratch.folder, [{ name: 'f1', events: [visit('a', 'u')] }]));
  await scratch.warehouse.writeState(state);
  await using next = await scratchWarehouse({ folder: state });
  await next.warehouse.readState(state);
  const second = visit('b', 'u', { event_time_msec: timeMs + 1000, traffic_source_source: 'news' });
  await next.warehouse.load(await stageBatch(state, [{ name: 'f2', events: [second] }]));
  await next.warehouse.load(await stageBatch(state, [{ name: 'f2', events: [] }], { replace: true }));
  assert.deepEqual(
    await next.rows(
      `SELECT u.first_traffic_source AS first, epoch_ms(u.event_timestamp) AS at, s.session_source AS source
       FROM user_v2 u JOIN session s USING (user_pseudo_id)`,
    ),
    [{ first: 'Google', at: timeMs, source: 'Google' }],
  );
});
