import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PathChart } from '../analyses/path/shape-path.ts';
import { anyName } from '../fields/known-names.ts';
import type { AnalysisResult } from '../result/analysis-result.ts';
import { analyze } from '../run/analyze.ts';
import { parseAnalysisSpec } from '../spec/analysis-spec.ts';
import type { Corpus } from '../test-support/corpus.ts';
import { event, withIds } from '../test-support/corpus.ts';
import { memoryEngine } from '../test-support/memory-engine.ts';

const day = Date.parse('2024-03-04T09:00:00Z');
const engine = await memoryEngine();

/** Events of a user's session, a second apart. */
function visit(pseudo: string, session: string, names: string, afterMs = 0) {
  return names
    .split(' ')
    .map((name, index) => event(pseudo, name, day + afterMs + index * 1000, { session }));
}

async function paths(corpus: Corpus, path: object): Promise<AnalysisResult> {
  await engine.load(corpus);
  const spec = parseAnalysisSpec({
    version: 1,
    kind: 'path',
    projectId: 'first',
    appId: 'shop',
    time: { type: 'fixed', start: '2024-03-04', end: '2024-03-05' },
    path: { nodeType: 'event', ...path },
  });
  const calendar = { timeZone: 'UTC', weekStart: 'monday' } as const;
  return analyze(spec, { engine, calendar, known: anyName, nowMs: Date.parse('2024-04-01T00:00:00Z') });
}

const edges = ({ rows }: AnalysisResult) =>
  rows.map(([, source, target, value]) => `${source} ${target} ${value}`);

const p1: Corpus = {
  events: withIds([
    ...visit('p1', 's1', 'open A A X Y B open A'),
    ...visit('p2', 's2', 'X open B'),
    ...visit('p1', 's3', 'open', 3_600_000),
    ...visit('p3', 's4', 'A B'),
  ]),
};
const selected = { start: 'open', nodes: [{ value: 'open' }, { value: 'A' }, { value: 'B' }], maxStep: 5 };

describe('worked example P1', () => {
  const merged = [
    'open_1 A_2',
    'open_1 B_2',
    'open_1 lost_2',
    'A_2 other_3',
    'B_2 lost_3',
    'other_3 B_4',
    'B_4 open_5',
  ];
  for (const metric of ['userCount', 'eventCount']) {
    it(`counts ${metric} per edge`, async () => {
      const result = await paths(p1, { ...selected, metric });
      assert.deepEqual(
        edges(result),
        merged.map((edge) => `${edge} 1`),
      );
    });
  }

  it('counts users and events of a node', async () => {
    for (const [metric, value] of [
      ['userCount', 2],
      ['eventCount', 3],
    ] as const) {
      const { chart } = await paths(p1, { ...selected, metric });
      const [start] = (chart as PathChart).nodes;
      assert.deepEqual([start?.id, start?.value], ['open_1', value]);
    }
  });

  it('leaves others out', async () => {
    const result = await paths(p1, { ...selected, includeOthers: false });
    for (const edge of ['A_2 B_3 1', 'B_3 open_4 1', 'open_4 A_5 1'])
      assert.ok(edges(result).includes(edge), edge);
  });

  it('keeps repeats when it does not merge', async () => {
    const result = await paths(p1, { ...selected, mergeConsecutive: false });
    for (const edge of ['A_2 A_3 1', 'A_3 other_4 1', 'other_4 other_5 1'])
      assert.ok(edges(result).includes(edge), edge);
  });

  it('lists whole paths with their share of users', async () => {
    const { chart } = await paths(p1, selected);
    assert.deepEqual((chart as PathChart).topPaths, [
      { labels: ['open'], isWhole: true, value: 1, rate: 0.5 },
      { labels: ['open', 'A', 'other', 'B', 'open'], isWhole: false, value: 1, rate: 0.5 },
      { labels: ['open', 'B'], isWhole: true, value: 1, rate: 0.5 },
    ]);
  });

  it('shows what led to a node when the node is the end', async () => {
    const result = await paths(p1, { ...selected, anchor: 'end', maxStep: 3 });
    assert.deepEqual(edges(result), [
      'open_1 B_2 1',
      'open_1 other_2 1',
      'open_1 lost_2 1',
      'B_2 other_3 1',
      'other_2 lost_3 1',
    ]);
  });
});

describe('worked example P2', () => {
  it('opens a session after exactly the gap', async () => {
    const corpus = {
      events: withIds(
        [0, 10, 1000, 1010, 1110].map((at) => event('u', 'e', day + at * 1000, { session: null })),
      ),
    };
    const result = await paths(corpus, {
      start: 'e',
      mergeConsecutive: false,
      metric: 'eventCount',
      session: { type: 'gap', seconds: 100 },
    });
    assert.deepEqual(edges(result), ['e_1 e_2 2', 'e_1 lost_2 1', 'e_2 lost_3 2']);
  });
});

describe('nodes', () => {
  it('numbers nodes that share an event, and takes the first one that matches', async () => {
    const big = { field: { category: 'event', name: 'size', type: 'number' }, operator: '>', value: [5] };
    const sized = (size: number, at: number) =>
      event('u', 'view', day + at, {
        session: 's',
        parameters: { size: { value: String(size), type: 'number' } },
      });
    const corpus = { events: withIds([event('u', 'open', day, { session: 's' }), sized(9, 1), sized(1, 2)]) };
    const result = await paths(corpus, {
      start: 'open',
      nodes: [{ value: 'open' }, { value: 'view', filter: big }, { value: 'view' }],
      maxStep: 3,
    });
    assert.deepEqual(edges(result), ['open_1 2_view_2 1', '2_view_2 3_view_3 1']);
  });

  it('joins what is beyond the 20 largest nodes of a step in other', async () => {
    const corpus = {
      events: withIds(
        Array.from({ length: 25 }, (_, at) => {
          const name = `n${String(at).padStart(2, '0')}`;
          return visit(`u${at}`, 's', `open ${name}${at < 3 ? ` ${name}x` : ''}`);
        }).flat(),
      ),
    };
    const result = await paths(corpus, { start: 'open', maxStep: 3 });
    const second = (result.chart as PathChart).nodes.filter(({ step }) => step === 2);
    assert.equal(second.length, 21);
    assert.deepEqual([second[0]?.label, second[0]?.value], ['other', 5]);
    assert.match(result.warnings[0] ?? '', /^NODES_COLLAPSED/);
  });

  it('answers with no rows when nothing starts', async () => {
    const result = await paths({ events: [] }, { start: 'open' });
    assert.deepEqual([result.rows, result.chart], [[], { nodes: [], links: [], topPaths: [] }]);
  });
});
