import type { GroupKey } from '../drill/group-key.ts';
import { countIn, type EngineRow, textIn } from './engine-row.ts';
import { groupLabel, otherLabel } from './group-label.ts';

/** A group that a result shows: one key, or all the rest. */
export interface ShownGroup {
  /** From 1 by size; the rest has the one after the last; 0 = no grouping. */
  readonly rank: number;
  /** As the engine has it, for asking what lies behind a number. */
  readonly key: GroupKey;
  /** One label a group field; two keys may share them. */
  readonly labels: readonly string[];
}

/** Rank of the groups that are not shown one by one. */
export const otherRank = (topN: number): number => topN + 1;

/**
 * The shown groups in order, the rest last. `rows` are one a shown key with its `rank` and `g1`, `g2`, …; without group
 * fields there is one group that holds everything.
 */
export function shownGroups(
  rows: readonly EngineRow[],
  options: { readonly fieldCount: number; readonly topN: number; readonly hasRest: boolean },
): readonly ShownGroup[] {
  const fields = Array.from({ length: options.fieldCount }, (_, index) => `g${index + 1}`);
  if (fields.length === 0) return [{ rank: 0, key: [], labels: [] }];
  const groups = rows
    .map((row): ShownGroup => {
      const key = fields.map((field) => textIn(row, field));
      return { rank: countIn(row, 'rank'), key, labels: key.map(groupLabel) };
    })
    .sort((a, b) => a.rank - b.rank);
  const rest: ShownGroup = {
    rank: otherRank(options.topN),
    key: 'other',
    labels: fields.map(() => otherLabel),
  };
  return options.hasRest ? [...groups, rest] : groups;
}

/** Name and key of a group for a chart's series; nothing without grouping. */
export function seriesGroup({ key, labels }: ShownGroup): {
  readonly group?: string;
  readonly key?: GroupKey;
} {
  return labels.length === 0 ? {} : { group: labels.join(' / '), key };
}

/** What a reader must know when not all groups are shown. */
export function groupWarnings(groupCount: number, topN: number): readonly string[] {
  return groupCount > topN
    ? [`TOP_GROUPS: ${topN} of ${groupCount} groups are shown; the rest is (other).`]
    : [];
}
