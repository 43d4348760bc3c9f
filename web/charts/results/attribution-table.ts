import type { AnalysisResult, AttributionChart } from '@millstream/studio/spec';
import { plain, type ResultTableModel, type TableWords } from './table-cells.ts';

/** The table of an attribution analysis: a row for each touchpoint, and what none of them earned. */
export function attributionTable(result: AnalysisResult, words: TableWords): ResultTableModel {
  const say = (id: string) => words.speech.say(`explore.${id}`);
  const { bars } = result.chart as AttributionChart;
  return {
    columns: [
      { title: say('touchpoint'), format: 'text' },
      { title: say('triggers'), format: 'count' },
      { title: say('conversions'), format: 'count' },
      { title: say('triggersWithConversion'), format: 'count' },
      { title: say('contribution'), format: 'number' },
      { title: say('contributionRate'), format: 'rate' },
    ],
    rows: result.rows.map((row, touchpoint) => {
      const [, triggers = null, conversions = null, converting = null, contribution = null, rate = null] =
        row;
      const isRest = touchpoint >= bars.length;
      const unattributed = result.totals?.unattributed ?? 0;
      const behind = (cell: Readonly<Record<string, unknown>>) => ({
        behind: { cell, unit: 'event' as const },
      });
      if (isRest) {
        return [
          plain(say('unattributed')),
          plain(null),
          { value: unattributed, ...behind({ type: 'unattributed' }) },
          plain(null),
          plain(contribution),
          plain(null),
        ];
      }
      return [
        plain(words.series.touchpoint(touchpoint)),
        { value: triggers, ...behind({ type: 'triggers', touchpoint }) },
        { value: conversions, ...behind({ type: 'conversions' }) },
        { value: converting, ...behind({ type: 'triggersWithConversion', touchpoint }) },
        plain(contribution),
        plain(rate),
      ];
    }),
  };
}
