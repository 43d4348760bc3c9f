import type { PathChart } from '../../analyses/path/shape-path.ts';
import type { AnalysisResult } from '../../result/analysis-result.ts';
import { event, numberValue, withIds } from '../corpus.ts';
import type { Example, ExampleSet } from './example.ts';

const day = Date.parse('2024-03-04T09:00:00Z');
const time = { type: 'fixed', start: '2024-03-04', end: '2024-03-05' };

/** Events of a user's session, a second apart. */
function visit(pseudo: string, session: string, names: string, afterMs = 0) {
  return names
    .split(' ')
    .map((name, index) => event(pseudo, name, day + afterMs + index * 1000, { session }));
}

const edges = ({ rows }: AnalysisResult) =>
  rows.map(([, source, target, value]) => `${source} ${target} ${value}`);
const nodesOf = ({ chart }: AnalysisResult) => (chart as PathChart).nodes;
const pathSpec = (path: object) => ({ path: { nodeType: 'event', ...path } });

const selected = { start: 'open', nodes: [{ value: 'open' }, { value: 'A' }, { value: 'B' }], maxStep: 5 };
const counted: readonly (readonly [string, number])[] = [
  ['userCount', 2],
  ['eventCount', 3],
];

/** Explorations 4.4. */
export const exampleP1: ExampleSet = {
  title: 'P1: paths by session',
  kind: 'path',
  corpus: {
    appId: 'p1',
    events: withIds([
      ...visit('p1', 's1', 'open A A X Y B open A'),
      ...visit('p2', 's2', 'X open B'),
      ...visit('p1', 's3', 'open', 3_600_000),
      ...visit('p3', 's4', 'A B'),
    ]),
  },
  spec: { time },
  examples: [
    ...counted.flatMap(([metric, started]): readonly Example[] => [
      {
        name: `counts ${metric} of each edge`,
        spec: pathSpec({ ...selected, metric }),
        read: edges,
        expected: [
          'open_1 A_2 1',
          'open_1 B_2 1',
          'open_1 lost_2 1',
          'A_2 other_3 1',
          'B_2 lost_3 1',
          'other_3 B_4 1',
          'B_4 open_5 1',
        ],
      },
      {
        name: `counts ${metric} of the start node`,
        spec: pathSpec({ ...selected, metric }),
        read: (result) =>
          nodesOf(result)
            .slice(0, 1)
            .map(({ id, value }) => [id, value]),
        expected: [['open_1', started]],
      },
    ]),
    {
      name: 'leaves others out',
      spec: pathSpec({ ...selected, includeOthers: false }),
      read: edges,
      expected: [
        'open_1 A_2 1',
        'open_1 B_2 1',
        'open_1 lost_2 1',
        'A_2 B_3 1',
        'B_2 lost_3 1',
        'B_3 open_4 1',
        'open_4 A_5 1',
      ],
    },
    {
      name: 'keeps repeats when it does not merge',
      spec: pathSpec({ ...selected, mergeConsecutive: false }),
      read: (result) => edges(result).filter((edge) => !edge.startsWith('open_1 ')),
      expected: ['A_2 A_3 1', 'B_2 lost_3 1', 'A_3 other_4 1', 'other_4 other_5 1'],
    },
    {
      name: 'lists whole paths with their share of users',
      spec: pathSpec(selected),
      read: ({ chart }) => (chart as PathChart).topPaths,
      expected: [
        { labels: ['open'], isWhole: true, value: 1, rate: 0.5 },
        { labels: ['open', 'A', 'other', 'B', 'open'], isWhole: false, value: 1, rate: 0.5 },
        { labels: ['open', 'B'], isWhole: true, value: 1, rate: 0.5 },
      ],
    },
    {
      name: 'shows what led to a node when the node is the end',
      spec: pathSpec({ ...selected, anchor: 'end', maxStep: 3 }),
      read: edges,
      expected: ['open_1 B_2 1', 'open_1 other_2 1', 'open_1 lost_2 1', 'B_2 other_3 1', 'other_2 lost_3 1'],
    },
    {
      name: 'answers with no rows when nothing starts',
      spec: pathSpec({ start: 'nothing' }),
      read: ({ rows, chart }) => ({ rows, chart }),
      expected: { rows: [], chart: { nodes: [], links: [], topPaths: [] } },
    },
  ],
};

/** Explorations 4.5. */
export const exampleP2: ExampleSet = {
  title: 'P2: paths by gaps',
  kind: 'path',
  corpus: {
    appId: 'p2',
    events: withIds(
      [0, 10, 1000, 1010, 1110].map((at) => event('u', 'e', day + at * 1000, { session: null })),
    ),
  },
  spec: { time },
  examples: [
    {
      name: 'opens a session after exactly the gap',
      spec: pathSpec({
        start: 'e',
        mergeConsecutive: false,
        metric: 'eventCount',
        session: { type: 'gap', seconds: 100 },
      }),
      read: edges,
      expected: ['e_1 e_2 2', 'e_1 lost_2 1', 'e_2 lost_3 2'],
    },
  ],
};

const big = { field: { category: 'event', name: 'size', type: 'number' }, operator: '>', value: [5] };
const sized = (size: number, at: number) =>
  event('u', 'view', day + at, { session: 's', parameters: { size: numberValue(size) } });

/** Nodes that share an event, and more nodes than are shown (explorations 4.2, 4.3). */
export const pathNodes: ExampleSet = {
  title: 'nodes of paths',
  kind: 'path',
  corpus: {
    appId: 'p3',
    events: withIds([
      event('u', 'open', day, { session: 's' }),
      sized(9, 1),
      sized(1, 2),
      ...Array.from({ length: 25 }, (_, at) => {
        const name = `n${String(at).padStart(2, '0')}`;
        return visit(`u${at}`, 's', `start ${name}${at < 3 ? ` ${name}x` : ''}`);
      }).flat(),
    ]),
  },
  spec: { time },
  examples: [
    {
      name: 'numbers nodes that share an event, and takes the first one that matches',
      spec: pathSpec({
        start: 'open',
        nodes: [{ value: 'open' }, { value: 'view', filter: big }, { value: 'view' }],
        maxStep: 3,
      }),
      read: edges,
      expected: ['open_1 2_view_2 1', '2_view_2 3_view_3 1'],
    },
    {
      name: 'joins what is beyond the 20 largest nodes of a step in other',
      spec: pathSpec({ start: 'start', maxStep: 3 }),
      read: (result) => {
        const second = nodesOf(result).filter(({ step }) => step === 2);
        return [second.length, second[0]?.label, second[0]?.value, result.warnings[0]?.split(':')[0]];
      },
      expected: [21, 'other', 5, 'NODES_COLLAPSED'],
    },
  ],
};
