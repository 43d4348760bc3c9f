import { useApi } from '../../../api/use-api.ts';

/** A plug-in with its versions, newest first. */
export interface PluginEntry {
  readonly name: string;
  readonly kind: 'transformer' | 'enrichment';
  readonly versions: readonly { readonly version: string }[];
}

/** One uploaded version as the API lists it, newest first. */
interface ListedVersion {
  readonly name: string;
  readonly version: string;
  readonly kind: PluginEntry['kind'];
}

/** Uploaded plug-ins; none while the list cannot be read. */
export function usePlugins(): readonly PluginEntry[] {
  const { data } = useApi<{ readonly plugins: readonly ListedVersion[] }>(
    { path: '/plugins' },
    { staleMs: 30_000 },
  );
  const byName = new Map<string, PluginEntry>();
  for (const { name, kind, version } of data?.plugins ?? []) {
    const known = byName.get(name)?.versions ?? [];
    byName.set(name, { name, kind, versions: [...known, { version }] });
  }
  return [...byName.values()];
}
