import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import fc from 'fast-check';
import { activityRows } from '../test-support/arbitrary-activity.ts';
import { firstDayMs, type GeneratedRow, generatedDays } from '../test-support/arbitrary-events.ts';
import { differenceSql, rollupCounts } from '../test-support/rollup-counts.ts';
import { clockAt, type ScratchWarehouse, scratchWarehouse } from '../test-support/scratch-warehouse.ts';
import { type FileRows, stageBatch } from '../test-support/staged-batch.ts';
import { stagedShop } from '../test-support/staged-shop.ts';

const dayMs = 86_400_000;
let scratch: ScratchWarehouse;
let runs = 0;

before(async () => {
  scratch = await scratchWarehouse({ clock: clockAt(firstDayMs + (generatedDays + 10) * dayMs) });
});
after(() => scratch[Symbol.asyncDispose]());

type Interlude = 'nothing' | 'expire' | 'reopen' | 'replace the last file';

const names = [
  '_page_view',
  '_screen_view',
  '_first_open',
  '_session_start',
  '_app_exception',
  'buy',
] as const;

/** What the rollups count, on top of the generated events. */
const extras = fc.array(
  fc.record({
    name: fc.constantFrom(...names),
    browser: fc.constantFrom('Chrome', null),
    width: fc.constantFrom(800, null),
    path: fc.constantFrom('/', '/a', null),
    screen: fc.constantFrom('Main', null),
    isEntry: fc.constantFrom(true, false, null),
    duration: fc.constantFrom(5, 10_000, null),
    engagement: fc.constantFrom(7, null),
  }),
  { minLength: 60, maxLength: 60 },
);

const arrival = fc.record({
  rows: activityRows,
  extras,
  order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }),
  filesPerBatch: fc.integer({ min: 1, max: 3 }),
  interludes: fc.array(
    fc.constantFrom<Interlude>('nothing', 'nothing', 'expire', 'expire', 'reopen', 'replace the last file'),
    { minLength: 6, maxLength: 6 },
  ),
});

function fileRows(rows: readonly GeneratedRow[], file: number, app: string): FileRows {
  const events = rows.filter((row) => row.file === file).map(({ event }) => ({ ...event, app_id: app }));
  return { name: `${app}-${file}`, events };
}

const given = (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));

function widened(
  rows: readonly GeneratedRow[],
  more: typeof extras extends fc.Arbitrary<infer T> ? T : never,
) {
  return rows.map((row, index): GeneratedRow => {
    const extra = more[index % more.length];
    if (extra === undefined) return row;
    const fields = given({
      event_name: extra.name,
      device_ua_browser: extra.browser,
      device_screen_width: extra.width,
      page_view_page_url_path: extra.path,
      screen_view_screen_name: extra.screen,
      page_view_entrances: extra.isEntry,
      screen_view_entrances: extra.isEntry,
      session_duration: extra.duration,
      user_engagement_time_msec: extra.engagement,
      traffic_source_source: extra.browser === null ? null : `source ${index % 3}`,
    });
    return { ...row, event: { ...row.event, ...fields } };
  });
}

async function assertEqual(app: string, where: ScratchWarehouse = scratch): Promise<void> {
  for (const [name, counts] of Object.entries(rollupCounts(app))) {
    assert.deepEqual(await where.rows(differenceSql(counts)), [], name);
  }
}

async function interlude(kind: Interlude, last: readonly FileRows[]): Promise<void> {
  const { warehouse, folder } = scratch;
  if (kind === 'expire') await warehouse.expire({ hotDays: 1 });
  if (kind === 'reopen') await scratch.reopen();
  if (kind === 'replace the last file') {
    await warehouse.load(await stageBatch(folder, last.slice(-1), { replace: true }));
  }
}

it('counts what the events say after every load, late data, repeats, expiry and replacement', async () => {
  await fc.assert(
    fc.asyncProperty(arrival, async ({ rows, extras: more, order, filesPerBatch, interludes }) => {
      runs += 1;
      const app = `app${runs}`;
      const all = widened(rows, more);
      for (let start = 0; start < order.length; start += filesPerBatch) {
        const files = order.slice(start, start + filesPerBatch).map((file) => fileRows(all, file, app));
        await scratch.warehouse.load(await stageBatch(scratch.folder, files));
        await assertEqual(app);
        await interlude(interludes[start] ?? 'nothing', files);
        await assertEqual(app);
      }
    }),
    { numRuns: 12, interruptAfterTimeLimit: 100_000 },
  );
});

it('keeps one row a key once a day is compacted', async () => {
  await using own = await scratchWarehouse({ clock: clockAt(firstDayMs + 10 * dayMs) });
  const shop = [...stagedShop({ seed: 3, eventCount: 400, startMs: firstDayMs, days: 2 })].map(
    ({ event }) => event,
  );
  for (let part = 0; part < 8; part += 1) {
    const events = shop
      .filter((_, index) => index % 8 === part)
      .map((event) => ({ ...event, app_id: 'shop' }));
    await own.warehouse.load(await stageBatch(own.folder, [{ name: `part-${part}`, events }]));
  }
  const rows = async () => Number((await own.rows('SELECT count(*) AS n FROM visit'))[0]?.n);
  const loose = await rows();
  await own.warehouse.expire({ hotDays: 365 });
  assert.ok((await rows()) < loose);
  await assertEqual('shop', own);
});

it('counts once what a warehouse held before it kept rollups', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'millstream-rollups-'));
  const clock = clockAt(firstDayMs + 30 * dayMs);
  const shop = [...stagedShop({ seed: 5, eventCount: 300, startMs: firstDayMs, days: 4 })].map(
    ({ event }) => event,
  );
  {
    await using before = await scratchWarehouse({ folder, clock, keepsActivity: false });
    await before.warehouse.load(await stageBatch(folder, [{ name: 'old', events: shop }]));
    await before.warehouse.expire({ hotDays: 1 });
  }
  await using opened = await scratchWarehouse({ folder, clock });
  for (const app of new Set(shop.map(({ app_id }) => app_id))) await assertEqual(app, opened);
  await rm(folder, { recursive: true, force: true });
});
