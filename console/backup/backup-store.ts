import { type Clock, CodedError } from '@millstream/core';
import type { Kysely, Selectable } from 'kysely';
import type { ConsoleTables } from '../store/console-database.ts';
import type { OperationTables } from '../store/operation-tables.ts';

/** One backup that was made, or tried. */
export interface Backup {
  readonly backupId: string;
  readonly path: string;
  readonly state: 'Running' | 'Succeeded' | 'Failed';
  readonly origin: 'by hand' | 'schedule';
  readonly bytes: number;
  readonly person: string;
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
  readonly failure: string | null;
}

/** Backups that are remembered. */
const keptBackups = 500;

/** The list of backups. The backups themselves say what they hold in a file of their own. */
export interface BackupStore {
  /** Newest first. */
  list(): Promise<readonly Backup[]>;
  /** @throws CodedError NOT_FOUND */
  get(backupId: string): Promise<Backup>;
  begin(start: Pick<Backup, 'backupId' | 'path' | 'origin' | 'person'>): Promise<Backup>;
  end(backupId: string, end: Pick<Backup, 'state' | 'bytes' | 'failure'>): Promise<Backup>;
  remove(backupId: string): Promise<void>;
  /** Those that a stopped server left running are marked as failed. */
  failAbandoned(): Promise<void>;
}

function toBackup(row: Selectable<OperationTables['backup']>): Backup {
  return {
    backupId: row.backup_id,
    path: row.path,
    // The table's check and `begin` hold these.
    state: row.state as Backup['state'],
    origin: row.origin as Backup['origin'],
    bytes: row.bytes,
    person: row.person,
    startedAtMs: row.started_at,
    endedAtMs: row.ended_at,
    failure: row.failure,
  };
}

/** The list in an open console database. */
export function createBackupStore(database: Kysely<ConsoleTables>, clock: Clock): BackupStore {
  async function get(backupId: string): Promise<Backup> {
    const row = await database
      .selectFrom('backup')
      .selectAll()
      .where('backup_id', '=', backupId)
      .executeTakeFirst();
    if (row === undefined) throw new CodedError('NOT_FOUND', { what: `The backup ${backupId}` });
    return toBackup(row);
  }

  return {
    async list() {
      const rows = await database
        .selectFrom('backup')
        .selectAll()
        .orderBy('started_at', 'desc')
        .limit(keptBackups)
        .execute();
      return rows.map(toBackup);
    },
    get,
    async begin({ backupId, path, origin, person }) {
      await database
        .insertInto('backup')
        .values({
          backup_id: backupId,
          ...{ path, origin, person, state: 'Running', bytes: 0, started_at: clock.now() },
        })
        .execute();
      return get(backupId);
    },
    async end(backupId, { state, bytes, failure }) {
      await database
        .updateTable('backup')
        .set({ state, bytes, failure, ended_at: clock.now() })
        .where('backup_id', '=', backupId)
        .execute();
      return get(backupId);
    },
    async remove(backupId) {
      await database.deleteFrom('backup').where('backup_id', '=', backupId).execute();
    },
    async failAbandoned() {
      await database
        .updateTable('backup')
        .set({ state: 'Failed', failure: 'The server stopped meanwhile.', ended_at: clock.now() })
        .where('state', '=', 'Running')
        .execute();
    },
  };
}
