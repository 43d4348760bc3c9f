/** Says which apps events may belong to. */
export interface RegisteredApps {
  has(appId: unknown): boolean;
}

const anyApp: RegisteredApps = { has: (appId) => typeof appId === 'string' && appId.trim() !== '' };

/** The apps of a list, by exact match; every non-blank id when the list is null. */
export function registeredApps(apps: readonly string[] | null): RegisteredApps {
  if (apps === null) return anyApp;
  const ids: ReadonlySet<unknown> = new Set(apps);
  return { has: (appId) => ids.has(appId) };
}
