import { keyNames } from '../base/top-groups.ts';
import type { Expression } from '../plan/expression.ts';
import { and, equal, integer, sameAs, text } from '../plan/expressions.ts';
import { otherRank } from '../result/shown-groups.ts';
import { unknownCell } from './cell-bucket.ts';
import type { GroupKey } from './group-key.ts';

/**
 * Whether a row belongs to a cell's group: by its raw keys `g1`, `g2`, …, or by its `rank` for the rest.
 * @throws CodedError CELL_UNKNOWN when the cell names no group of a grouped result, or has another number of values
 */
export function inGroup(
  group: GroupKey | undefined,
  column: (name: string) => Expression,
  { fieldCount, topN }: { readonly fieldCount: number; readonly topN: number },
): Expression {
  if (group === 'other' && fieldCount > 0) return equal(column('rank'), integer(otherRank(topN)));
  const values = group === undefined || group === 'other' ? [] : group;
  if (values.length !== fieldCount || (group === 'other' && fieldCount === 0)) {
    throw unknownCell(`the group has ${values.length} values, the analysis groups by ${fieldCount}`);
  }
  return and(...keyNames(fieldCount).map((key, at) => sameAs(column(key), text(values[at] ?? null))));
}
