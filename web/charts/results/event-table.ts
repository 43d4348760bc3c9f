import type { AnalysisResult } from '@millstream/studio/spec';
import { eventSeriesViews } from './event-series-view.ts';
import {
  groupCells,
  groupColumns,
  grouped,
  plain,
  type ResultTableModel,
  type TableCell,
  type TableWords,
} from './table-cells.ts';

/** The table of an event analysis: a row for each series, a column for each bucket and the total. */
export function eventTable(result: AnalysisResult, words: TableWords): ResultTableModel {
  const views = eventSeriesViews(result, words.series);
  const { x } = result.chart as { readonly x: readonly string[] };
  const groups = groupColumns(result, words);
  const partial = new Set(result.partialBuckets);
  const { speech } = words;
  return {
    columns: [
      { title: speech.say('explore.series'), format: 'text' },
      ...groups,
      ...x.map((key) => ({
        title: partial.has(key)
          ? speech.say('explore.soFar', { bucket: words.buckets.short(key) })
          : words.buckets.short(key),
        format: 'number' as const,
      })),
      { title: speech.say('explore.total'), format: 'number' },
    ],
    rows: views.map((view) => {
      const cell = { metric: view.metric, ...grouped(view.group) };
      const shared = { unit: view.behind, event: view.event, ...grouped(view.group) };
      return [
        plain(words.series.metric(view.metric)),
        ...groupCells({ key: view.group }, groups.length),
        ...view.values.map((value, at): TableCell => {
          const bucket = x[at] ?? '';
          return { value, behind: { ...shared, bucket, cell: { ...cell, bucket } } };
        }),
        { value: view.total ?? null, behind: { ...shared, cell } },
      ];
    }),
  };
}
