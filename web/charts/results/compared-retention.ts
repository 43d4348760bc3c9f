import type { AnalysisResult, RetentionChart, RetentionSeries } from '@millstream/studio/spec';
import type { ComparedRow, Comparison } from './compared-figure.ts';
import { pairOf, weightedRates } from './retention-heat.ts';
import { groupCells, groupColumns, plain, type TableWords } from './table-cells.ts';

/** All cohorts of a pair and group. */
interface Cohorts {
  readonly pair: number;
  readonly series: readonly RetentionSeries[];
}

function cohortsOf(result: AnalysisResult): ReadonlyMap<string, Cohorts> {
  const { series } = result.chart as RetentionChart;
  const placed = series.map((one, index) => ({ one, pair: pairOf(result, index) }));
  const groups = Map.groupBy(placed, ({ one, pair }) => JSON.stringify([pair, one.key ?? null]));
  return new Map(
    [...groups].map(([key, list]) => [key, { pair: list[0]?.pair ?? 0, series: list.map(({ one }) => one) }]),
  );
}

/** Users of all cohorts that have a cell at an offset, and those of them who came back. */
function usersAt(cohorts: Cohorts | undefined, offset: number) {
  const known = (cohorts?.series ?? []).filter(({ users }) => typeof users[offset] === 'number');
  const sum = (of: (one: RetentionSeries) => number) => known.reduce((total, one) => total + of(one), 0);
  return known.length === 0
    ? { size: null, stayed: null }
    : { size: sum(({ cohortUsers }) => cohortUsers), stayed: sum(({ users }) => users[offset] ?? 0) };
}

/**
 * Retention over both ranges: a row for each pair, group and offset, all cohorts together by their sizes. Offsets that lie in
 * the future of both ranges are left out.
 */
export function comparedRetention(
  result: AnalysisResult,
  compared: AnalysisResult,
  words: TableWords,
): Comparison {
  const { say } = words.speech;
  const groups = groupColumns(result, words);
  const show = result.spec.kind === 'retention' ? result.spec.retention.show : 'retention';
  const [now, before] = [cohortsOf(result), cohortsOf(compared)];
  const lengthOf = ({ chart }: AnalysisResult) => (chart as RetentionChart).x.length;
  const offsets = Array.from({ length: Math.max(lengthOf(result), lengthOf(compared)) }, (_, at) => at);
  return {
    names: [
      { title: say('explore.pair'), format: 'text' },
      ...groups,
      { title: say('explore.offset'), format: 'count' },
    ],
    titles: [say('explore.cohortUsers'), say('explore.cameBack'), say('explore.rate')],
    rows: [...new Set([...now.keys(), ...before.keys()])].flatMap((key) => {
      const [own, other] = [now.get(key), before.get(key)];
      const { pair = 0, series = [] } = own ?? other ?? {};
      const rates = [own, other].map((cohorts) => weightedRates(cohorts?.series ?? [], show));
      return offsets.flatMap((offset): readonly ComparedRow[] => {
        const [users, old] = [usersAt(own, offset), usersAt(other, offset)];
        if (users.size === null && old.size === null) return [];
        return [
          {
            names: [
              plain(words.series.pair(pair)),
              ...groupCells({ key: series[0]?.key }, groups.length),
              plain(offset),
            ],
            figures: [
              { format: 'count', now: users.size, before: old.size },
              { format: 'count', now: users.stayed, before: old.stayed },
              { format: 'rate', now: rates[0]?.[offset] ?? null, before: rates[1]?.[offset] ?? null },
            ],
          },
        ];
      });
    }),
  };
}
