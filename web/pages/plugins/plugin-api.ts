/** One uploaded version of a plug-in (`GET /api/plugins`). */
export interface PluginVersion {
  readonly name: string;
  readonly version: string;
  readonly kind: 'transformer' | 'enrichment';
  readonly hash: string;
  readonly description: string;
  readonly manifest: {
    readonly reads: readonly string[];
    readonly files?: readonly string[];
    readonly configSchema?: Readonly<Record<string, unknown>>;
  };
  readonly bytes: number;
  readonly bundleBytes: number;
  readonly trial: {
    readonly itemMicros: number | null;
    readonly prepareMs: number;
    readonly problems: readonly string[];
  };
  readonly uploadedBy: string;
  readonly uploadedAtMs: number;
  /** Projects whose pipeline uses this version. */
  readonly usedBy: readonly string[];
}

/** The list of plug-ins. */
export interface PluginList {
  readonly plugins: readonly PluginVersion[];
  readonly builtIn: readonly { readonly name: string; readonly kind: 'transformer' | 'enrichment' }[];
}

/** A plug-in that a pipeline uses. */
export interface PluginUse {
  readonly name: string;
  readonly version: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** A value that the plug-in changed. */
export interface TriedChange {
  readonly column: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** An event that differs. */
export interface TriedDifference {
  readonly line: number;
  readonly eventIndex: number;
  readonly eventId: string | null;
  readonly eventName: string | null;
  readonly kind: 'changed' | 'added' | 'removed' | 'rejected' | 'rescued';
  readonly reason: string | null;
  readonly changes: readonly TriedChange[];
}

/** What a trial found; nothing was stored. */
export interface PluginTrial {
  readonly records: number;
  readonly before: { readonly events: number; readonly rejected: number };
  readonly after: { readonly events: number; readonly rejected: number };
  readonly differing: number;
  readonly differences: readonly TriedDifference[];
  readonly rejectedByReason: readonly { readonly reason: string; readonly count: number }[];
  readonly beforeMs: number;
  readonly afterMs: number;
}

/** Path of one version. */
export function versionPath({ name, version }: Pick<PluginVersion, 'name' | 'version'>): string {
  return `/plugins/${encodeURIComponent(name)}/${encodeURIComponent(version)}`;
}
