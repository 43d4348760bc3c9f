import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { StagedEvent } from '@millstream/core';
import fc from 'fast-check';
import type { DiscoveredMetadata } from '../discovered-metadata.ts';
import {
  firstDayMs,
  type GeneratedRow,
  generatedDays,
  generatedRows,
} from '../test-support/arbitrary-events.ts';
import { naiveMetadata } from '../test-support/naive-metadata.ts';
import { clockAt, type ScratchWarehouse, scratchWarehouse } from '../test-support/scratch-warehouse.ts';
import { type FileRows, stageBatch } from '../test-support/staged-batch.ts';

const dayMs = 86_400_000;
const zones = [
  { timeZone: 'UTC', aheadMinutes: 0 },
  { timeZone: 'Asia/Kathmandu', aheadMinutes: 345 },
  { timeZone: 'America/Phoenix', aheadMinutes: -420 },
];
let scratch: ScratchWarehouse;
let runs = 0;

before(async () => {
  scratch = await scratchWarehouse({ clock: clockAt(firstDayMs + (generatedDays + 10) * dayMs) });
});
after(() => scratch[Symbol.asyncDispose]());

/** What happens to the warehouse between two batches. */
type Interlude =
  | 'nothing'
  | 'flush'
  | 'expire'
  | 'refresh'
  | 'reopen'
  | 'replace'
  | 'take away and bring back';

const arrival = fc.record({
  rows: generatedRows,
  order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }),
  filesPerBatch: fc.integer({ min: 1, max: 3 }),
  interludes: fc.array(
    fc.constantFrom<Interlude>(
      'nothing',
      'flush',
      'expire',
      'refresh',
      'refresh',
      'reopen',
      'replace',
      'take away and bring back',
      'take away and bring back',
    ),
    { minLength: 6, maxLength: 6 },
  ),
  zone: fc.constantFrom(...zones),
  asOfDay: fc.integer({ min: 1, max: generatedDays }),
});

/** Gives an event what metadata is about; few values, some empty, of two types, and too long. */
function withDetails({ event }: GeneratedRow, index: number, app: string): StagedEvent {
  const isTyped = index % 3 === 0;
  return {
    ...event,
    app_id: app,
    event_time_msec: event.event_time_msec + (index % 60) * 60_000,
    event_name: index % 13 === 12 ? '_' : event.event_name,
    ...(index % 4 === 0 ? {} : { platform: index % 4 === 1 ? 'Web' : 'iOS' }),
    ...(index % 5 === 0 ? {} : { sdk_name: 'sdk', sdk_version: `0.${index % 3}` }),
    ...(index % 2 === 0
      ? { geo_city: ['', 'Rome', "O'Brien", `${'長'.repeat(120)}${index}`][index % 4] ?? '' }
      : {}),
    ...(index % 7 === 0 ? { outbound_link: index % 2 === 0, session_number: index % 3 } : {}),
    custom_parameters: {
      price: isTyped
        ? { value: `p${index % 5}`, type: 'string' as const }
        : { value: String(index % 4), type: 'number' as const },
      ...(index % 4 === 2 ? { 'odd "name"': { value: '', type: 'string' as const } } : {}),
    },
  };
}

async function interlude(kind: Interlude, last: FileRows): Promise<void> {
  const { warehouse, folder } = scratch;
  const replace = async (file: FileRows) =>
    warehouse.load(await stageBatch(folder, [file], { replace: true }));
  if (kind === 'flush') await warehouse.flushLake();
  if (kind === 'expire') await warehouse.expire({ hotDays: 1 });
  if (kind === 'refresh') await warehouse.refresh();
  if (kind === 'reopen') await scratch.reopen();
  if (kind === 'replace') await replace(last);
  if (kind === 'take away and bring back') {
    await replace({ name: last.name });
    await replace(last);
  }
}

/** Values have no order between fields that matters. */
function comparable(metadata: DiscoveredMetadata): object {
  const key = ({ category, name, type }: DiscoveredMetadata['values'][number]) =>
    `${category} ${name} ${type}`;
  return { ...metadata, values: Object.fromEntries(metadata.values.map((entry) => [key(entry), entry])) };
}

it('tells the same for every order of arrival, split into batches, flush, expiry, removal and rebuild', async () => {
  await fc.assert(
    fc.asyncProperty(arrival, async ({ rows, order, filesPerBatch, interludes, zone, asOfDay }) => {
      runs += 1;
      const app = `app${runs}`;
      const detailed = rows.map((row, index) => ({ ...row, event: withDetails(row, index, app) }));
      for (let start = 0; start < order.length; start += filesPerBatch) {
        const files = order.slice(start, start + filesPerBatch).map((file) => ({
          name: `${app}-${file}`,
          events: detailed.filter((row) => row.file === file).map(({ event }) => event),
          emptyRequests: 1,
        }));
        await scratch.warehouse.load(await stageBatch(scratch.folder, files));
        const last = files.at(-1);
        if (last !== undefined) await interlude(interludes[start] ?? 'nothing', last);
      }
      const events = detailed.map(({ event }) => event);
      const moment = { ...zone, asOfMs: firstDayMs + asOfDay * dayMs + 7 * 3_600_000 };
      const { timeZone, asOfMs } = moment;
      const found = await scratch.warehouse.metadata(app, { timeZone, asOfMs });
      assert.deepEqual(comparable(found), comparable(naiveMetadata(app, events, moment)));
      const names = await scratch.warehouse.metadata(app, { timeZone, asOfMs, withValues: false });
      assert.deepEqual(names, { ...found, values: [] });
    }),
    { numRuns: 15, interruptAfterTimeLimit: 120_000 },
  );
});
