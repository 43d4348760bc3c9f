import type { FilterNode } from '@millstream/studio/spec';
import type { LifecycleDefinition, Visual } from './definition.ts';
import type { LifecycleQuestion } from './lifecycle-choices.ts';
import { dimensionsOf } from './visual-mark.ts';
import type { SeriesChart, ValuesChart, VisualResult } from './visual-result.ts';

/** Metrics of one exploration, at most. */
const mostMetrics = 10;
const viewOf: Readonly<Record<string, string>> = {
  pageTitle: '_page_view',
  pageUrlPath: '_page_view',
  screenName: '_screen_view',
  screenClass: '_screen_view',
};
const entranceOf: Readonly<Record<string, string>> = {
  _page_view: 'page_view_entrances',
  _screen_view: 'screen_view_entrances',
};

/** The largest event names that a visual shows. */
function eventNames({ chart }: VisualResult): readonly string[] {
  const { values = [], series = [] } = chart as Partial<ValuesChart & SeriesChart>;
  const keys = [...values.map(({ key }) => key), ...series.map(({ key }) => key)];
  return keys
    .flatMap((key) => (key === undefined || key === 'other' ? [] : [key[0] ?? null]))
    .filter((name) => name !== null)
    .slice(0, mostMetrics);
}

function allOf(
  filter: FilterNode | undefined,
  more: readonly FilterNode[],
): { readonly filter?: FilterNode } {
  const children = [...(filter === undefined ? [] : [filter]), ...more];
  const [only] = children;
  if (only === undefined) return {};
  return { filter: children.length === 1 ? only : { op: 'and', children } };
}

/**
 * An event exploration that counts the same numbers as a visual, as a spec; null where explorations cannot say it (any event,
 * new users by their own rule, sessions, rates).
 */
export function explorationOf(
  definition: LifecycleDefinition,
  {
    visual,
    result,
    question,
  }: {
    readonly visual: Visual;
    readonly result: VisualResult | null;
    readonly question: LifecycleQuestion;
  },
): Readonly<Record<string, unknown>> | null {
  const { query } = visual;
  const metric = query.metric ?? query.metrics?.[0] ?? '';
  const by = dimensionsOf(visual, question.parameters);
  const platforms: readonly FilterNode[] =
    question.platforms === undefined
      ? []
      : [
          {
            field: { category: 'event_outer', name: 'platform', type: 'string' },
            operator: 'in',
            value: [...question.platforms],
          },
        ];
  // "Other" platforms are those without a name here: no list of values says that.
  if (question.platforms?.includes('other')) return null;
  const shared = {
    version: 1,
    kind: 'event',
    projectId: question.projectId,
    appId: question.appId,
    time: question.time,
    granularity: 'day',
    chart: query.shape === 'breakdown' ? 'bar' : 'line',
  };
  const counted = (event: string, filter?: FilterNode) => ({
    event,
    measure: { type: 'eventCount' },
    ...(filter === undefined ? {} : { filter }),
  });
  if (metric === 'eventCount' && by.join() === 'eventName') {
    const names = result === null ? [] : eventNames(result);
    if (names.length === 0) return null;
    return {
      ...shared,
      event: { metrics: names.map((name) => counted(name)) },
      ...allOf(question.filter, platforms),
    };
  }
  const [dimension = ''] = by;
  const view = viewOf[dimension];
  const field = definition.dimensionFields[dimension];
  if (view === undefined || field === undefined || !['contentViews', 'entrances'].includes(metric))
    return null;
  const topN = Number(question.parameters[String(query.top)] ?? query.top ?? mostMetrics);
  const entrance: FilterNode = {
    field: { category: 'event_outer', name: entranceOf[view] ?? '', type: 'boolean' },
    operator: 'is_true',
  };
  return {
    ...shared,
    event: { metrics: [counted(view, metric === 'entrances' ? entrance : undefined)] },
    groupBy: [field],
    topN,
    ...allOf(question.filter, platforms),
  };
}
