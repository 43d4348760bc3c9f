/** Something with a name to show that shall be told from the others of its list. */
interface Named {
  readonly name: string;
  readonly displayName: string;
  readonly type?: string;
}

/**
 * Makes display names of a list distinct: entries that share one get `(type)`; if that does not tell them apart, the raw
 * name as well.
 */
export function withDistinctNames<Entry extends Named>(entries: readonly Entry[]): readonly Entry[] {
  const byType = renameShared(entries, ({ displayName, type }) =>
    type === undefined ? displayName : `${displayName} (${type})`,
  );
  return renameShared(byType, ({ displayName, name }) => `${displayName} (${name})`);
}

function renameShared<Entry extends Named>(
  entries: readonly Entry[],
  rename: (entry: Entry) => string,
): readonly Entry[] {
  const counts = Map.groupBy(entries, ({ displayName }) => displayName);
  return entries.map((entry) =>
    (counts.get(entry.displayName)?.length ?? 0) > 1 ? { ...entry, displayName: rename(entry) } : entry,
  );
}
