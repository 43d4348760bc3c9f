import { sequenceColumns } from '../../plan/plan-builder.ts';
import type { Sequences } from '../../plan/relation.ts';

type Quote = (name: string) => string;

/** How the rows of a group become a list of labels in order. */
export interface OrderedLists {
  /** Aggregate that makes the list. */
  readonly labels: string;
  /** Condition on the rows. */
  readonly where?: string;
  /** Condition on the groups, besides that they have a start. */
  readonly having?: string;
}

/**
 * Sequences by one aggregation into lists. Measured on 5 million rows in 1.4 million groups: a third of the time of window
 * functions, which sort all rows of all groups once for each of them.
 */
export function printSequences(sequences: Sequences, quote: Quote): string {
  return printLists(sequences, structLists(sequences, quote), quote);
}

/** Lists ordered by all columns of the order, whatever they are. */
export function structLists({ orderBy, label }: Sequences, quote: Quote): OrderedLists {
  // Compared from the first field on; the label is last, so it decides nothing.
  const values = [...orderBy.map(quote), `CAST(${quote(label)} AS INTEGER)`];
  const fields = values.map((value, index) => `'k${index}': ${value}`);
  const labels = `list_transform(list_sort(list({${fields.join(', ')}})), lambda x: x.k${orderBy.length})`;
  return { labels };
}

/** SELECT of the sequences over ordered lists. */
export function printLists(sequences: Sequences, lists: OrderedLists, quote: Quote): string {
  const { step, groupBy, label, mergesRuns, fromEnd, length } = sequences;
  const { labels, where, having } = lists;
  const group = groupBy.map(quote).join(', ');
  const merged = mergesRuns ? 'list_filter(l, lambda x, i: i = 1 OR l[i - 1] <> x)' : 'l';
  const turned = fromEnd ? `list_reverse(${merged})` : merged;
  const start = 'list_position(list_transform(l, lambda x: x % 2), 1)';
  const places = sequenceColumns(length).map(
    (name, index) => `coalesce(l[start + ${index}], 0) AS ${quote(name)}`,
  );
  // Groups without a start are left out before they are sorted; a condition on the list would work every list out twice.
  const kept = [`bool_or(${quote(label)} % 2 = 1)`, ...(having === undefined ? [] : [having])];
  return [
    `SELECT ${[group, ...places].join(', ')}`,
    ` FROM (SELECT ${group}, l, ${start} AS start`,
    ` FROM (SELECT ${group}, ${turned} AS l`,
    ` FROM (SELECT ${group}, ${labels} AS l FROM ${quote(step)}`,
    where === undefined ? '' : ` WHERE ${where}`,
    ` GROUP BY ALL HAVING ${kept.join(' AND ')})))`,
  ].join('');
}
