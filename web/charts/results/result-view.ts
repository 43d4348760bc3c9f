import type { AnalysisKind } from '@millstream/studio/spec';

/** Ways to look at an answer. */
export type ResultView = 'line' | 'bar' | 'funnel' | 'sankey' | 'paths' | 'heat' | 'table';

/** Ways to look at each kind's answer, the usual one first. */
export const viewsOf: Readonly<Record<AnalysisKind, readonly ResultView[]>> = {
  event: ['line', 'bar', 'table'],
  funnel: ['funnel', 'bar', 'table'],
  path: ['sankey', 'paths', 'table'],
  retention: ['heat', 'line', 'table'],
  attribution: ['bar', 'table'],
};

/** What a spec's `chart` says about how to look at its answer. */
export function viewOfSpec(spec: {
  readonly kind: AnalysisKind;
  readonly chart?: string;
  readonly groupBy?: unknown;
  readonly retention?: { readonly cohort: 'first' | 'each' };
}): ResultView {
  switch (spec.kind) {
    case 'retention':
      // Cohorts of every period are a heat map unless their maker chose otherwise: too many for lines.
      return spec.chart === 'bar' || (spec.chart === 'line' && spec.retention?.cohort === 'first')
        ? 'line'
        : 'heat';
    case 'funnel':
      // The funnel's picture of groups is asked for as bars: the total of each is in the same answer.
      return spec.chart === 'table'
        ? 'table'
        : spec.chart === 'bar' && spec.groupBy === undefined
          ? 'bar'
          : 'funnel';
    case 'path':
      return spec.chart === 'table' ? 'paths' : 'sankey';
    default:
      return spec.chart === 'bar'
        ? 'bar'
        : spec.chart === 'table'
          ? 'table'
          : (viewsOf[spec.kind][0] ?? 'table');
  }
}

/** The `chart` of a spec that is looked at in this way. */
export function chartOfView(kind: AnalysisKind, view: ResultView, isGrouped: boolean): string {
  switch (kind) {
    case 'funnel':
      return view === 'funnel' && !isGrouped ? 'funnel' : view === 'table' ? 'table' : 'bar';
    case 'path':
      return view === 'sankey' ? 'sankey' : 'table';
    case 'retention':
      return view === 'line' ? 'bar' : 'table';
    case 'attribution':
      return view === 'bar' ? 'bar' : 'table';
    case 'event':
      return view === 'bar' || view === 'table' ? view : 'line';
  }
}
