import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { rollupColumns } from '@millstream/modeling';
import { platforms } from '@millstream/reporting';
import fc from 'fast-check';
import { duckdbDialect } from '../dialects/duckdb/duckdb-dialect.ts';
import { createWarehouseEngine } from '../engines/warehouse-engine.ts';
import { anyName } from '../fields/known-names.ts';
import { parseLifecycleRequest } from '../lifecycle/lifecycle-request.ts';
import type { LifecycleResult } from '../lifecycle/lifecycle-result.ts';
import { readLifecycle } from '../lifecycle/read-lifecycle.ts';
import { arbitraryMs, arbitraryPlace, type CorpusPlace } from '../test-support/arbitrary-corpus.ts';
import { arbitraryScope } from '../test-support/arbitrary-shared-spec.ts';
import { arbitraryVisits } from '../test-support/arbitrary-visits.ts';
import type { CorpusEvent } from '../test-support/corpus.ts';
import { type ScratchLake, scratchEvent, scratchLake } from '../test-support/scratch-lake.ts';

let lake: ScratchLake;
let runs = 0;
before(async () => {
  lake = await scratchLake();
});
after(() => lake[Symbol.asyncDispose]());

/** An event of a corpus as it is loaded; ids in upper case are users that log in. */
function staged(event: CorpusEvent, app: string) {
  const columns = Object.fromEntries(
    Object.entries(event.columns ?? {}).filter(([, value]) => value !== null),
  );
  const isFirst = event.name === '_first_open';
  return {
    event: scratchEvent({
      ...columns,
      event_id: `${app} ${event.id}`,
      event_time_msec: event.ms,
      event_name: event.name,
      app_id: app,
      user_pseudo_id: event.pseudo,
      is_bot: event.isBot ?? false,
      user_first: isFirst,
      ...(isFirst ? { user_first_touch_time_msec: event.ms - (event.seq ?? 0) } : {}),
      ...(event.name === 'buy' && event.seq === 1 ? { user_id: 'U1' } : {}),
      ...(event.seq === null ? {} : { event_bundle_sequence_id: event.seq ?? 0 }),
      ...(event.session === null ? {} : { session_id: event.session ?? '' }),
      traffic_source_source: `source ${event.seq ?? ''}`,
    }),
  };
}

const text = (name: string, operator: string, value: readonly string[], category = 'event_outer') => ({
  field: { category, name, type: 'string' },
  operator,
  value,
});
const filter = fc.constantFrom(
  undefined,
  undefined,
  text('geo_country', '!=', ['DE']),
  text('session_source', 'in', ['source 1', 'source ']),
  text('first_traffic_source', '!=', ['source 1'], 'user_outer'),
  { op: 'or', children: [text('app_version', '=', ['1.0']), text('user_id', '=', ['U1'], 'user_outer')] },
  text('page_view_page_title', '=', ['Home']),
);

const question = (place: CorpusPlace) =>
  fc.record({
    time: arbitraryScope(place),
    asOfMs: arbitraryMs(place),
    isOfNow: fc.boolean(),
    platforms: fc.option(fc.subarray([...platforms], { minLength: 1 }), { nil: undefined, freq: 2 }),
    filter,
    pageType: fc.constantFrom('pageTitle', 'pageUrlPath', 'screenName', 'screenClass'),
    topPages: fc.constantFrom(1, 10),
  });

/** Rows of all visuals; numbers may differ by what adding in another order does to a double. */
function rowsOf(result: LifecycleResult) {
  return result.sheets.flatMap(({ sections }) =>
    sections.flatMap(({ visuals }) =>
      visuals.map(({ id, outcome }) => ({
        id,
        rows:
          outcome.kind === 'failed'
            ? outcome.error
            : outcome.result.rows.map((row) =>
                row.map((cell) => (typeof cell === 'number' ? Number(cell.toPrecision(9)) : cell)),
              ),
      })),
    ),
  );
}

describe('life cycle dashboard over rollups', () => {
  it('is the same as over events, after each load of late, repeated and replaced data', async () => {
    const arbitrary = arbitraryPlace.chain((place) =>
      fc.record({
        calendar: fc.constant(place.calendar),
        corpus: arbitraryVisits(place, 40),
        parts: fc.integer({ min: 1, max: 3 }),
        asked: question(place),
      }),
    );
    await fc.assert(
      fc.asyncProperty(arbitrary, async ({ calendar, corpus, parts, asked }) => {
        runs += 1;
        const app = `app${runs}`;
        const { asOfMs, isOfNow, pageType, topPages, ...more } = asked;
        const request = parseLifecycleRequest({
          projectId: 'first',
          appId: app,
          parameters: { pageType, topPages },
          ...JSON.parse(JSON.stringify(more)),
          ...(isOfNow ? {} : { asOf: new Date(asOfMs).toISOString() }),
        });
        const engine = createWarehouseEngine(lake.warehouse);
        const plain = { run: engine.run, dialect: duckdbDialect };
        // The last moment of a slot, where a dashboard of now and one of this moment end alike.
        const nowMs = Math.floor(asOfMs / rollupColumns.slotMs + 1) * rollupColumns.slotMs - 1;
        const options = { calendar, known: anyName, nowMs };
        for (let part = 0; part < parts; part += 1) {
          await lake.load(
            corpus.events.filter((_, index) => index % parts === part).map((event) => staged(event, app)),
          );
          const counted = await readLifecycle(request, { engine, ...options });
          const direct = await readLifecycle(request, { engine: plain, ...options });
          const isCounted = counted.sql.filter((sql) => /FROM (visit|page_visit) v/.test(sql)).length;
          if (isOfNow) assert.ok(isCounted >= (asked.filter === undefined ? 7 : 0), counted.sql.join());
          assert.ok(direct.sql.every((sql) => !/visit v/.test(sql)));
          assert.deepEqual(rowsOf(counted), rowsOf(direct));
        }
      }),
      { numRuns: 12 },
    );
  });

  it('shows every visual of an app that has no events yet', async () => {
    const request = parseLifecycleRequest({ projectId: 'first', appId: 'empty' });
    const engine = createWarehouseEngine(lake.warehouse);
    const calendar = { timeZone: 'UTC', weekStart: 'monday' } as const;
    const nowMs = Date.parse('2024-03-08T12:00:00Z');
    const result = await readLifecycle(request, { engine, calendar, known: anyName, nowMs });
    const outcomes = result.sheets.flatMap(({ sections }) => sections.flatMap(({ visuals }) => visuals));
    assert.deepEqual(
      outcomes.filter(({ outcome }) => outcome.kind === 'failed'),
      [],
    );
  });
});
