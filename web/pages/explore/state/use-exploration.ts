import type { AnalysisKind, CompareScope, FilterNode, Granularity, TimeScope } from '@millstream/studio/spec';
import { useMemo } from 'react';
import { usePageFilter } from '../../../filters/use-page-filter.ts';
import { usePreference } from '../../../preferences/preferences.ts';
import { useScope } from '../../../scope/scope.ts';
import { type PageTimeRange, useTimeRange } from '../../../time-range/use-time-range.ts';
import { type DraftSpec, specOfDraft } from '../model/draft-spec.ts';
import { useDraftAddress } from './use-draft-address.ts';
import { type ExplorationRun, useExplorationRun } from './use-exploration-run.ts';
import { type ExploreForm, useExploreForm } from './use-explore-form.ts';

const week: TimeScope = { type: 'relative', lastN: 7, unit: 'day' };
const month: TimeScope = { type: 'relative', lastN: 30, unit: 'day' };

/** Everything that an exploration's page works with. */
export interface ExplorationState {
  readonly form: ExploreForm;
  readonly range: PageTimeRange;
  readonly filter: FilterNode | null;
  readonly setFilter: (filter: FilterNode | null) => void;
  readonly question: DraftSpec;
  readonly compare: CompareScope | null;
  readonly run: ExplorationRun;
  readonly isAutomatic: boolean;
  setAutomatic(isAutomatic: boolean): void;
}

/** Bucket sizes of a kind; none where time plays no part in the answer. */
export function grainsOf(kind: AnalysisKind): readonly Granularity[] {
  if (kind === 'path' || kind === 'attribution') return [];
  return kind === 'event' ? ['hour', 'day', 'week', 'month'] : ['day', 'week', 'month'];
}

/** Whether a kind's answer can be set beside that of another range; a path has no figures to set beside each other. */
export function canCompare(kind: AnalysisKind): boolean {
  return kind !== 'path';
}

/** Form, address, question and answer of one kind. */
export function useExploration(kind: AnalysisKind): ExplorationState {
  const { projectId, appId } = useScope();
  const form = useExploreForm(kind);
  const range = useTimeRange(kind === 'attribution' ? month : week);
  const [filter, setFilter] = usePageFilter();
  const [isAutomatic, setAutomatic] = usePreference<boolean>('explore.automatic', true);
  const { draft } = form;
  const granularity = range.grain ?? 'day';
  const question = useMemo(
    () => specOfDraft(draft, { projectId, appId, time: range.scope, granularity, filter }),
    [draft, projectId, appId, range.scope, granularity, filter],
  );
  // The chart and the title change nothing of the question: an equal spec stays the same object.
  const specText = question.spec === null ? null : JSON.stringify(question.spec);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the spec.
  const spec = useMemo(() => question.spec, [specText]);
  const compare = canCompare(kind) ? range.compare : null;
  const isRead = useDraftAddress(form, question.spec === null ? 'replace' : 'push');
  const run = useExplorationRun({ spec: isRead ? spec : null, compare, isAutomatic });
  return { form, range, filter, setFilter, question, compare, run, isAutomatic, setAutomatic };
}
