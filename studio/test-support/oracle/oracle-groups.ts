import { compareText } from '../../result/group-label.ts';
import type { GroupField } from '../../spec/field-ref.ts';
import type { CorpusEvent } from '../corpus.ts';
import type { OracleEvents } from './oracle-events.ts';

/** Raw values of an event's group fields; JSON, so that equal keys are equal texts. */
export function groupKeyOf(oracle: OracleEvents, fields: readonly GroupField[], event: CorpusEvent): string {
  const values = fields.map((field) => oracle.field(event, field));
  return JSON.stringify(values.map((value) => (value === null ? null : String(value))));
}

/** Labels of a key's values. */
export function labelsOf(key: string): readonly string[] {
  const values = JSON.parse(key) as (string | null)[];
  return values.map((value) => (value === null ? '(not set)' : value === '' ? '(empty)' : value));
}

/** Keys by value downwards, those without one last, ties by label, then by raw values. */
export function rankedKeys(values: ReadonlyMap<string, number | null>): readonly string[] {
  const raw = (key: string) =>
    (JSON.parse(key) as (string | null)[]).map((part) => (part === null ? '0' : `1${part}`)).join('\u0000');
  const label = (key: string) => labelsOf(key).join(' / ');
  return [...values]
    .sort(([a, x], [b, y]) => {
      if (x !== y) {
        if (x === null) return 1;
        if (y === null) return -1;
        return y - x;
      }
      return compareText(label(a), label(b)) || compareText(raw(a), raw(b));
    })
    .map(([key]) => key);
}

/** One group as an oracle counts it: its labels and which keys belong to it. */
export interface OracleGroup {
  readonly labels: readonly string[];
  readonly holds: (key: string) => boolean;
}

/** The shown groups in order, the rest last; without group fields everything is one group. */
export function oracleGroups(
  ranked: readonly string[],
  fields: readonly GroupField[],
  topN: number,
): readonly OracleGroup[] {
  if (fields.length === 0) return [{ labels: [], holds: () => true }];
  const shown = ranked.slice(0, topN);
  const groups = shown.map((key) => ({ labels: labelsOf(key), holds: (other: string) => other === key }));
  if (ranked.length <= topN) return groups;
  return [...groups, { labels: fields.map(() => '(other)'), holds: (key) => !shown.includes(key) }];
}
