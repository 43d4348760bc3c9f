import type { EntityEdit, TextLanguage } from './metadata-api.ts';

/** A raw value and the name to show for it. */
export type NamedValue = readonly [value: string, name: string];

/** An edit with names of values changed in one language; an empty name, or the value itself, takes the entry's name away. */
export function withNames(
  edit: EntityEdit,
  language: TextLanguage,
  pairs: readonly NamedValue[],
): EntityEdit {
  const entries = new Map(edit.dictionary.map((entry) => [entry.value, entry.displayValues]));
  for (const [value, name] of pairs) {
    const { [language]: _before, ...others } = entries.get(value) ?? {};
    entries.set(value, name === '' || name === value ? others : { ...others, [language]: name });
  }
  const dictionary = [...entries]
    .filter(([, displayValues]) => Object.keys(displayValues).length > 0)
    .map(([value, displayValues]) => ({ value, displayValues }));
  return { ...edit, dictionary };
}

/** Pairs of two pasted columns (tabs, as spreadsheets copy them, or commas); lines without two columns are counted. */
export function pairsOf(text: string): {
  readonly pairs: readonly NamedValue[];
  readonly wrongLines: number;
} {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const pairs = lines.flatMap((line): NamedValue[] => {
    const at = line.includes('\t') ? line.indexOf('\t') : line.indexOf(',');
    if (at <= 0) return [];
    const [value, name] = [line.slice(0, at), line.slice(at + 1)].map((part) =>
      part
        .trim()
        .replace(/^"(.*)"$/s, '$1')
        .replaceAll('""', '"'),
    );
    return value === undefined || name === undefined || value === '' || name === '' ? [] : [[value, name]];
  });
  return { pairs, wrongLines: lines.length - pairs.length };
}
