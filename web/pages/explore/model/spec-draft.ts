import type { AnalysisSpec } from '@millstream/studio/spec';
import { viewOfSpec } from '../../../charts/results/result-view.ts';
import { type AnyDraft, newRowId } from './explore-draft.ts';

const withRow = <T>(item: T): T & { readonly rowId: string } => ({ ...item, rowId: newRowId() });

/** A saved spec as the form it came from. */
export function draftOfSpec(spec: AnalysisSpec, title: string): AnyDraft {
  const shared = {
    groupBy: 'groupBy' in spec ? (spec.groupBy ?? []) : [],
    topN: 'topN' in spec ? spec.topN : 10,
    approx: spec.approx,
    view: viewOfSpec(spec),
    title,
  };
  switch (spec.kind) {
    case 'event':
      return { ...shared, kind: 'event', options: { metrics: spec.event.metrics.map(withRow) } };
    case 'funnel':
      return {
        ...shared,
        kind: 'funnel',
        options: { ...spec.funnel, steps: spec.funnel.steps.map(withRow) },
      };
    case 'path':
      return {
        ...shared,
        kind: 'path',
        options: { ...spec.path, nodes: (spec.path.nodes ?? []).map(withRow) },
      };
    case 'retention':
      return {
        ...shared,
        kind: 'retention',
        options: { ...spec.retention, pairs: spec.retention.pairs.map(withRow) },
      };
    case 'attribution':
      return {
        ...shared,
        kind: 'attribution',
        options: {
          ...spec.attribution,
          touchpoints: spec.attribution.touchpoints.map(({ name, ...touchpoint }) =>
            withRow({ ...touchpoint, ...(name === undefined ? {} : { label: name }) }),
          ),
          compareModels: false,
        },
      };
  }
}
