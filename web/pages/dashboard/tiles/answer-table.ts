import type { AnalysisResult } from '@millstream/studio/spec';
import type { ExportTable } from '../../../export/export-table.ts';
import type { Formats } from '../../../i18n/formats.ts';
import type { Speech } from '../../../i18n/language.tsx';

const formatOf = { integer: 'count', number: 'number', rate: 'rate' } as const;

/** Days of a spec's range as they are shown; relative ranges are named by their moment. */
function rangeNote(result: AnalysisResult, { formats }: { readonly formats: Formats }): string {
  const { time } = result.spec;
  const days = time.type === 'fixed' ? formats.days(time.start, time.end) : '';
  return [days, result.timezone].filter((part) => part !== '').join(' · ');
}

/** An analysis' answer as a table for files: range, zone and moment stand above it. */
export function answerTable(
  result: AnalysisResult,
  title: string,
  words: { readonly say: Speech['say']; readonly formats: Formats },
): ExportTable {
  const { formats, say } = words;
  return {
    title,
    notes: [
      rangeNote(result, words),
      say('lifecycle.dataTo', { time: formats.moment(Date.parse(result.asOf), result.timezone) }),
    ],
    columns: result.columns.map(({ name, type }) => {
      const format = type in formatOf ? formatOf[type as keyof typeof formatOf] : undefined;
      return { header: name, ...(format === undefined ? {} : { format }) };
    }),
    rows: result.rows,
  };
}
