import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { StagedReject } from '@millstream/core';
import { clockAt, scratchWarehouse } from '../test-support/scratch-warehouse.ts';
import { stageBatch, stagedEvent } from '../test-support/staged-batch.ts';

const hourMs = 3_600_000;
const timeMs = Date.parse('2026-03-01T10:00:00Z');
const rid = (digit: string) => digit.repeat(32);

function reject(fields: Partial<StagedReject> & Pick<StagedReject, 'reason' | 'rid'>): StagedReject {
  return {
    file: 0,
    line: 5,
    event_index: 0,
    app_id: 'shop',
    ingest_time_msec: timeMs + 1000,
    text: '{"x":1}',
    ...fields,
  };
}

const duplicated = stagedEvent({
  event_id: 'twice',
  event_time_msec: timeMs,
  line: 2,
  rid: rid('b'),
  user_pseudo_id: 'u',
});
const file = {
  name: 'file-1',
  events: [
    stagedEvent({
      event_id: '00000000-0000-4000-8000-000000000001',
      event_time_msec: timeMs,
      rid: rid('a'),
      user_pseudo_id: 'u',
      session_id: 's',
    }),
    stagedEvent({
      event_id: 'robot',
      event_time_msec: timeMs,
      rid: rid('a'),
      event_index: 1,
      line: 1,
      is_bot: true,
    }),
    duplicated,
    { ...duplicated, rid: rid('c'), line: 3 },
  ],
  items: [{ file: 0, line: 0, event_index: 0, item_index: 0, item_id: 'p1' }],
  rejects: [
    reject({ reason: 'too_old', rid: rid('d'), event_id: 'late', event_name: 'x', detail: 'by 5 days' }),
    reject({ reason: 'body_not_json', rid: rid('e'), event_index: -1, text: `[${'x'.repeat(70_000)}` }),
  ],
  emptyRequests: 2,
};

it('balances requests and events per app and hour, and names each reason', async () => {
  await using scratch = await scratchWarehouse();
  const result = await scratch.warehouse.load(await stageBatch(scratch.folder, [file]));
  assert.deepEqual(result.requests, { accepted: 7, decoded: 4, undecodable: 1, empty: 2 });
  assert.deepEqual(result.events, { decoded: 5, human: 2, bot: 1, duplicate: 1, rejected: 1 });
  assert.deepEqual(result.rejectedByReason, { body_not_json: 1, too_old: 1 });
  assert.deepEqual(result.rows, { event_v2: 3, item_v2: 1, user_v2: 1, session: 1 });
  const counts = { events: 5, human: 2, bot: 1, duplicate: 1, rejected: 1 };
  assert.deepEqual(await scratch.warehouse.ledger(), {
    rows: [
      {
        app: 'shop',
        hourMs: timeMs,
        ...result.requests,
        ...counts,
        rejectedByReason: { body_not_json: 1, too_old: 1 },
        balanced: true,
      },
    ],
    problems: [],
    balanced: true,
  });
  assert.deepEqual((await scratch.warehouse.ledger({ app: 'other' })).rows, []);
  assert.deepEqual((await scratch.warehouse.ledger({ sinceMs: timeMs + hourMs })).rows, []);
  assert.deepEqual((await scratch.warehouse.ledger({ untilMs: timeMs })).rows, []);
});

it('shows a file that holds fewer lines than its writer said', async () => {
  await using scratch = await scratchWarehouse();
  await scratch.warehouse.load(await stageBatch(scratch.folder, [{ ...file, records: 9 }], { id: 'b-9' }));
  const { balanced, problems } = await scratch.warehouse.ledger();
  assert.equal(balanced, false);
  assert.deepEqual(problems, [{ file: 'file-1', batchId: 'b-9', expectedRecords: 9, acceptedRecords: 7 }]);
});

it('follows requests and events through every stage, from hot tables and lake files alike', async () => {
  await using scratch = await scratchWarehouse({ clock: clockAt(timeMs + 20 * 24 * hourMs) });
  const { warehouse } = scratch;
  await warehouse.load(await stageBatch(scratch.folder, [file], { id: 'b-1' }));
  const newest = stagedEvent({
    event_id: 'newest',
    event_time_msec: timeMs + 20 * 24 * hourMs,
    rid: rid('9'),
  });
  await warehouse.load(await stageBatch(scratch.folder, [{ name: 'file-2', events: [newest] }]));
  for (const place of ['hot', 'cold']) {
    if (place === 'cold') await warehouse.expire({ hotDays: 3, rejectDays: 60 });
    const [human] = await warehouse.followEvent('00000000-0000-4000-8000-000000000001');
    assert.equal(human?.outcome, 'human', place);
    assert.deepEqual(human.tables, [
      { table: 'event_v2', rows: 1 },
      { table: 'item_v2', rows: 1 },
      { table: 'session', rows: 1 },
      { table: 'user_v2', rows: 1 },
    ]);
    assert.deepEqual(
      [human.source?.file, human.source?.batchId, human.source?.path],
      ['file-1', 'b-1', '/raw/file-1'],
    );
    const bundle = await warehouse.followRequest(rid('a'));
    assert.deepEqual(
      bundle?.events.map((event) => event.outcome),
      ['human', 'bot'],
      place,
    );
    assert.deepEqual(bundle?.events[1]?.tables, [{ table: 'event_v2', rows: 1 }]);
  }
  assert.deepEqual(
    (await warehouse.followEvent('twice')).map(({ outcome, rid: of, keptRid }) => [outcome, of, keptRid]),
    [
      ['human', rid('b'), undefined],
      ['duplicate', rid('c'), rid('b')],
    ],
  );
  const refused = await warehouse.followRequest(rid('d'));
  assert.deepEqual(
    [refused?.outcome, refused?.events[0]?.outcome, refused?.events[0]?.reason, refused?.events[0]?.detail],
    ['decoded', 'rejected', 'too_old', 'by 5 days'],
  );
  const undecodable = await warehouse.followRequest(rid('e'));
  assert.deepEqual([undecodable?.outcome, undecodable?.reason], ['undecodable', 'body_not_json']);
  assert.deepEqual(
    undecodable?.sources.map((source) => source.file),
    ['file-1'],
  );
  assert.equal(await warehouse.followRequest(rid('f')), null);
  assert.deepEqual(await warehouse.followEvent('unknown'), []);
});

it('lists refused and duplicate rows with their text, bounded, and drops them when their time is over', async () => {
  const nowMs = timeMs + 10 * 24 * hourMs;
  await using scratch = await scratchWarehouse({ clock: clockAt(nowMs) });
  const { warehouse } = scratch;
  await warehouse.load(await stageBatch(scratch.folder, [file]));
  const [old] = await warehouse.listRejects({ reason: 'too_old' });
  assert.deepEqual([old?.eventId, old?.text, old?.file, old?.line], ['late', '{"x":1}', 'file-1', 5]);
  const [record] = await warehouse.listRejects({ reason: 'body_not_json' });
  assert.equal(record?.text.length, 65_536);
  assert.equal((await warehouse.listRejects()).length, 2);
  assert.equal((await warehouse.listRejects({ limit: 1 })).length, 1);
  assert.deepEqual(await warehouse.listRejects({ app: 'other' }), []);
  assert.deepEqual(
    (await warehouse.listDuplicates()).map((row) => [row.eventId, row.rid, row.keptRid, row.line]),
    [['twice', rid('c'), rid('b'), 3]],
  );
  assert.equal((await warehouse.expire({ hotDays: 365 })).removedRejects, 1);
  assert.deepEqual(
    (await warehouse.listRejects()).map((row) => row.reason),
    ['body_not_json'],
  );
  assert.equal((await warehouse.ledger()).balanced, true);
});

it('loads nothing twice, and answers which files are done', async () => {
  await using scratch = await scratchWarehouse();
  const { warehouse, folder } = scratch;
  await warehouse.load(await stageBatch(folder, [file]));
  const second = { name: 'file-2', events: [stagedEvent({ event_id: 'new', event_time_msec: timeMs })] };
  const again = await warehouse.load(await stageBatch(folder, [file, second]));
  assert.deepEqual(again.loadedFiles, ['file-2']);
  assert.deepEqual(again.events, { decoded: 1, human: 1, bot: 0, duplicate: 0, rejected: 0 });
  const nothing = await warehouse.load(await stageBatch(folder, [file, second]));
  assert.deepEqual(nothing.loadedFiles, []);
  assert.equal((await warehouse.listRejects()).length, 2);
  assert.deepEqual([...(await warehouse.doneFiles(['file-1', 'file-2', 'file-3']))].sort(), [
    'file-1',
    'file-2',
  ]);
  assert.equal((await warehouse.ledger()).balanced, true);
});
