import assert from 'node:assert/strict';
import { join } from 'node:path';
import { it } from 'node:test';
import type { StagedReject } from '@millstream/core';
import { eventCounts, type LedgerEvent, requestCounts } from '../ledger-rows.ts';
import { clockAt, scratchWarehouse } from '../test-support/scratch-warehouse.ts';
import { stageBatch, stagedEvent } from '../test-support/staged-batch.ts';

const timeMs = Date.parse('2026-03-01T10:00:00Z');
const hourMs = 3_600_000;
const rid = (number: number) => number.toString(16).padStart(32, '0');

function reject(fields: Partial<StagedReject> & Pick<StagedReject, 'reason' | 'rid' | 'line'>): StagedReject {
  return {
    ...{ file: 0, event_index: 0, app_id: 'shop', ingest_time_msec: timeMs + 1000, text: '{"x":1}' },
    ...fields,
  };
}

/** Events of many hours and days, some twice, some bots; the old days leave for the lake. */
function filesOf() {
  return [0, 1, 2].map((file) => ({
    name: `file-${file}`,
    emptyRequests: file,
    events: Array.from({ length: 40 }, (_, index) =>
      stagedEvent({
        event_id: `e-${file}-${index % 30}`,
        event_time_msec: timeMs - file * 24 * hourMs + (index % 30) * 1000,
        ingest_time_msec: timeMs - file * 24 * hourMs + (index % 30) * 1000 + (index >= 30 ? 500 : 0),
        is_bot: index % 7 === 0,
        ...(index % 7 === 0 ? { bot_reason: 'agent:crawler' } : {}),
        line: index,
        rid: rid(file * 100 + index),
        user_pseudo_id: `u-${index % 5}`,
      }),
    ),
    rejects: [
      reject({ reason: 'too_old', rid: rid(file * 100 + 80), line: 80, detail: `by ${file + 3} days` }),
      reject({ reason: 'too_old', rid: rid(file * 100 + 81), line: 81, detail: 'by 77 days' }),
      reject({ reason: 'body_not_json', rid: rid(file * 100 + 82), line: 82, event_index: -1 }),
    ],
  }));
}

it('lists exactly as many events as each number of the ledger says, also when their days are in the lake', async () => {
  await using scratch = await scratchWarehouse({ clock: clockAt(timeMs + 2 * hourMs) });
  const { warehouse } = scratch;
  await warehouse.load(await stageBatch(scratch.folder, filesOf()));
  const lists = async () => {
    const found: Record<string, readonly LedgerEvent[]> = {};
    for (const row of (await warehouse.ledger()).rows) {
      for (const count of eventCounts) {
        const filter = { app: row.app, sinceMs: row.hourMs, untilMs: row.hourMs + hourMs, count };
        const first = await warehouse.ledgerEvents(filter, { offset: 0, limit: 7 });
        const rest = await warehouse.ledgerEvents(filter, { offset: 7, limit: 1000 });
        assert.equal(first.totalCount, row[count], `${count} of ${row.hourMs}`);
        const items = [...first.items, ...rest.items];
        assert.equal(items.length, row[count]);
        assert.equal(
          new Set(items.map((item) => `${item.file} ${item.line} ${item.eventIndex}`)).size,
          items.length,
        );
        found[`${row.hourMs} ${count}`] = items;
      }
    }
    return found;
  };
  const hot = await lists();
  await warehouse.flushLake();
  assert.ok((await warehouse.expire({ hotDays: 1 })).movedRows > 0);
  assert.deepEqual(await lists(), hot);
});

it('names the raw files behind each number of requests; their counts add up to it', async () => {
  await using scratch = await scratchWarehouse();
  await scratch.warehouse.load(await stageBatch(scratch.folder, filesOf()));
  for (const row of (await scratch.warehouse.ledger()).rows) {
    for (const count of requestCounts) {
      const filter = { app: row.app, sinceMs: row.hourMs, untilMs: row.hourMs + hourMs };
      const files = await scratch.warehouse.ledgerFiles(filter, count);
      assert.equal(
        files.reduce((sum, file) => sum + file.count, 0),
        row[count],
      );
      for (const file of files) assert.deepEqual(file.undecodable, [{ line: 82, reason: 'body_not_json' }]);
    }
  }
});

it('groups refused records by cause, whatever numbers their texts name, and puts aside what a person discarded', async () => {
  await using scratch = await scratchWarehouse();
  const { warehouse } = scratch;
  await warehouse.load(await stageBatch(scratch.folder, filesOf()));
  const groups = await warehouse.quarantineGroups({});
  assert.deepEqual(
    groups.map(({ reason, count, files }) => ({ reason, count, files })),
    [
      { reason: 'too_old', count: 6, files: 3 },
      { reason: 'body_not_json', count: 3, files: 3 },
    ],
  );
  const [old] = groups;
  assert.ok(old);
  const page = await warehouse.quarantineRows({ groups: [old.groupId] }, { offset: 4, limit: 10 });
  assert.equal(page.totalCount, 6);
  assert.equal(page.items.length, 2);
  const places = await warehouse.quarantinePlaces({ groups: [old.groupId] });
  assert.deepEqual(places[0], { file: 'file-0', line: 80, eventIndex: 0 });
  const discarded = [{ groupId: old.groupId, throughLoad: old.throughLoad }];
  assert.equal((await warehouse.quarantineGroups({ discarded })).length, 1);
  assert.equal((await warehouse.quarantineGroups({ discarded, onlyDiscarded: true })).length, 1);
  await warehouse.load(await stageBatch(scratch.folder, [{ ...filesOf()[0], name: 'later' }]));
  const [again] = await warehouse.quarantineGroups({ discarded, reason: 'too_old' });
  assert.equal(again?.count, 2, 'what came after the decision is shown');
});

it('copies itself while loads go on; the copy has the same rows and balances', async () => {
  await using scratch = await scratchWarehouse();
  const { warehouse } = scratch;
  const [first, second, third] = filesOf();
  await warehouse.load(
    await stageBatch(
      scratch.folder,
      [first, second].filter((file) => file !== undefined),
    ),
  );
  await warehouse.flushLake();
  await warehouse.expire({ hotDays: 1 });
  const sql = 'SELECT event_id, event_timestamp, process_info FROM event_v2 ORDER BY ALL';
  const before = await scratch.rows(sql);
  const target = join(scratch.folder, 'copy');
  const late = stageBatch(scratch.folder, third === undefined ? [] : [third]);
  await Promise.all([warehouse.backUp(target), late.then((batch) => warehouse.load(batch))]);
  await using copy = await scratchWarehouse({ folder: target });
  assert.deepEqual(await copy.rows(sql), before);
  assert.equal((await copy.warehouse.ledger()).balanced, true);
  assert.ok((await scratch.rows(sql)).length > before.length);
});
