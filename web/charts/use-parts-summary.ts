import { useCallback } from 'react';
import { useSay } from '../i18n/language.tsx';

/** What the summary of a chart of one dimension tells. */
export interface PartsSummary {
  /** The kind of chart, in words. */
  readonly kind: string;
  readonly count: number;
  /** The largest part; undefined when there is none. */
  readonly top: { readonly name: string; readonly value: number | null } | undefined;
  readonly format: (value: number | null) => string;
}

/** One sentence for those who do not see a chart of one dimension: kind, size, the largest part. */
export function usePartsSummary(): (parts: PartsSummary) => string {
  const say = useSay();
  return useCallback(
    ({ kind, count, top, format }) =>
      say('chart.summary', {
        kind,
        series: 1,
        points: count,
        highest: top === undefined ? 'none' : format(top.value),
        where: top?.name ?? '',
      }),
    [say],
  );
}
