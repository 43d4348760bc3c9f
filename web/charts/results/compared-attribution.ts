import type { AnalysisResult, AttributionChart } from '@millstream/studio/spec';
import type { ComparedRow, Comparison } from './compared-figure.ts';
import { plain, type TableWords } from './table-cells.ts';

/** An attribution analysis over both ranges: a row for each touchpoint, and what none of them earned. */
export function comparedAttribution(
  result: AnalysisResult,
  compared: AnalysisResult,
  words: TableWords,
): Comparison {
  const { say } = words.speech;
  const [now, before] = [result, compared].map(({ chart }) => chart as AttributionChart);
  const rows = (now?.bars ?? []).map((bar, touchpoint): ComparedRow => {
    const old = before?.bars[touchpoint];
    return {
      names: [plain(words.series.touchpoint(touchpoint))],
      figures: [
        {
          format: 'count',
          now: bar.triggers,
          before: old?.triggers ?? null,
          behind: { cell: { type: 'triggers', touchpoint }, unit: 'event' },
        },
        {
          format: 'count',
          now: bar.triggersWithConversion,
          before: old?.triggersWithConversion ?? null,
          behind: { cell: { type: 'triggersWithConversion', touchpoint }, unit: 'event' },
        },
        { format: 'number', now: bar.contribution, before: old?.contribution ?? null },
        { format: 'rate', now: bar.contributionRate, before: old?.contributionRate ?? null },
      ],
    };
  });
  const none = { now: null, before: null };
  const rest: ComparedRow = {
    names: [plain(say('explore.unattributed'))],
    figures: [
      { format: 'count', ...none },
      { format: 'count', ...none },
      {
        format: 'number',
        now: now?.unattributed.contribution ?? null,
        before: before?.unattributed.contribution ?? null,
      },
      { format: 'rate', ...none },
    ],
  };
  return {
    names: [{ title: say('explore.touchpoint'), format: 'text' }],
    titles: [
      say('explore.triggers'),
      say('explore.triggersWithConversion'),
      say('explore.contribution'),
      say('explore.contributionRate'),
    ],
    rows: [...rows, rest],
  };
}
