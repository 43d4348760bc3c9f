import type { Sequences } from '../../plan/relation.ts';
import { type OrderedLists, printLists, printSequences, structLists } from './print-sequences.ts';

type Quote = (name: string) => string;

/** Bits of a whole number >= 0 of 64 bits. */
const allBits = 63;
/** Events of one person in one millisecond that the packed order tells apart, at least, as bits. */
const fewestTieBits = 6;
/** Bits of labels whose number is not known: two million labels. */
const unknownLabelBits = 22;

/**
 * Sequences over the narrow view, where time and `tie` alone are the order: moment, tie and label become one whole number,
 * sorted in two thirds of the time and a fifth of the memory of a list of their rows. Sessions with more events in one
 * millisecond, or more labels, than the bits tell apart are ordered in the general way.
 */
export function printPackedSequences(sequences: Sequences, quote: Quote): string {
  const [time = '', tie = ''] = sequences.orderBy;
  const { groupBy, label, within, largestLabel, step } = sequences;
  const [person = ''] = groupBy;
  const labelBits = largestLabel === undefined ? unknownLabelBits : bitsOf(largestLabel);
  const tieBits = Math.min(31, allBits - labelBits - bitsOf(within.toMs - within.fromMs));
  if (tieBits < fewestTieBits) return printSequences(sequences, quote);
  const [tieEnd, labelEnd] = [2 ** tieBits, 2 ** labelBits];
  const fits = `max(${quote(tie)}) < ${tieEnd} AND max(${quote(label)}) < ${labelEnd}`;
  const number = [
    // In 64 bits before it is multiplied: the narrow view's numbers are smaller.
    `CAST(${quote(time)} - ${within.fromMs} AS BIGINT) * ${tieEnd * labelEnd}`,
    `CAST(least(${quote(tie)}, ${tieEnd - 1}) AS BIGINT) * ${labelEnd}`,
    `least(${quote(label)}, ${labelEnd - 1})`,
  ].join(' + ');
  const packed: OrderedLists = {
    labels: `list_transform(list_sort(list(${number})), lambda x: CAST(x & ${labelEnd - 1} AS INTEGER))`,
    having: fits,
  };
  const unfit = `${quote(tie)} >= ${tieEnd} OR ${quote(label)} >= ${labelEnd}`;
  const general: OrderedLists = {
    ...structLists(sequences, quote),
    where: `${quote(person)} IN (SELECT ${quote(person)} FROM ${quote(step)} WHERE ${unfit})`,
    having: `NOT (${fits})`,
  };
  return `${printLists(sequences, packed, quote)}\n  UNION ALL\n  ${printLists(sequences, general, quote)}`;
}

/** Bits that whole numbers from 0 to this one need. */
function bitsOf(largest: number): number {
  return Math.max(1, Math.ceil(Math.log2(largest + 1)));
}
