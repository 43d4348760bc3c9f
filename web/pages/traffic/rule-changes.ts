import type { Rules } from './traffic-api.ts';

/** Entries that were added, changed, taken away, and whether the order of rules is another one. */
export function countChanges(before: Rules, after: Rules): number {
  const sites = listChanges(
    before.categories.map((site) => [site.url, JSON.stringify(site)]),
    after.categories.map((site) => [site.url, JSON.stringify(site)]),
  );
  const channels = listChanges(
    before.channels.map((rule) => [String(rule.id), JSON.stringify(rule)]),
    after.channels.map((rule) => [String(rule.id), JSON.stringify(rule)]),
  );
  const kept = new Set(after.channels.map(({ id }) => id));
  const known = new Set(before.channels.map(({ id }) => id));
  const orderBefore = before.channels.filter(({ id }) => kept.has(id)).map(({ id }) => id);
  const orderAfter = after.channels.filter(({ id }) => known.has(id)).map(({ id }) => id);
  return sites + channels + (orderBefore.join('\n') === orderAfter.join('\n') ? 0 : 1);
}

function listChanges(
  before: readonly (readonly [key: string, text: string])[],
  after: readonly (readonly [key: string, text: string])[],
): number {
  const old = new Map(before);
  const now = new Map(after);
  const changed = [...now].filter(([key, text]) => old.get(key) !== text).length;
  return changed + [...old.keys()].filter((key) => !now.has(key)).length;
}

/** A list with one entry at another place. */
export function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const entry = list[from];
  if (entry === undefined || to < 0 || to >= list.length) return list;
  return list.toSpliced(from, 1).toSpliced(to, 0, entry);
}

/** A key that no entry has yet: the wanted one, with a number if it is taken. */
export function freeKey(wanted: string, taken: readonly string[]): string {
  const keys = new Set(taken);
  if (!keys.has(wanted)) return wanted;
  let number = 2;
  while (keys.has(`${wanted}_${number}`)) number += 1;
  return `${wanted}_${number}`;
}
