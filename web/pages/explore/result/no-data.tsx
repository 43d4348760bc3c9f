import type { AnalysisResult, AnalysisSpec } from '@millstream/studio/spec';
import { useFormats } from '../../../i18n/formats.ts';
import { useSay } from '../../../i18n/language.tsx';
import { EmptyState } from '../../../panel/panel-states.tsx';
import { useEstimate } from './status-line.tsx';

/** An answer without a row: why, how much there is without filters, and what to do. */
export function NoDataState(props: {
  readonly result: AnalysisResult;
  readonly hasFilter: boolean;
  readonly rangeText: string;
  readonly onClear: () => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const { filter: _, ...spec } = props.result.spec;
  // Counts made while loading know events and days, not filters: just what is asked here.
  const estimate = useEstimate(spec as AnalysisSpec);
  const text = say(props.hasFilter ? 'explore.noDataFiltered' : 'explore.noData', { range: props.rangeText });
  const without =
    estimate !== null && (props.hasFilter || estimate.events > 0)
      ? ` ${say('explore.withoutFilters', { events: formats.count(estimate.events) })}`
      : '';
  return (
    <EmptyState
      height={280}
      text={`${text}${without}`}
      action={props.hasFilter ? { text: say('explore.removeFilters'), onClick: props.onClear } : undefined}
    />
  );
}
