import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import type { StagedEvent } from '@millstream/core';
import fc from 'fast-check';
import { activityRows } from '../test-support/arbitrary-activity.ts';
import { firstDayMs, type GeneratedRow, generatedDays } from '../test-support/arbitrary-events.ts';
import { activitySql, naiveActivity, shownActivity } from '../test-support/naive-activity.ts';
import { clockAt, type ScratchWarehouse, scratchWarehouse } from '../test-support/scratch-warehouse.ts';
import { type FileRows, stageBatch, stagedEvent } from '../test-support/staged-batch.ts';
import { stagedShop } from '../test-support/staged-shop.ts';

const dayMs = 86_400_000;
let scratch: ScratchWarehouse;
let runs = 0;

before(async () => {
  scratch = await scratchWarehouse({ clock: clockAt(firstDayMs + (generatedDays + 10) * dayMs) });
});
after(() => scratch[Symbol.asyncDispose]());

/** What happens to the warehouse between two batches. */
type Interlude = 'nothing' | 'flush' | 'expire' | 'reopen' | 'replace the last file';

const arrival = fc.record({
  rows: activityRows,
  /** Files in their order of arrival. */
  order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }),
  filesPerBatch: fc.integer({ min: 1, max: 3 }),
  interludes: fc.array(
    fc.constantFrom<Interlude>(
      'nothing',
      'nothing',
      'flush',
      'expire',
      'expire',
      'reopen',
      'replace the last file',
    ),
    { minLength: 6, maxLength: 6 },
  ),
});

function fileRows(rows: readonly GeneratedRow[], file: number, app: string): FileRows {
  const events = rows.filter((row) => row.file === file).map(({ event }) => ({ ...event, app_id: app }));
  return { name: `${app}-${file}`, events };
}

async function interlude(kind: Interlude, last: readonly FileRows[]): Promise<void> {
  const { warehouse, folder } = scratch;
  if (kind === 'flush') await warehouse.flushLake();
  if (kind === 'expire') await warehouse.expire({ hotDays: 1 });
  if (kind === 'reopen') await scratch.reopen();
  if (kind === 'replace the last file') {
    await warehouse.load(await stageBatch(folder, last.slice(-1), { replace: true }));
  }
}

async function assertShows(app: string, loaded: readonly FileRows[]): Promise<void> {
  const rows = await scratch.rows(activitySql(app));
  assert.deepEqual(shownActivity(rows), naiveActivity(loaded.flatMap(({ events }) => events ?? [])));
  assert.equal(new Set(rows.map(({ person, ms, tie }) => `${person} ${ms} ${tie}`)).size, rows.length);
  assert.ok(rows.every(({ agrees }) => agrees === true));
}

it('shows the events of people in their order, by person and session, after every load and whatever lies between', async () => {
  await fc.assert(
    fc.asyncProperty(arrival, async ({ rows, order, filesPerBatch, interludes }) => {
      runs += 1;
      const app = `app${runs}`;
      const loaded: FileRows[] = [];
      for (let start = 0; start < order.length; start += filesPerBatch) {
        const files = order.slice(start, start + filesPerBatch).map((file) => fileRows(rows, file, app));
        await scratch.warehouse.load(await stageBatch(scratch.folder, files));
        loaded.push(...files);
        await assertShows(app, loaded);
        await interlude(interludes[start] ?? 'nothing', files);
        await assertShows(app, loaded);
      }
    }),
    { numRuns: 15, interruptAfterTimeLimit: 120_000 },
  );
});

it('finds the order of a moment anew when two devices turn out to be one person', async () => {
  const app = 'merged';
  const ms = firstDayMs + 1;
  const event = (id: string, fields: object) =>
    stagedEvent({
      event_id: id,
      event_time_msec: ms,
      app_id: app,
      platform: 'Web',
      event_value: 1,
      ...fields,
    });
  const titled = (name: string, events: readonly StagedEvent[]): FileRows => ({
    name,
    events: events.map((row) => ({ ...row, page_view_page_title: `${row.event_id} ${row.rid}` })),
  });
  const files = [
    titled('merged-0', [
      event('2', { user_pseudo_id: 'phone' }),
      event('1', { user_pseudo_id: 'laptop' }),
      event('3', { user_pseudo_id: 'laptop' }),
    ]),
    titled('merged-1', [
      event('4', { user_pseudo_id: 'phone', user_id: 'ann', event_time_msec: ms + 5 }),
      event('5', { user_pseudo_id: 'laptop', user_id: 'ann', event_time_msec: ms + 6 }),
    ]),
    // Somebody else takes the phone over.
    titled('merged-2', [event('6', { user_pseudo_id: 'phone', user_id: 'bob', event_time_msec: ms + 7 })]),
  ];
  for (const [index, file] of files.entries()) {
    await scratch.warehouse.load(await stageBatch(scratch.folder, [file]));
    await assertShows(app, files.slice(0, index + 1));
  }
});

it('writes activity once for a warehouse that holds events from before it kept it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'millstream-activity-'));
  const files = [0, 1].map((number) => ({
    name: `old-${number}`,
    events: [...stagedShop({ seed: number, eventCount: 300, startMs: firstDayMs, days: 4 })].map(
      ({ event }) => ({
        ...event,
        app_id: 'old',
        page_view_page_title: `${event.event_id} ${event.rid}`,
        event_value: 0,
      }),
    ),
  }));
  const clock = clockAt(firstDayMs + 30 * dayMs);
  {
    await using before = await scratchWarehouse({ folder, clock, keepsActivity: false });
    for (const file of files) await before.warehouse.load(await stageBatch(folder, [file]));
    await before.warehouse.expire({ hotDays: 1 });
    assert.deepEqual(await before.rows('FROM activity'), []);
  }
  await using opened = await scratchWarehouse({ folder, clock });
  assert.deepEqual(
    shownActivity(await opened.rows(activitySql('old'))),
    naiveActivity(files.flatMap(({ events }) => events)),
  );
  await rm(folder, { recursive: true, force: true });
});

it('keeps the events of users that retention forgot, under their pseudo ids', async () => {
  await using own = await scratchWarehouse({ clock: clockAt(firstDayMs + 100 * dayMs) });
  const event = (id: string, day: number, fields: object) =>
    stagedEvent({ event_id: id, event_time_msec: firstDayMs + day * dayMs, ...fields });
  const load = async (name: string, events: readonly StagedEvent[]) =>
    own.warehouse.load(await stageBatch(own.folder, [{ name, events }]));
  const persons = () =>
    own.rows('SELECT count(*) AS events, count(DISTINCT person_no) AS persons FROM activity');
  await load('first', [
    event('1', 0, { user_pseudo_id: 'a', user_id: 'ann' }),
    event('2', 50, { user_pseudo_id: 'b', user_id: 'ann' }),
  ]);
  assert.deepEqual(await persons(), [{ events: 2, persons: 1 }]);
  await own.warehouse.expire({ hotDays: 365, userDays: 60 });
  assert.deepEqual(await persons(), [{ events: 2, persons: 2 }]);
  await load('second', [event('3', 60, { user_pseudo_id: 'a' })]);
  assert.deepEqual(await persons(), [{ events: 3, persons: 2 }]);
});
