import type { AnalysisResult } from '@millstream/studio/spec';
import { useSay } from '../../i18n/language.tsx';
import type { PeriodNames } from './period-names.ts';
import type { OpenMark } from './result-mark.ts';
import { ModelTable } from './result-table.tsx';
import { useComparedModel } from './use-table-model.ts';

/** Both ranges of an answer in figures, side by side with the difference; nothing where the chart tells it itself. */
export function ComparedResult(props: {
  readonly result: AnalysisResult;
  readonly compared: AnalysisResult | undefined;
  readonly periods: PeriodNames;
  readonly onOpen?: OpenMark | undefined;
}) {
  const say = useSay();
  const model = useComparedModel(props.result, props.compared);
  if (model === null) return null;
  const name = say('explore.compared.title', { now: props.periods.now, before: props.periods.before });
  return (
    <div data-part="compared">
      <p>{name}</p>
      <ModelTable name={name} model={model} onOpen={props.onOpen} />
    </div>
  );
}
