import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { drillPath } from '../analyses/path/drill-path.ts';
import type { PathCell } from '../analyses/path/path-cell.ts';
import { planPath } from '../analyses/path/plan-path.ts';
import { anyName } from '../fields/known-names.ts';
import { contextOf } from '../run/analyze.ts';
import { type AnalysisSpec, parseAnalysisSpec, type SpecOf } from '../spec/analysis-spec.ts';
import { assertPathAgrees } from '../test-support/agreement/path-agreement.ts';
import { arbitraryCorpus, arbitraryPlace, type CorpusPlace } from '../test-support/arbitrary-corpus.ts';
import { maybeFilter } from '../test-support/arbitrary-filter.ts';
import { arbitraryShared } from '../test-support/arbitrary-shared-spec.ts';
import type { Corpus } from '../test-support/corpus.ts';
import { memoryEngine } from '../test-support/memory-engine.ts';
import { type OraclePaths, pathOracle } from '../test-support/oracle/path-oracle.ts';
import { runPlan } from '../test-support/run-plan.ts';
import type { Calendar } from '../time/time-range.ts';

const engine = await memoryEngine();

const columns = {
  page_view_page_title: fc.constantFrom(null, '', 'Rome', 'Rome', 'Rome', 'rome', 'Ōsaka 😀', '100%'),
  page_view_page_url: fc.constantFrom(null, '/', '/', '/', '/a', '/a', '/b?x=%_'),
  screen_view_screen_name: fc.constantFrom(null, 'main', 'main', 'main', 'Main', 'Main'),
  screen_view_screen_id: fc.constantFrom(null, '1', '1', '1', '2', '2'),
  platform: fc.constantFrom('Web', 'Web', 'Web', 'Web', 'iOS'),
};

/** Names of events, so that most of them are candidates for nodes. */
function namesOf(nodeType: NodeType): readonly string[] {
  if (nodeType === 'event') return [...values.event, 'B', 'C', '_scroll'];
  const own = nodeType.startsWith('page') ? '_page_view' : '_screen_view';
  return [own, own, own, own, '_page_view', '_screen_view', 'A'];
}

/** The generated corpus and a crowd of visits in its middle, with names and columns that path nodes are made of. */
function arbitraryVisits(place: CorpusPlace, nodeType: NodeType): fc.Arbitrary<Corpus> {
  const middle = place.day.toZonedDateTime(place.calendar.timeZone).epochMilliseconds;
  const node = fc.record({
    name: fc.constantFrom(...namesOf(nodeType)),
    columns: fc.record(columns),
  });
  const visit = fc.record({
    ms: fc.constantFrom(0, 1, 2, 600_000, 600_001, 1_200_000, 86_400_000).map((after) => middle + after),
    pseudo: fc.constantFrom('p1', 'p2'),
    seq: fc.constantFrom(null, 1, 2),
    session: fc.constantFrom('x', 'x', 'x', 'y', null),
  });
  return fc
    .record({
      plain: arbitraryCorpus(place, 12),
      visits: fc.array(visit, { minLength: 15, maxLength: 40, size: 'max' }),
      nodes: fc.array(node, { minLength: 52, maxLength: 52 }),
    })
    .map(({ plain, visits, nodes }) => ({
      ...plain,
      events: [...plain.events, ...visits].map((event, index) => ({
        ...event,
        id: `e${(index * 7919) % 1000}`,
        name: nodes[index]?.name ?? 'A',
        columns: { ...('columns' in event ? event.columns : {}), ...nodes[index]?.columns },
      })),
    }));
}

const values = {
  event: ['A', 'A', 'A', 'A', 'A', 'B', 'B', 'other', 'lost', '_page_view', "O'Brien 😀"],
  pageTitle: ['Rome', 'Rome', 'rome', 'Ōsaka 😀', '100%'],
  pageUrl: ['/', '/', '/a', '/b?x=%_'],
  screenName: ['main', 'Main'],
  screenId: ['1', '2'],
} as const;
type NodeType = keyof typeof values;

const arbitraryPath = (nodeType: NodeType) =>
  fc.record(
    {
      nodeType: fc.constant(nodeType),
      start: fc.constantFrom(...values[nodeType]),
      metric: fc.constantFrom('userCount', 'eventCount'),
      session: fc.oneof(
        fc.constant({ type: 'session' }),
        fc.record({
          type: fc.constant('gap'),
          seconds: fc.constantFrom(0.0005, 0.001, 600, 600.001, 86_400),
        }),
      ),
      nodes: fc.array(
        fc
          .record({ value: fc.constantFrom(...values[nodeType]), more: maybeFilter })
          .map(({ value, more }) => ({ value, ...more })),
        { minLength: 1, maxLength: 4 },
      ),
      includeOthers: fc.boolean(),
      mergeConsecutive: fc.boolean(),
      maxStep: fc.constantFrom(2, 3, 4, 10),
      platform: fc.constantFrom(undefined, undefined, undefined, 'Web', 'Web', 'iOS'),
      anchor: fc.constantFrom('start', 'end'),
      topPaths: fc.constantFrom(0, 2, 100),
    },
    { requiredKeys: ['nodeType', 'start', 'metric', 'maxStep', 'topPaths'] },
  );

/** Mostly the days that the visits are in, else any scope. */
const arbitrarySpec = (place: CorpusPlace, nodeType: NodeType) =>
  fc
    .record({
      shared: arbitraryShared(place),
      isWide: fc.constantFrom(true, true, false),
      path: arbitraryPath(nodeType),
    })
    .map(({ shared, isWide, path }) => {
      const end = place.day.add({ days: 1 }).toString();
      const time = { type: 'fixed', start: place.day.toString(), end };
      return { shared: isWide ? { ...shared, time } : shared, path };
    });

const nodeTypes = ['event', 'event', 'event', 'pageTitle', 'pageUrl', 'screenName', 'screenId'] as const;
const cases = fc.tuple(arbitraryPlace, fc.constantFrom(...nodeTypes)).chain(([place, nodeType]) =>
  fc.record({
    calendar: fc.constant(place.calendar),
    corpus: arbitraryVisits(place, nodeType),
    specs: fc.array(arbitrarySpec(place, nodeType), { minLength: 3, maxLength: 3 }),
  }),
);

function pathSpec(value: object): SpecOf<'path'> {
  const spec: AnalysisSpec = parseAnalysisSpec({ ...value, kind: 'path' });
  if (spec.kind !== 'path') throw new Error('unreachable');
  return spec;
}

/** Every number of a result that can be opened, with the cell that opens it. */
function openedCells(
  expected: OraclePaths,
  { path }: SpecOf<'path'>,
): readonly (readonly [PathCell, number])[] {
  return [
    [{ type: 'started' }, expected.started],
    ...expected.edges.map(
      ([step, source, target, value]) => [{ type: 'edge', step, source, target }, value] as const,
    ),
    ...expected.nodes.flatMap(([step, label, value, out, lost]) => {
      const cell = (number: 'value' | 'out' | 'lost') => ({ type: 'node', step, label, number }) as const;
      const followed = [
        [cell('out'), out],
        [cell('lost'), lost],
      ] as const;
      return [[cell('value'), value] as const, ...(step === path.maxStep ? [] : followed)];
    }),
    ...expected.paths.map(
      ([labels, value]) => [{ type: 'path', labels: JSON.parse(labels) as string[] }, value] as const,
    ),
  ];
}

/** Page views of so many pages that each step has more than 20 of them. */
const wideCases = arbitraryPlace.chain((place) =>
  fc.record({
    calendar: fc.constant(place.calendar),
    corpus: fc
      .array(
        fc.record({
          pseudo: fc.nat(120).map((at) => `p${at}`),
          ms: fc.integer({ min: 0, max: 1000 }),
          page: fc.oneof(
            { weight: 3, arbitrary: fc.constantFrom('/0', '/0', '/1', 'other') },
            { weight: 4, arbitrary: fc.nat(40).map((at) => `/${at}`) },
          ),
        }),
        { minLength: 500, maxLength: 600 },
      )
      .map(
        (views): Corpus => ({
          events: views.map(({ pseudo, ms, page }, index) => ({
            id: `e${index}`,
            name: '_page_view',
            ms: place.day.toZonedDateTime(place.calendar.timeZone).epochMilliseconds + ms,
            pseudo,
            session: 'x',
            columns: { page_view_page_url: page },
          })),
        }),
      ),
    shared: fc.constant({
      version: 1,
      projectId: 'first',
      appId: 'shop',
      time: { type: 'fixed', start: place.day.toString(), end: place.day.toString() },
    }),
    path: fc.record({
      nodeType: fc.constant('pageUrl'),
      start: fc.constant('/0'),
      metric: fc.constantFrom('userCount', 'eventCount'),
      maxStep: fc.constantFrom(3, 5),
    }),
  }),
);

interface PathCase {
  readonly calendar: Calendar;
  readonly corpus: Corpus;
  readonly shared: object;
  readonly path: object;
}

/** Checks one spec over the corpus that the engine has. */
async function check({ calendar, corpus, shared, path }: PathCase, seed: number): Promise<void> {
  const spec = pathSpec({ ...shared, path });
  // Names are known to the product; planners can do without.
  const eventNames = [...new Set(corpus.events.map(({ name }) => name))];
  const known = seed % 2 === 0 ? anyName : { ...anyName, eventNames };
  const context = contextOf(spec, { calendar, known, nowMs: 0 });
  const expected = pathOracle(corpus, spec, context);
  const planned = planPath(spec, context);
  const { keptSteps: _forThisEngine, ...forOthers } = planned.plan;
  for (const plan of [planned.plan, forOthers]) {
    assertPathAgrees(planned.shape(await runPlan(plan, engine)), expected, spec.path);
  }
  const cells = openedCells(expected, spec);
  // A few of them: each is a query of its own.
  for (const at of [seed, seed + 1, seed + 5]) {
    const [cell, value] = cells[at % cells.length] ?? [{ type: 'started' }, expected.started];
    const opened = await runPlan(drillPath(spec, context, cell).plan, engine);
    assert.equal(opened.length, value, JSON.stringify(cell));
  }
}

describe('path analysis', () => {
  it('is what the words of the specification say, cell by cell, and opens exactly as many rows', async () => {
    await fc.assert(
      fc.asyncProperty(cases, fc.nat(), async ({ specs, ...one }, seed) => {
        await engine.load(one.corpus);
        for (const spec of specs) await check({ ...one, ...spec }, seed);
      }),
      { numRuns: 100 },
    );
  });

  it('joins the nodes beyond the 20 largest, counted anew', async () => {
    await fc.assert(
      fc.asyncProperty(wideCases, fc.nat(), async (one, seed) => {
        await engine.load(one.corpus);
        await check(one, seed);
      }),
      { numRuns: 15 },
    );
  });
});
