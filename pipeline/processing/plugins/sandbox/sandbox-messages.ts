import type { JsonValue } from '../define-plugin.ts';

/** What a plug-in says about itself, before any check. */
export interface PluginClaims {
  readonly definition: unknown;
  readonly functions: readonly string[];
}

/** What a plug-in gets once, before its first batch. */
export interface SandboxStart {
  readonly config: Readonly<Record<string, unknown>>;
  readonly apps: readonly string[];
  readonly rules: Readonly<Record<string, JsonValue>>;
  readonly files: Readonly<Record<string, Uint8Array>>;
}

/** Values by column; each list has one value for each row. Cheaper than rows: names travel once. */
export type ColumnLists = Readonly<Record<string, readonly unknown[]>>;

/** Host to sandbox; one answer each. */
export type SandboxRequest =
  | { readonly kind: 'load'; readonly name: string; readonly source: string }
  | { readonly kind: 'start'; readonly start: SandboxStart }
  | { readonly kind: 'transform' | 'enrich'; readonly count: number; readonly columns: ColumnLists };

/** A line that the plug-in logged. */
export interface SandboxLogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
}

/** Changes of one column: positions of rows and their new values. */
export interface ColumnChange {
  readonly at: number[];
  readonly to: unknown[];
}

/** What an enrichment changed, by column; for custom parameters a row's list of [name, JSON text of the value]. */
export interface EnrichmentChanges {
  readonly columns: Readonly<Record<string, ColumnChange>>;
  readonly rejected: ColumnChange;
}

/** What a transformer made: per record a JSON array of events, and rejects. */
export interface TransformerOutput {
  readonly bodies: readonly string[];
  readonly rejects: readonly { readonly record: number; readonly reason: string; readonly text: string }[];
}

/** Sandbox to host. `result` is serialized, so that its size is known before it is sent. */
export type SandboxAnswer =
  | {
      readonly kind: 'done';
      readonly result: Uint8Array;
      readonly logs: readonly SandboxLogLine[];
      /** CPU time of the process so far. */
      readonly cpuMs: number;
    }
  | { readonly kind: 'failed'; readonly message: string; readonly logs: readonly SandboxLogLine[] };
