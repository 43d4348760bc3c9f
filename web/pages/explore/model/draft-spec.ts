import {
  type AnalysisSpec,
  type FilterNode,
  type Granularity,
  parseAnalysisSpec,
  type TimeScope,
} from '@millstream/studio/spec';
import { asApiError } from '../../../api/api-error.ts';
import { chartOfView } from '../../../charts/results/result-view.ts';
import type { AnyDraft, DraftItem, DraftNode, DraftSide } from './explore-draft.ts';

/** What the address says about a question, besides the form. */
export interface SpecPlace {
  readonly projectId: string;
  readonly appId: string;
  readonly time: TimeScope;
  readonly granularity: Granularity;
  readonly filter: FilterNode | null;
}

/** Something wrong with a form, at a JSON pointer into its spec. */
export interface SpecProblem {
  readonly pointer: string;
  readonly message: string;
}

/** A form as a spec, or what is wrong with it. */
export type DraftSpec =
  | { readonly spec: AnalysisSpec; readonly problems: readonly [] }
  | { readonly spec: null; readonly problems: readonly SpecProblem[] };

const filtered = (filter: FilterNode | undefined) => (filter === undefined ? {} : { filter });
const labelled = (label: string | undefined) => (label === undefined || label === '' ? {} : { label });
const itemOf = ({ event, filter, label }: DraftItem) => ({ event, ...filtered(filter), ...labelled(label) });
const nodeOf = ({ value, filter }: DraftNode) => ({ value, ...filtered(filter) });

function sideOf({ event, filter, associate }: DraftSide) {
  return { event, ...filtered(filter), ...(associate === undefined ? {} : { associate }) };
}

function optionsOf(draft: AnyDraft): unknown {
  switch (draft.kind) {
    case 'event':
      return {
        metrics: draft.options.metrics.map((metric) => ({ ...itemOf(metric), measure: metric.measure })),
      };
    case 'funnel':
      return { ...draft.options, steps: draft.options.steps.map(itemOf) };
    case 'path': {
      const { nodes, ...options } = draft.options;
      return { ...options, ...(nodes.length === 0 ? {} : { nodes: nodes.map(nodeOf) }) };
    }
    case 'retention':
      return {
        ...draft.options,
        pairs: draft.options.pairs.map(({ start, revisit, label }) => ({
          start: sideOf(start),
          revisit: sideOf(revisit),
          ...labelled(label),
        })),
      };
    case 'attribution': {
      const { compareModels: _, goal, touchpoints, ...options } = draft.options;
      return {
        ...options,
        goal: { event: goal.event, value: goal.value, ...filtered(goal.filter) },
        touchpoints: touchpoints.map(({ event, filter, label }) => ({
          event,
          ...filtered(filter),
          ...(label === undefined || label === '' ? {} : { name: label }),
        })),
      };
    }
  }
}

/** Whether a kind's answer can be broken down. */
export function canGroup({ kind }: AnyDraft): boolean {
  return kind === 'event' || kind === 'funnel' || kind === 'retention';
}

/** The form as a spec's JSON, finished or not. @param shown the `chart` to ask for instead of the view's own */
export function specJson(
  draft: AnyDraft,
  place: SpecPlace,
  shown?: string,
): Readonly<Record<string, unknown>> {
  const isGrouped = canGroup(draft) && draft.groupBy.length > 0;
  const granularity = place.granularity === 'hour' && draft.kind !== 'event' ? 'day' : place.granularity;
  return {
    version: 1,
    kind: draft.kind,
    projectId: place.projectId,
    appId: place.appId,
    time: place.time,
    granularity,
    ...(place.filter === null ? {} : { filter: place.filter }),
    ...(isGrouped ? { groupBy: draft.groupBy } : {}),
    ...(canGroup(draft) ? { topN: draft.topN } : {}),
    approx: draft.approx,
    [draft.kind]: optionsOf(draft),
    chart: shown ?? chartOfView(draft.kind, draft.view, isGrouped),
  };
}

/** The chart that a question is asked with: one answer serves every view, so that switching asks nothing. */
function askedChart({ kind }: AnyDraft): string {
  if (kind === 'funnel') return 'bar';
  if (kind === 'path') return 'sankey';
  return kind === 'attribution' ? 'table' : 'line';
}

/** Problems of a SPEC_INVALID error, ours or the server's: "/pointer: message; /pointer: message". */
export function problemsIn(text: string): readonly SpecProblem[] {
  return text
    .split(/; (?=\/)/)
    .map((part) => part.match(/^(\/[^:]*): (.*)$/s))
    .flatMap((match) => (match === null ? [] : [{ pointer: match[1] ?? '/', message: match[2] ?? '' }]));
}

/** Reads a form as a question. */
export function specOfDraft(draft: AnyDraft, place: SpecPlace): DraftSpec {
  try {
    return { spec: parseAnalysisSpec(specJson(draft, place, askedChart(draft))), problems: [] };
  } catch (error) {
    const { message, details } = Object.assign({ details: {} as Record<string, unknown> }, asError(error));
    const problems = problemsIn(String(details.problems ?? ''));
    return { spec: null, problems: problems.length > 0 ? problems : [{ pointer: '/', message }] };
  }
}

function asError(error: unknown): { readonly message: string; readonly details?: Record<string, unknown> } {
  if (error instanceof Error && 'details' in error)
    return error as Error & { details: Record<string, unknown> };
  return asApiError(error);
}
