import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import fc from 'fast-check';
import {
  firstDayMs,
  type GeneratedRow,
  generatedDays,
  generatedRows,
} from '../test-support/arbitrary-events.ts';
import { asSet, eventsSql, itemsSql, sessionsSql, usersSql } from '../test-support/model-rows.ts';
import { naiveSessions, naiveUsers, survivors } from '../test-support/naive-model.ts';
import { clockAt, type ScratchWarehouse, scratchWarehouse } from '../test-support/scratch-warehouse.ts';
import { type FileRows, stageBatch } from '../test-support/staged-batch.ts';

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
  rows: generatedRows,
  /** Files in their order of arrival. */
  order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }),
  filesPerBatch: fc.integer({ min: 1, max: 3 }),
  interludes: fc.array(
    fc.constantFrom<Interlude>(
      'nothing',
      'flush',
      'expire',
      'expire',
      'expire',
      'reopen',
      'replace the last file',
    ),
    { minLength: 6, maxLength: 6 },
  ),
});

function fileRows(rows: readonly GeneratedRow[], file: number, app: string): FileRows {
  const mine = rows.filter((row) => row.file === file);
  return {
    name: `${app}-${file}`,
    events: mine.map(({ event }) => ({ ...event, app_id: app })),
    items: mine.flatMap(({ items }) => items),
    emptyRequests: file % 2,
  };
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

function expectedItems(rows: readonly GeneratedRow[]): readonly string[] {
  const kept = new Set(survivors(rows.map((row) => row.event)).filter((event) => !event.is_bot));
  return asSet(
    rows
      .filter(({ event }) => kept.has(event))
      .flatMap(({ event, items }) =>
        items.map(({ item_id, price }) => ({ event_id: event.event_id, item_id, price: price ?? null })),
      ),
  );
}

it('gives the same rows for every order of arrival, split into batches, flush, expiry and rebuild', async () => {
  await fc.assert(
    fc.asyncProperty(arrival, async ({ rows, order, filesPerBatch, interludes }) => {
      runs += 1;
      const app = `app${runs}`;
      for (let start = 0; start < order.length; start += filesPerBatch) {
        const files = order.slice(start, start + filesPerBatch).map((file) => fileRows(rows, file, app));
        await scratch.warehouse.load(await stageBatch(scratch.folder, files));
        await interlude(interludes[start] ?? 'nothing', files);
      }
      const events = rows.map((row) => row.event);
      const stays = survivors(events).map(({ event_id, rid, is_bot }) => ({ event_id, rid, is_bot }));
      assert.deepEqual(asSet(await scratch.rows(eventsSql(app))), asSet(stays));
      assert.deepEqual(asSet(await scratch.rows(usersSql(app))), asSet(naiveUsers(events)));
      assert.deepEqual(asSet(await scratch.rows(sessionsSql(app))), asSet(naiveSessions(events)));
      assert.deepEqual(asSet(await scratch.rows(itemsSql(app))), expectedItems(rows));
      const ledger = await scratch.warehouse.ledger({ app });
      assert.equal(ledger.balanced, true, JSON.stringify(ledger));
      const total = (name: 'human' | 'bot' | 'duplicate' | 'events') =>
        ledger.rows.reduce((sum, row) => sum + row[name], 0);
      assert.equal(total('events'), events.length);
      assert.equal(total('bot'), stays.filter((event) => event.is_bot).length);
      assert.equal(total('human'), stays.filter((event) => !event.is_bot).length);
      assert.equal(total('duplicate'), events.length - stays.length);
    }),
    { numRuns: 25, interruptAfterTimeLimit: 120_000 },
  );
});
