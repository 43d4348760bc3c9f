import type { AnalysisResult } from '@millstream/studio/spec';
import { useMemo } from 'react';
import { useMetadataNames } from '../../filters/metadata-names.ts';
import type { Formats } from '../../i18n/formats.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { visibleText } from '../cut-text.ts';
import { useBucketText } from './bucket-text.ts';
import { useSeriesWords } from './series-words.ts';
import type { CellFormat, ResultTableModel } from './table-cells.ts';
import { tableModel } from './table-model.ts';

/** A result as a table in the person's language. */
export function useTableModel(result: AnalysisResult): ResultTableModel {
  const speech = useSpeech();
  const series = useSeriesWords(result.spec);
  const names = useMetadataNames();
  const buckets = useBucketText(result.spec.granularity);
  return useMemo(
    () => tableModel(result, { speech, series, names, buckets }),
    [result, speech, series, names, buckets],
  );
}

/** A cell as text. */
export function cellText(value: string | number | null, format: CellFormat, formats: Formats): string {
  if (typeof value === 'string') return visibleText(value);
  switch (format) {
    case 'rate':
      // A division by nothing.
      return value === null ? '-' : formats.rate(value);
    case 'count':
      return formats.count(value);
    case 'duration':
      return value === null ? '–' : formats.duration(value * 1_000);
    default:
      return formats.number(value);
  }
}
