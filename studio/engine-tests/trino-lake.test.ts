import assert from 'node:assert/strict';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { StagedEvent } from '@millstream/core';
import { eventColumns, itemColumns, ourEventColumns, sessionColumns, userColumns } from '@millstream/core';
import type { QueryRow } from '@millstream/modeling';
import { openTrinoLake, type TrinoLake } from '../engines/trino/open-trino-lake.ts';
import { removeSegmentMembers, writeSegmentMembers } from '../engines/trino/segment-member-files.ts';
import {
  type ScratchEvent,
  type ScratchLake,
  scratchEvent,
  scratchLake,
} from '../test-support/scratch-lake.ts';
import { sharedTrino } from '../test-support/trino/shared-trino.ts';

const trino = await sharedTrino();
after(() => trino[Symbol.dispose]());
const dayMs = 86_400_000;
const startMs = Date.parse('2026-02-27T22:30:00.007Z');
let schemas = 0;
let lines = 0;

/** A lake on the server, in a schema of its own. */
function openLake(scratch: ScratchLake): Promise<TrinoLake> {
  schemas += 1;
  const schema = `lake_${process.pid}_${schemas}`;
  return openTrinoLake({ ...trino, catalog: 'hive', schema, lakeUri: `local://${scratch.lakeDir}` });
}

function at(day: number, fields: Partial<StagedEvent> = {}): ScratchEvent {
  lines += 1;
  const id = lines.toString(16).padStart(32, '0');
  return {
    event: scratchEvent({
      event_id: id,
      event_time_msec: startMs + day * dayMs,
      rid: id,
      user_pseudo_id: 'u1',
      session_id: 's1',
      ...fields,
    }),
  };
}

const hostile = `"'\\ %_ ü😀 -- \n`;
/** Every type of column with its odd values. */
const oddEvents: readonly ScratchEvent[] = [
  at(0, {
    user_first: true,
    event_value: 1e300,
    event_value_currency: 'EUR',
    screen_view_entrances: true,
    device_screen_width: -1,
    event_bundle_sequence_id: Number.MAX_SAFE_INTEGER,
    traffic_source_source: 'Google',
    user_first_touch_time_msec: startMs,
    device_ua: { string: hostile, '': '' },
    custom_parameters: {
      price: { value: '1.50', type: 'number' },
      [hostile]: { value: hostile, type: 'string' },
      '': { value: '', type: 'string' },
    },
    page_view_page_url: `https://shop.example.org/?q=${hostile}`,
  }),
  at(0, { event_name: hostile, event_value: -0.1, user_id: 'customer-1', is_bot: true, bot_reason: 'ua:x' }),
  at(1, {
    app_id: 'Other_App2',
    user_properties: { [hostile]: { value: 'pro', type: 'string', set_time_msec: startMs } },
    user_properties_json_str: '{}',
  }),
  at(3, { user_pseudo_id: hostile, session_id: hostile, user_id: '' }),
  at(400, { user_pseudo_id: 'u2', session_id: 's2', page_view_page_url_query_parameters: { a: '1' } }),
  {
    ...at(1, { event_name: 'purchase' }),
    items: [
      { file: 0, line: 0, event_index: 0, item_index: 0, item_id: 'p1', price: 2.5, quantity: 3 },
      { file: 0, line: 0, event_index: 0, item_index: 1, item_id: hostile, name: hostile },
    ],
  },
];

const names = (...lists: readonly (readonly { readonly name: string }[])[]) => [
  ...new Set([...lists.flat().map(({ name }) => name), 'app_id']),
];
const tables = {
  event_v2: { columns: names(eventColumns, ourEventColumns), order: 'event_id' },
  item_v2: { columns: names(itemColumns), order: 'event_id, item_id' },
  session: { columns: names(sessionColumns), order: 'app_id, user_pseudo_id, session_id' },
  user_v2: { columns: names(userColumns), order: 'app_id, user_pseudo_id' },
};

async function assertSameRows(scratch: ScratchLake, lake: TrinoLake): Promise<void> {
  for (const [table, { columns, order }] of Object.entries(tables)) {
    const sql = `SELECT ${columns.map((name) => `"${name}"`).join(', ')} FROM ${table} ORDER BY ${order}`;
    assert.deepEqual(await lake.engine.rows(sql), await scratch.rows(sql), table);
  }
}

const count = (rows: readonly QueryRow[]) => rows[0]?.n;

describe('the lake on Trino', () => {
  it('shows the rows of the warehouse, column by column', async () => {
    await using scratch = await scratchLake();
    await scratch.load(oddEvents);
    await scratch.warehouse.flushLake();
    await assertSameRows(scratch, await openLake(scratch));
  });

  it('shows each user once, late events, and days that left the hot tables', async () => {
    await using scratch = await scratchLake();
    await scratch.load([at(0), at(0, { user_pseudo_id: 'u2' }), at(5, { user_pseudo_id: 'u3' })]);
    await scratch.warehouse.flushLake();
    const lake = await openLake(scratch);
    await scratch.load([
      at(2, { user_id: 'customer-1' }),
      at(-3, { user_pseudo_id: 'late', session_id: 'late' }),
    ]);
    await scratch.warehouse.expire({ hotDays: 1 });
    await scratch.load([at(0, { user_pseudo_id: 'u4' })]);
    await scratch.warehouse.flushLake();
    await lake.refresh();
    await assertSameRows(scratch, lake);
    assert.equal(count(await lake.engine.rows('SELECT count(*) AS n FROM user_v2')), 5);
  });

  it('reads only the days and the app that are asked for', async () => {
    await using scratch = await scratchLake();
    await scratch.load([at(0), at(1), at(2), at(1, { app_id: 'other' })]);
    await scratch.warehouse.flushLake();
    const lake = await openLake(scratch);
    for (const path of [
      'shop/partition_year=2026/partition_month=03',
      'other/partition_year=2026/partition_month=02',
    ]) {
      const folder = join(scratch.lakeDir, 'event_v2', `partition_app=${path}`);
      const [file = ''] = (await readdir(folder, { recursive: true })).filter((name) =>
        name.endsWith('.parquet'),
      );
      await writeFile(join(folder, file), 'no Parquet');
    }
    await assert.rejects(lake.engine.rows('SELECT count(*) AS n FROM event_v2 WHERE app_id IS NOT NULL'));
    const asked = `SELECT count(*) AS n FROM event_v2 WHERE partition_app = ? AND app_id IS NOT NULL
      AND partition_year || partition_month || partition_day BETWEEN ? AND ?`;
    assert.equal(count(await lake.engine.rows(asked, ['shop', '20260227', '20260228'])), 2);
  });

  it('shows tables without rows while the lake has no such folder, and no longer has it', async () => {
    await using scratch = await scratchLake();
    const lake = await openLake(scratch);
    for (const table of [...Object.keys(tables), 'segment_member']) {
      assert.deepEqual(await lake.engine.rows(`SELECT app_id FROM ${table}`), []);
    }
    await scratch.load([at(0)]);
    await scratch.warehouse.flushLake();
    await lake.refresh();
    assert.deepEqual(await lake.engine.rows('SELECT app_id FROM session'), [{ app_id: 'shop' }]);
    await rm(join(scratch.lakeDir, 'session'), { recursive: true });
    assert.deepEqual(await lake.engine.rows('SELECT app_id FROM session'), []);
    await lake.refresh();
    assert.deepEqual(await lake.engine.rows('SELECT app_id FROM session'), []);
  });

  it('knows the members of segments', async () => {
    await using scratch = await scratchLake();
    const segment = { lakeDir: scratch.lakeDir, appId: 'shop', segmentId: 'buyers-1' };
    const members = ['u1', hostile, '\u0000', ''];
    assert.equal(await writeSegmentMembers(segment, members), 4);
    assert.equal(await writeSegmentMembers({ ...segment, segmentId: 'nobody' }, []), 0);
    const lake = await openLake(scratch);
    const select = 'SELECT app_id, segment_id, user_pseudo_id FROM segment_member';
    const rowsFor = (ids: readonly string[]) =>
      ids.map((user_pseudo_id) => ({ app_id: 'shop', segment_id: 'buyers-1', user_pseudo_id }));
    assert.deepEqual(new Set(await lake.engine.rows(select)), new Set(rowsFor(members)));
    await writeSegmentMembers(segment, ['u2']);
    assert.deepEqual(await lake.engine.rows(select), rowsFor(['u2']));
    await removeSegmentMembers(segment);
    assert.deepEqual(await lake.engine.rows(select), []);
  });
});
