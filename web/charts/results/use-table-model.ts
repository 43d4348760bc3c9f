import type { AnalysisResult } from '@millstream/studio/spec';
import { useMemo } from 'react';
import { useMetadataNames } from '../../filters/metadata-names.ts';
import type { Formats } from '../../i18n/formats.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { visibleText } from '../cut-text.ts';
import { useBucketText } from './bucket-text.ts';
import { comparedTable } from './compared-table.ts';
import { useSeriesWords } from './series-words.ts';
import type { CellFormat, ResultTableModel, TableWords } from './table-cells.ts';
import { tableModel } from './table-model.ts';

function useTableWords(result: AnalysisResult): TableWords {
  const speech = useSpeech();
  const series = useSeriesWords(result.spec);
  const names = useMetadataNames();
  const buckets = useBucketText(result.spec.granularity);
  return useMemo(() => ({ speech, series, names, buckets }), [speech, series, names, buckets]);
}

/** A result as a table in the person's language. */
export function useTableModel(result: AnalysisResult): ResultTableModel {
  const words = useTableWords(result);
  return useMemo(() => tableModel(result, words), [result, words]);
}

/** A result beside that of the compared range; null without one, and where the kind has no such table. */
export function useComparedModel(
  result: AnalysisResult,
  compared: AnalysisResult | undefined,
): ResultTableModel | null {
  const words = useTableWords(result);
  return useMemo(
    () => (compared === undefined ? null : comparedTable(result, compared, words)),
    [result, compared, words],
  );
}

/** A cell as text. */
export function cellText(value: string | number | null, format: CellFormat, formats: Formats): string {
  if (typeof value === 'string') return visibleText(value);
  switch (format) {
    case 'rate':
      // A division by nothing.
      return value === null ? '-' : formats.rate(value);
    case 'change':
      return value === null ? '-' : formats.change(value);
    case 'points':
      return formats.signed(value);
    case 'count':
      return formats.count(value);
    case 'duration':
      return value === null ? '–' : formats.duration(value * 1_000);
    default:
      return formats.number(value);
  }
}
