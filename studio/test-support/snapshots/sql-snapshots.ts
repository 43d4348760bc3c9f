import type { PrintedStatement } from '../../dialects/dialect.ts';
import { dialectNamed } from '../../dialects/dialects.ts';
import { anyName } from '../../fields/known-names.ts';
import { printAnalysis } from '../../run/analyze.ts';
import { printWhole } from '../../run/print-statements.ts';
import { planSegment } from '../../segments/plan/plan-segment.ts';
import { parseSegmentSpec } from '../../segments/segment-spec.ts';
import { parseAnalysisSpec } from '../../spec/analysis-spec.ts';

/** The SQL of one small question in one dialect, as it is kept in `studio/dialects/snapshots`. */
export interface SqlSnapshot {
  /** `<kind>.<dialect>.sql` */
  readonly fileName: string;
  readonly text: string;
}

const place = { calendar: { timeZone: 'Europe/Berlin', weekStart: 'monday' }, known: anyName } as const;
const nowMs = Date.parse('2024-04-01T00:00:00Z');
const shared = {
  version: 1,
  projectId: 'first',
  appId: 'shop',
  time: { type: 'fixed', start: '2024-03-30', end: '2024-03-31' },
};
const city = { category: 'event', name: 'city', type: 'string' };
const price = { category: 'event', name: 'price', type: 'number' };

/** One question of each kind, small enough that a person reads its SQL. */
const questions: Readonly<Record<string, object>> = {
  event: {
    groupBy: [city],
    event: {
      metrics: [
        {
          event: 'buy',
          measure: { type: 'median', field: price },
          filter: { field: city, operator: '!=', value: ["O'Brien"] },
        },
      ],
    },
  },
  funnel: { funnel: { steps: [{ event: 'view' }, { event: 'buy' }], window: { type: 'sameDay' } } },
  path: { path: { nodeType: 'event', start: 'view', maxStep: 2, topPaths: 0 } },
  retention: { retention: { pairs: [{ start: { event: 'view' }, revisit: { event: 'buy' } }] } },
  attribution: {
    attribution: { goal: { event: 'buy' }, touchpoints: [{ event: 'view' }], model: { type: 'linear' } },
  },
};

const segment = parseSegmentSpec({
  version: 1,
  name: 'Buyers',
  projectId: 'first',
  appId: 'shop',
  refresh: { type: 'manual' },
  criteria: {
    op: 'and',
    groups: [
      {
        op: 'and',
        range: shared.time,
        filters: [
          {
            op: 'and',
            conditions: [
              {
                type: 'userEvent',
                done: true,
                event: { event: 'buy' },
                metric: { type: 'total' },
                operator: '>=',
                value: [2],
              },
            ],
          },
        ],
      },
    ],
  },
});

/** The statement, and the values of its places below it. */
function textOf({ sql, parameters }: PrintedStatement): string {
  const values = parameters.map((value, index) => `-- ${index + 1}: ${JSON.stringify(value)}\n`);
  return `${sql}\n${values.join('')}`;
}

/** All snapshots as the code prints them now. */
export function sqlSnapshots(): readonly SqlSnapshot[] {
  return (['duckdb', 'trino', 'redshift'] as const).flatMap((name) => {
    const dialect = dialectNamed(name);
    const analyses = Object.entries(questions).map(([kind, question]) => {
      const spec = parseAnalysisSpec({ ...shared, kind, ...question });
      const statement = printAnalysis(spec, { ...place, nowMs }, dialect);
      return { fileName: `${kind}.${name}.sql`, text: textOf(statement) };
    });
    if (segment.criteria === undefined) throw new Error('the segment has criteria');
    const plan = planSegment(segment.criteria, { appId: 'shop', asOfMs: nowMs, ...place });
    return [...analyses, { fileName: `segment.${name}.sql`, text: textOf(printWhole(plan, dialect)) }];
  });
}
