import { type Clock, CodedError } from '@millstream/core';
import type { PluginManifest } from '@millstream/processing';
import type { Kysely, Selectable } from 'kysely';
import type { ConsoleTables } from '../store/console-database.ts';
import type { OperationTables } from '../store/operation-tables.ts';

/** What a trial run at the upload showed. */
export interface PluginTrialRun {
  /** Time for each record or row, microseconds; null when the trial had problems. */
  readonly itemMicros: number | null;
  /** Time until it could start, ms. */
  readonly prepareMs: number;
  readonly problems: readonly string[];
}

/** One uploaded version of a plug-in. */
export interface PluginVersion {
  readonly name: string;
  readonly version: string;
  readonly kind: PluginManifest['kind'];
  /** SHA-256 of the upload, hexadecimal. */
  readonly hash: string;
  readonly description: string;
  readonly manifest: PluginManifest;
  readonly bytes: number;
  readonly bundleBytes: number;
  readonly trial: PluginTrialRun;
  readonly uploadedBy: string;
  readonly uploadedAtMs: number;
}

/** Versions of plug-ins that people uploaded. */
export interface PluginStore {
  /** By name, newest upload first. */
  list(): Promise<readonly PluginVersion[]>;
  /** @throws CodedError NOT_FOUND */
  get(name: string, version: string): Promise<PluginVersion>;
  /** Adds a version; the same content again is no change. @throws CodedError PLUGIN_VERSION_EXISTS */
  add(version: Omit<PluginVersion, 'uploadedAtMs'>): Promise<PluginVersion>;
  remove(name: string, version: string): Promise<void>;
}

function toVersion(row: Selectable<OperationTables['plugin_version']>): PluginVersion {
  return {
    name: row.name,
    version: row.version,
    // Written by `add` from checked values.
    kind: row.kind as PluginVersion['kind'],
    hash: row.hash,
    description: row.description,
    manifest: JSON.parse(row.manifest) as PluginManifest,
    bytes: row.bytes,
    bundleBytes: row.bundle_bytes,
    trial: JSON.parse(row.trial) as PluginTrialRun,
    uploadedBy: row.uploaded_by,
    uploadedAtMs: row.uploaded_at,
  };
}

/** The uploaded plug-ins in an open console database. */
export function createPluginStore(database: Kysely<ConsoleTables>, clock: Clock): PluginStore {
  async function find(name: string, version: string): Promise<PluginVersion | null> {
    const row = await database
      .selectFrom('plugin_version')
      .selectAll()
      .where('name', '=', name)
      .where('version', '=', version)
      .executeTakeFirst();
    return row === undefined ? null : toVersion(row);
  }

  async function get(name: string, version: string): Promise<PluginVersion> {
    const found = await find(name, version);
    if (found === null) throw new CodedError('NOT_FOUND', { what: `The plug-in ${name} ${version}` });
    return found;
  }

  return {
    async list() {
      const rows = await database
        .selectFrom('plugin_version')
        .selectAll()
        .orderBy('name')
        .orderBy('uploaded_at', 'desc')
        .execute();
      return rows.map(toVersion);
    },
    get,
    async add(version) {
      const { manifest, trial, bundleBytes, uploadedBy, ...rest } = version;
      await database
        .insertInto('plugin_version')
        .values({
          ...rest,
          manifest: JSON.stringify(manifest),
          trial: JSON.stringify(trial),
          bundle_bytes: bundleBytes,
          uploaded_by: uploadedBy,
          uploaded_at: clock.now(),
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const stored = await get(version.name, version.version);
      if (stored.hash !== version.hash)
        throw new CodedError('PLUGIN_VERSION_EXISTS', { name: version.name, version: version.version });
      return stored;
    },
    async remove(name, version) {
      await get(name, version);
      await database
        .deleteFrom('plugin_version')
        .where('name', '=', name)
        .where('version', '=', version)
        .execute();
    },
  };
}
