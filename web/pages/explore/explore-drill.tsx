import type { AnalysisResult, CompareScope } from '@millstream/studio/spec';
import { useCallback } from 'react';
import { DrillPanel } from '../../drill/drill-panel.tsx';
import { exploreDrill } from '../../drill/drill-request.ts';
import { SaveAsSegment } from '../../drill/save-as-segment.tsx';
import type { Selection } from './state/selection.ts';

/** The list behind a figure of the answer that is shown: at the answer's own moment, so that both count the same. */
export function ExploreDrill(props: {
  readonly result: AnalysisResult;
  /** What the answer was compared with; null without comparison. */
  readonly compare: CompareScope | null;
  readonly selection: Selection;
  readonly onClose: () => void;
}) {
  const { result, selection, onClose } = props;
  const compare = selection.compared ? props.compare : null;
  const cell = JSON.stringify(selection.cell);
  const ask = useCallback(
    (page: { limit: number; offset: number }) =>
      exploreDrill({ ...result.spec, asOf: result.asOf }, JSON.parse(cell), compare)(page),
    [result, cell, compare],
  );
  const place = selection.place.join(' · ');
  return (
    <DrillPanel
      place={place}
      ask={ask}
      onClose={onClose}
      actions={() => <SaveAsSegment name={place} ask={ask} />}
    />
  );
}
