import type { Command } from './command.ts';

/** Whether two words differ by at most `most` typing errors: a letter more, less, other, or two swapped. */
export function isNear(a: string, b: string, most: number): boolean {
  if (Math.abs(a.length - b.length) > most) return false;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    if (Math.min(...row) > most) return false;
    before = last;
    last = row;
  }
  return (last[b.length] ?? Number.POSITIVE_INFINITY) <= most;
}

/** Typing errors that a word may have. */
const errorsOf = (word: string) => (word.length >= 7 ? 2 : word.length >= 4 ? 1 : 0);

/** How well one typed word fits a text; 0 = not at all. */
function fit(word: string, text: string, words: readonly string[]): number {
  if (text.startsWith(word)) return 100;
  if (words.some((one) => one.startsWith(word))) return 80;
  if (text.includes(word)) return 60;
  const errors = errorsOf(word);
  // Hardly anybody mistypes the first letter; looking at it first leaves few words to compare.
  const isClose = (one: string) =>
    (one[0] === word[0] || one[0] === word[1]) &&
    (isNear(word, one, errors) || isNear(word, one.slice(0, word.length), errors));
  return errors > 0 && words.some(isClose) ? 40 : 0;
}

const partsOf = (text: string) => text.split(/[\s_\-/.:·()（）]+/u).filter((part) => part !== '');

interface Indexed {
  readonly text: string;
  readonly all: string;
  readonly words: readonly string[];
}

const index = new WeakMap<Command, Indexed>();

/** A command's texts as they are compared; made once. */
function indexed(command: Command): Indexed {
  let known = index.get(command);
  if (known === undefined) {
    const text = command.text.toLowerCase();
    const all = `${text} ${(command.words ?? '').toLowerCase()}`;
    known = { text, all, words: partsOf(all) };
    index.set(command, known);
  }
  return known;
}

/** What fits all typed words, best first; recent ones win among equals. Without words: recent ones, then the rest. */
export function rankCommands(
  commands: readonly Command[],
  query: string,
  recent: readonly string[],
): readonly Command[] {
  const typed = partsOf(query.toLowerCase());
  const recency = new Map(recent.map((id, at) => [id, recent.length - at]));
  const ranked = commands.flatMap((command, at) => {
    const { text, all, words } = indexed(command);
    const fits = typed.map((word) => Math.max(fit(word, text, words), all.includes(word) ? 50 : 0));
    if (fits.some((one) => one === 0)) return [];
    const bonus = (recency.get(command.id) ?? 0) * (typed.length === 0 ? 1_000 : 2);
    return [{ command, at, score: fits.reduce((sum, one) => sum + one, 0) + bonus }];
  });
  return ranked.toSorted((a, b) => b.score - a.score || a.at - b.at).map(({ command }) => command);
}
