import type { AnalysisResult, RetentionChart } from '@millstream/studio/spec';
import { pairOf } from './retention-heat.ts';
import {
  groupCells,
  groupColumns,
  grouped,
  plain,
  type ResultTableModel,
  type TableWords,
} from './table-cells.ts';

/** The table of a retention analysis: a row for each cohort and bucket. */
export function retentionTable(result: AnalysisResult, words: TableWords): ResultTableModel {
  const { speech } = words;
  const groups = groupColumns(result, words);
  const { series } = result.chart as RetentionChart;
  const say = (id: string) => speech.say(`explore.${id}`);
  // The answer's rows stand in the order of the chart's series, each with its cells.
  const order = series.flatMap((one, index) => one.points.map(() => ({ one, pair: pairOf(result, index) })));
  return {
    columns: [
      { title: say('pair'), format: 'text' },
      ...groups,
      { title: say('cohort'), format: 'text' },
      { title: say('bucket'), format: 'text' },
      { title: say('offset'), format: 'count' },
      { title: say('cohortUsers'), format: 'count' },
      { title: say('cameBack'), format: 'count' },
      { title: say('rate'), format: 'rate' },
    ],
    rows: result.rows.map((row, index) => {
      const [cohort, bucket, offset, size, users, rate] = row.slice(1 + groups.length);
      const { one, pair } = order[index] ?? {};
      const address = { pair: pair ?? 0, cohort, ...grouped(one?.key) };
      return [
        plain(words.series.pair(pair ?? 0)),
        ...groupCells({ key: one?.key }, groups.length),
        plain(words.buckets.short(String(cohort))),
        plain(words.buckets.short(String(bucket))),
        plain(offset ?? null),
        { value: size ?? null, behind: { cell: address, unit: 'user' as const } },
        { value: users ?? null, behind: { cell: { ...address, bucket }, unit: 'user' as const } },
        plain(rate ?? null),
      ];
    }),
  };
}
