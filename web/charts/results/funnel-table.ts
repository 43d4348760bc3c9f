import type { AnalysisResult, FunnelBar, FunnelBarChart } from '@millstream/studio/spec';
import {
  groupColumns,
  grouped,
  plain,
  type ResultTableModel,
  type TableCell,
  type TableWords,
} from './table-cells.ts';

/** The table of a funnel: buckets and groups with the count and rate of each step. */
export function funnelTable(result: AnalysisResult, words: TableWords): ResultTableModel {
  const { spec } = result;
  if (spec.kind !== 'funnel') return { columns: [], rows: [] };
  const { speech } = words;
  const groups = groupColumns(result, words);
  const hasBucket = result.columns[0]?.name === 'bucket';
  const steps = spec.funnel.steps.map((_, index) => words.series.step(index + 1));
  const before = hasBucket ? 1 : 0;
  const unit = spec.funnel.metric === 'userCount' ? 'user' : 'event';
  const chart = result.chart as readonly FunnelBar[] | FunnelBarChart;
  const keys = Array.isArray(chart)
    ? new Map<string, unknown>()
    : new Map((chart as FunnelBarChart).series.map(({ group, key }) => [group ?? '', key]));
  return {
    columns: [
      ...(hasBucket ? [{ title: speech.say('explore.bucket'), format: 'text' as const }] : []),
      ...groups,
      ...steps.map((title, index) => ({ title: `${index + 1} ${title}`, format: 'count' as const })),
      { title: speech.say('explore.totalConversion'), format: 'rate' },
      ...steps
        .slice(1)
        .map((title) => ({ title: speech.say('explore.rateOf', { step: title }), format: 'rate' as const })),
      ...(spec.funnel.medians
        ? steps.slice(1).map((title) => ({
            title: speech.say('explore.medianOf', { step: title }),
            format: 'duration' as const,
          }))
        : []),
    ],
    rows: result.rows.map((row) => {
      const bucketKey = hasBucket && row[0] !== 'Total' ? String(row[0]) : undefined;
      const label = row.slice(before, before + groups.length).join(' / ');
      const key = groups.length === 0 ? undefined : keys.get(label);
      return row.map((value, at): TableCell => {
        if (hasBucket && at === 0)
          return plain(value === 'Total' ? speech.say('explore.total') : words.buckets.short(String(value)));
        const step = at - before - groups.length + 1;
        if (step < 1 || step > steps.length) return plain(value);
        const address = { step, ...(bucketKey === undefined ? {} : { bucket: bucketKey }), ...grouped(key) };
        return { value, behind: { cell: address, unit, ...grouped(key) } };
      });
    }),
  };
}
