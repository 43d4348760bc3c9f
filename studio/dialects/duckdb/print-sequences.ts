import { sequenceColumns } from '../../plan/plan-builder.ts';
import type { Sequences } from '../../plan/relation.ts';

/**
 * Sequences by one aggregation into lists. Measured on 5 million rows in 1.4 million groups: a third of the time of window
 * functions, which sort all rows of all groups once for each of them.
 */
export function printSequences(sequences: Sequences, quote: (name: string) => string): string {
  const { step, groupBy, orderBy, label, mergesRuns, fromEnd, length } = sequences;
  const group = groupBy.map(quote).join(', ');
  // Compared from the first field on; the label is last, so it decides nothing.
  const fields = [...orderBy, label].map((name, index) => `'k${index}': ${quote(name)}`);
  const sorted = `list_transform(list_sort(list({${fields.join(', ')}})), lambda x: x.k${orderBy.length})`;
  const merged = mergesRuns ? 'list_filter(l, lambda x, i: i = 1 OR l[i - 1] <> x)' : 'l';
  const turned = fromEnd ? `list_reverse(${merged})` : merged;
  const start = 'list_position(list_transform(l, lambda x: x % 2), 1)';
  const places = sequenceColumns(length).map(
    (name, index) => `coalesce(l[start + ${index}], 0) AS ${quote(name)}`,
  );
  return [
    `SELECT ${[group, ...places].join(', ')}`,
    ` FROM (SELECT ${group}, l, ${start} AS start`,
    ` FROM (SELECT ${group}, ${turned} AS l`,
    ` FROM (SELECT ${group}, ${sorted} AS l FROM ${quote(step)} GROUP BY ALL)))`,
    ' WHERE start > 0',
  ].join('');
}
