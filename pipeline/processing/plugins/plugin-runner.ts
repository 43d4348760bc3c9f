import { CodedError, type Logger } from '@millstream/core';
import type { SourceRecord } from '../clean/source-record.ts';
import type { EventRow } from '../rows/event-row.ts';
import { applyChanges } from './apply-changes.ts';
import type { JsonValue, RecordField } from './define-plugin.ts';
import { createPluginProcess, type PluginProcess } from './plugin-process.ts';
import type { PreparedPlugin } from './prepare-plugins.ts';
import { columnLists } from './row-columns.ts';
import { runInSlices } from './run-in-slices.ts';
import type { SandboxFailure } from './sandbox/sandbox-failure.ts';
import { defaultSandboxLimits, type SandboxLimits } from './sandbox/sandbox-limits.ts';
import type { ColumnLists } from './sandbox/sandbox-messages.ts';
import { type RejectedByPlugin, transformedRecords } from './transformed-records.ts';

/** What a transformer plug-in made of one record. */
export type TransformedRecord =
  /** Events in the shape of the event protocol, and what could not become one. */
  | {
      readonly kind: 'events';
      readonly events: readonly unknown[];
      readonly rejects: readonly RejectedByPlugin[];
    }
  /** The plug-in broke on it: quarantine the record as `plugin_failed`. */
  | { readonly kind: 'failed'; readonly detail: string };

/** What an enrichment plug-in did to a list of rows; they are changed in place. */
export interface EnrichedRows {
  /** Reason by position of the rows to quarantine as `plugin_rejected`. */
  readonly rejected: ReadonlyMap<number, string>;
  /** Rows that stayed as they were because the plug-in broke on them. */
  readonly failedRows: number;
}

/** What a plug-in did since the runner was made. */
export interface PluginCounts {
  /** Records or rows given to it. */
  given: number;
  /** Rows it changed, or events it made. */
  made: number;
  rejected: number;
  /** Records or rows it broke on. */
  failed: number;
  /** Why it broke last. */
  lastFailure: string | null;
}

/** Runs plug-ins for one thread. */
export interface PluginRunner {
  /** One result for each record, in order. `name` must be a transformer. */
  transform(name: string, records: readonly SourceRecord[]): Promise<readonly TransformedRecord[]>;
  /** Changes the rows in place. `name` must be an enrichment. */
  enrich(name: string, rows: readonly EventRow[]): Promise<EnrichedRows>;
  readonly counts: ReadonlyMap<string, Readonly<PluginCounts>>;
  /** Processes that run now; none when idle. */
  readonly pids: readonly number[];
  /** Ends the processes; the runner can be used again. */
  close(): Promise<void>;
}

/** What a runner needs. */
export interface PluginRunnerOptions {
  /** From `preparePlugins`. */
  readonly plugins: readonly PreparedPlugin[];
  /** Registered apps. @default none */
  readonly apps?: readonly string[];
  /** Rules by app, shown to plug-ins as they are. @default none */
  readonly rules?: Readonly<Record<string, JsonValue>>;
  readonly limits?: Partial<SandboxLimits>;
  readonly logger: Logger;
}

const rowsPerCall = 1000;
/** Fewer records than rows: a body may have a megabyte. */
const recordsPerCall = 100;

const fieldOf: Record<RecordField, (record: SourceRecord) => unknown> = {
  data: ({ data }) => data,
  appId: ({ appId }) => appId || undefined,
  uri: ({ uri }) => uri,
  ua: ({ ua }) => ua,
  ip: ({ ip }) => ip,
  rid: ({ rid }) => rid,
  ingest_time: ({ ingestMs }) => ingestMs,
  client_timestamp: ({ uploadMs }) => uploadMs,
};

function recordLists(records: readonly SourceRecord[], reads: readonly RecordField[]): ColumnLists {
  return Object.fromEntries(reads.map((field) => [field, records.map(fieldOf[field])]));
}

interface Entry {
  readonly plugin: PreparedPlugin;
  readonly process: PluginProcess;
  readonly counts: PluginCounts;
}

/**
 * Makes the runner of a thread's plug-ins. A plug-in cannot break the host: what it fails on is told in the result, under
 * its name, and nothing is thrown but bugs.
 */
export function createPluginRunner(options: PluginRunnerOptions): PluginRunner {
  const limits = { ...defaultSandboxLimits, ...options.limits };
  const { apps = [], rules = {}, logger } = options;
  const entries = new Map<string, Entry>(
    options.plugins.map((plugin) => [
      plugin.manifest.name,
      {
        plugin,
        process: createPluginProcess(plugin, { apps, rules, limits, logger }),
        counts: { given: 0, made: 0, rejected: 0, failed: 0, lastFailure: null },
      },
    ]),
  );
  function entryOf(name: string): Entry {
    const entry = entries.get(name);
    if (!entry) throw new CodedError('PLUGIN_INVALID', { path: name, problems: 'no plug-in has this name' });
    return entry;
  }
  /** Counts and logs a failure; returns its reason. */
  function failed({ plugin, counts }: Entry, failure: SandboxFailure, items: number): string {
    const { name } = plugin.manifest;
    const reason = failure.message.split('\n')[0] ?? '';
    counts.failed += items;
    counts.lastFailure = reason;
    const error = new CodedError('PLUGIN_FAILED', { plugin: name, reason });
    logger.warn({ code: error.code, plugin: name, kind: failure.kind, items }, failure.message);
    return reason;
  }

  async function transform(name: string, records: readonly SourceRecord[]): Promise<TransformedRecord[]> {
    const entry = entryOf(name);
    const { counts, process } = entry;
    const { manifest } = entry.plugin;
    if (manifest.kind !== 'transformer') throw new TypeError(`${name} is not a transformer`);
    const results: TransformedRecord[] = [];
    counts.given += records.length;
    await runInSlices(records, {
      sliceSize: recordsPerCall,
      async call(slice) {
        const columns = recordLists(slice, manifest.reads);
        return transformedRecords(
          await process.call({ kind: 'transform', count: slice.length, columns }),
          slice.length,
        );
      },
      onDone(made) {
        for (const { events, rejects } of made) {
          counts.made += events.length;
          counts.rejected += rejects.length;
          results.push({ kind: 'events', events, rejects });
        }
      },
      onFailed(failure, slice) {
        const detail = failed(entry, failure, slice.length);
        for (const _ of slice) results.push({ kind: 'failed', detail });
      },
    });
    return results;
  }

  async function enrich(name: string, rows: readonly EventRow[]): Promise<EnrichedRows> {
    const entry = entryOf(name);
    const { counts, process } = entry;
    const { manifest } = entry.plugin;
    if (manifest.kind !== 'enrichment') throw new TypeError(`${name} is not an enrichment`);
    const rejected = new Map<number, string>();
    let failedRows = 0;
    counts.given += rows.length;
    await runInSlices(rows, {
      sliceSize: rowsPerCall,
      async call(slice) {
        const columns = columnLists(slice, manifest.reads);
        return applyChanges(slice, await process.call({ kind: 'enrich', count: slice.length, columns }));
      },
      onDone(applied, _slice, start) {
        counts.made += applied.changedRows;
        counts.rejected += applied.rejected.size;
        for (const [index, reason] of applied.rejected) rejected.set(start + index, reason);
      },
      onFailed(failure, slice) {
        failed(entry, failure, slice.length);
        failedRows += slice.length;
      },
    });
    return { rejected, failedRows };
  }

  return {
    transform,
    enrich,
    counts: new Map([...entries].map(([name, { counts }]) => [name, counts])),
    get pids() {
      return [...entries.values()].flatMap(({ process: { pid } }) => (pid === undefined ? [] : [pid]));
    },
    async close() {
      await Promise.all([...entries.values()].map(({ process }) => process.close()));
    },
  };
}
