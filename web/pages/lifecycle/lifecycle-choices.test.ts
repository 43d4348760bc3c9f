import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseAnalysisSpec } from '@millstream/studio/spec';
import { comparedTime } from '../../time-range/compared-time.ts';
import type { LifecycleDefinition, Visual } from './definition.ts';
import { explorationOf } from './exploration-of.ts';
import { readSelection, writeSelection } from './selection.ts';
import { openableMark, opensAt } from './visual-mark.ts';

const titles = { 'en-US': 'x' };
const metric = (opens: 'user' | 'event' | null) => ({
  names: titles,
  words: titles,
  unit: 'count' as const,
  opens,
});
const definition = {
  names: titles,
  sheets: [],
  metrics: {
    activeUsers: metric('user'),
    eventCount: metric('event'),
    exits: metric('event'),
    sessions: metric(null),
  },
  dimensions: {},
  dimensionFields: { pageTitle: { category: 'event_outer', name: 'page_view_page_title', type: 'string' } },
  dimensionParameters: {},
  topParameters: {},
  mostTop: 50,
  platforms: [],
  drillShapes: ['trend', 'breakdown', 'stickiness', 'retentionByDate', 'exits'],
} as const satisfies LifecycleDefinition;
const visual = (query: Visual['query']): Visual => ({ id: 'v', titles, chart: 'line', query });

describe('days that a range is compared with', () => {
  const days = { from: '2026-03-04', to: '2026-03-10' };
  const cases = [
    [{ type: 'previous' }, '2026-02-25', '2026-03-03'],
    [{ type: 'week' }, '2026-02-25', '2026-03-03'],
    [{ type: 'year', matchWeekdays: true }, '2025-03-05', '2025-03-11'],
    [{ type: 'year', matchWeekdays: false }, '2025-03-04', '2025-03-10'],
  ] as const;
  for (const [compare, start, end] of cases)
    it(JSON.stringify(compare), () =>
      assert.deepEqual(comparedTime(days, compare), { type: 'fixed', start, end }),
    );
  it('are those of the calendar, over a leap day too', () => {
    const compare = { type: 'year', matchWeekdays: false } as const;
    assert.deepEqual(comparedTime({ from: '2024-02-26', to: '2024-03-03' }, compare), {
      type: 'fixed',
      start: '2023-02-26',
      end: '2023-03-03',
    });
    assert.deepEqual(comparedTime({ from: '2024-02-29', to: '2024-02-29' }, compare), {
      type: 'fixed',
      start: '2023-02-28',
      end: '2023-02-28',
    });
  });
  it('are none without comparison', () => assert.equal(comparedTime(days, null), null));
});

describe('what lies behind a number of a visual', () => {
  const trend = visual({ shape: 'trend', metrics: ['activeUsers'] });
  const cases = [
    ['users of a day', trend, { metric: 'activeUsers', bucket: '2026-03-04' }, 'user'],
    ['nothing behind sessions', trend, { metric: 'sessions' }, undefined],
    ['nothing behind the rest of a list', trend, { metric: 'activeUsers', key: 'other' }, undefined],
    [
      'users above the line of a share',
      visual({ shape: 'stickiness' }),
      { metric: 'dauPerMau', bucket: '2026-03-04' },
      'user',
    ],
    [
      'nothing behind a share without its day',
      visual({ shape: 'stickiness' }),
      { metric: 'dauPerMau' },
      undefined,
    ],
    [
      'those who came back behind a rate of return',
      visual({ shape: 'retentionByDate' }),
      { metric: 'day7', bucket: '2026-03-04' },
      'user',
    ],
    [
      'nothing behind a rate without its date',
      visual({ shape: 'retentionByDate' }),
      { metric: 'day7' },
      undefined,
    ],
    [
      'the last views behind exits',
      visual({ shape: 'exits', by: 'pageType' }),
      { metric: 'exits', key: ['/'] },
      'event',
    ],
    [
      'nothing where the server has no list',
      visual({ shape: 'hours' }),
      { metric: 'activeUsers' },
      undefined,
    ],
  ] as const;
  for (const [name, of, at, expected] of cases)
    it(name, () => assert.equal(opensAt(definition, of, at)?.unit, expected));
});

describe('a number of the weekly life cycle', () => {
  const week = visual({ shape: 'weeklyLifeCycle' });
  const mark = { place: [], text: '3', opens: { cell: { metric: 'new' }, unit: 'user' } } as const;
  for (const [platforms, isOpen] of [
    [undefined, true],
    [[], true],
    [['Web'], true],
    [['other'], false],
    [['Web', 'iOS'], false],
  ] as const)
    it(`${isOpen ? 'opens' : 'says why it does not open'} under ${JSON.stringify(platforms ?? null)}`, () => {
      const shown = openableMark(mark, week, platforms);
      assert.deepEqual([shown.opens !== null, shown.noList], [isOpen, isOpen ? undefined : 'platforms']);
    });
  it('is told apart from other visuals', () =>
    assert.equal(openableMark(mark, visual({ shape: 'trend' }), ['Web', 'iOS']), mark));
});

describe('a selection in the address', () => {
  const selection = { visualId: 'v', cell: { metric: 'activeUsers' }, place: ['<b>'], text: '82' };
  it('reads back as itself', () => assert.deepEqual(readSelection(writeSelection(selection)), selection));
  for (const text of [
    null,
    '',
    '{',
    '[]',
    'null',
    '{"visualId":1}',
    '{"visualId":"v","place":"x","text":"1","cell":{}}',
  ])
    it(`is none: ${text}`, () => assert.equal(readSelection(text), null));
});

describe('an exploration with the numbers of a visual', () => {
  const question = {
    projectId: 'first',
    appId: 'shop',
    time: { type: 'relative', lastN: 30, unit: 'day', complete: true },
    parameters: { pageType: 'pageTitle', topPages: 5 },
    platforms: ['Web'],
  } as const;
  const events = {
    columns: [],
    rows: [],
    partialBuckets: [],
    warnings: [],
    chart: {
      values: [
        { key: ['purchase'], labels: [], values: {} },
        { key: 'other', labels: [], values: {} },
      ],
    },
  };
  it('counts events by name as one metric each', () => {
    const of = visual({ shape: 'breakdown', metrics: ['eventCount'], by: ['eventName'], top: 'topEvents' });
    const spec = parseAnalysisSpec(explorationOf(definition, { visual: of, result: events, question }));
    assert.ok(spec.kind === 'event');
    assert.deepEqual(
      spec.event.metrics.map(({ event }) => event),
      ['purchase'],
    );
    assert.ok(spec.filter);
  });
  it('counts views by page', () => {
    const of = visual({ shape: 'breakdown', metrics: ['contentViews'], by: ['pageType'], top: 'topPages' });
    const spec = parseAnalysisSpec(explorationOf(definition, { visual: of, result: events, question }));
    assert.equal(spec.kind === 'event' && spec.topN, 5);
  });
  it('is none for users of any event, nor for platforms without a name', () => {
    const users = visual({ shape: 'breakdown', metrics: ['activeUsers'], by: ['platform'] });
    assert.equal(explorationOf(definition, { visual: users, result: events, question }), null);
    const of = visual({ shape: 'breakdown', metrics: ['contentViews'], by: ['pageType'] });
    const other = { ...question, platforms: ['other'] };
    assert.equal(explorationOf(definition, { visual: of, result: events, question: other }), null);
  });
});
