import type { AnalysisResult } from '@millstream/studio/spec';
import type { ComparedRow, Comparison } from './compared-figure.ts';
import { type FunnelGroup, funnelGroups } from './funnel-groups.ts';
import { groupCells, groupColumns, grouped, plain, type TableWords } from './table-cells.ts';

const keyOf = ({ key }: FunnelGroup) => JSON.stringify(key ?? null);
const rateOf = (group: FunnelGroup | undefined, index: number): number | null => {
  const first = group?.steps[0]?.count ?? 0;
  const count = group?.steps[index]?.count;
  return first === 0 || count === undefined ? null : count / first;
};

/** A funnel over both ranges: a row for each group and step. A group that one range does not show has no figures there. */
export function comparedFunnel(
  result: AnalysisResult,
  compared: AnalysisResult,
  words: TableWords,
): Comparison {
  const { spec } = result;
  const { say } = words.speech;
  const groups = groupColumns(result, words);
  const [now, before] = [funnelGroups(result), funnelGroups(compared)];
  const shown = new Map([...now, ...before].map((group) => [keyOf(group), group]));
  const isUsers = spec.kind === 'funnel' && spec.funnel.metric === 'userCount';
  return {
    names: [...groups, { title: say('explore.step'), format: 'text' }],
    titles: [
      say(isUsers ? 'explore.compared.users' : 'explore.compared.events'),
      say('explore.totalConversion'),
    ],
    rows: [...shown].flatMap(([key, group]) => {
      const [own, other] = [now, before].map((list) => list.find((one) => keyOf(one) === key));
      return group.steps.map(
        ({ step }, index): ComparedRow => ({
          names: [...groupCells(group, groups.length), plain(`${step} ${words.series.step(step)}`)],
          figures: [
            {
              format: 'count',
              now: own?.steps[index]?.count ?? null,
              before: other?.steps[index]?.count ?? null,
              behind: {
                cell: { step, ...grouped(group.key) },
                unit: isUsers ? 'user' : 'event',
                ...grouped(group.key),
              },
            },
            { format: 'rate', now: rateOf(own, index), before: rateOf(other, index) },
          ],
        }),
      );
    }),
  };
}
