import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type ScratchWarehouse, scratchWarehouse } from '../test-support/scratch-warehouse.ts';
import { type FileRows, stageBatch, stagedEvent } from '../test-support/staged-batch.ts';

const timeMs = Date.parse('2026-03-01T10:00:00Z');
const rid = (digit: string) => digit.repeat(32);

const visit = stagedEvent({
  event_id: 'visit',
  event_time_msec: timeMs,
  rid: rid('a'),
  event_name: '_session_start',
  user_first: true,
  user_pseudo_id: 'u',
  session_id: 's',
  traffic_source_source: 'Google',
});
const later = stagedEvent({
  event_id: 'later',
  event_time_msec: timeMs + 1000,
  rid: rid('b'),
  user_pseudo_id: 'u',
  session_id: 's',
  traffic_source_source: 'Direct',
});

async function load(scratch: ScratchWarehouse, files: readonly FileRows[], replace = false) {
  return scratch.warehouse.load(await stageBatch(scratch.folder, files, { replace }));
}

const state = `SELECT (SELECT count(*) FROM event_v2) AS events, (SELECT count(*) FROM event_v2 WHERE is_bot) AS bots,
  (SELECT list(session_source) FROM session) AS sources,
  (SELECT list(first_traffic_source) FROM user_v2) AS first_sources, (SELECT count(*) FROM item_v2) AS items`;

it('reverses a verdict: events stay, users, sessions and items follow', async () => {
  await using scratch = await scratchWarehouse();
  const items = [{ file: 0, line: 0, event_index: 0, item_index: 0, item_id: 'p' }];
  await load(scratch, [
    { name: 'f1', events: [visit], items },
    { name: 'f2', events: [later] },
  ]);
  const human = { events: 2, bots: 0, sources: ['Google'], first_sources: ['Google'], items: 1 };
  assert.deepEqual(await scratch.rows(state), [human]);
  await load(
    scratch,
    [{ name: 'f1', events: [{ ...visit, is_bot: true, bot_reason: 'family:x' }], items }],
    true,
  );
  assert.deepEqual(await scratch.rows(state), [
    { events: 2, bots: 1, sources: ['Direct'], first_sources: [null], items: 0 },
  ]);
  await load(scratch, [{ name: 'f1', events: [visit], items }], true);
  assert.deepEqual(await scratch.rows(state), [human]);
  assert.equal((await scratch.warehouse.ledger()).balanced, true);
});

it('removes the user and the session of a file that no longer makes them', async () => {
  await using scratch = await scratchWarehouse();
  await load(scratch, [{ name: 'f1', events: [visit] }]);
  await load(scratch, [{ name: 'f1', events: [] }], true);
  assert.deepEqual(await scratch.rows(state), [
    { events: 0, bots: 0, sources: null, first_sources: null, items: 0 },
  ]);
  assert.deepEqual((await scratch.warehouse.ledger()).rows, []);
});

it('names the files whose duplicates lost the event that stayed', async () => {
  await using scratch = await scratchWarehouse();
  const copy = { ...visit, rid: rid('c'), ingest_time_msec: visit.ingest_time_msec + 1 };
  await load(scratch, [{ name: 'f1', events: [visit] }]);
  assert.equal((await load(scratch, [{ name: 'f2', events: [copy] }])).events.duplicate, 1);
  assert.deepEqual((await load(scratch, [{ name: 'f1', events: [visit] }], true)).filesToReplace, []);
  assert.deepEqual((await load(scratch, [{ name: 'f1', events: [] }], true)).filesToReplace, ['f2']);
  await load(scratch, [{ name: 'f2', events: [copy] }], true);
  const found = await scratch.rows(`SELECT process_info['rid'] AS rid FROM event_v2`);
  assert.deepEqual(found, [{ rid: rid('c') }]);
  assert.equal((await scratch.warehouse.ledger()).balanced, true);
});

it('counts a stored row that gives way as a duplicate of its own file', async () => {
  await using scratch = await scratchWarehouse();
  const smaller = { ...visit, rid: rid('0'), ingest_time_msec: visit.ingest_time_msec - 3_600_000 };
  await load(scratch, [{ name: 'f1', events: [visit] }]);
  const result = await load(scratch, [{ name: 'f2', events: [smaller] }]);
  assert.deepEqual([result.events.human, result.events.duplicate, result.displacedRows], [1, 0, 1]);
  const { rows, balanced } = await scratch.warehouse.ledger();
  assert.equal(balanced, true);
  assert.deepEqual(
    rows.map(({ human, duplicate }) => ({ human, duplicate })),
    [
      { human: 1, duplicate: 0 },
      { human: 0, duplicate: 1 },
    ],
  );
  const [duplicate] = await scratch.warehouse.listDuplicates();
  assert.deepEqual([duplicate?.file, duplicate?.rid, duplicate?.keptRid], ['f1', rid('a'), rid('0')]);
});
