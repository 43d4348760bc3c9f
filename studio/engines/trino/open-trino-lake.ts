import { CodedError } from '@millstream/core';
import type { QueryRow } from '@millstream/modeling';
import {
  createFilesTable,
  createLakeView,
  filesTableName,
  type LakeTable,
  lakeTables,
} from './lake-tables.ts';
import { TrinoConnection, type TrinoServer, type TrinoSession } from './trino-connection.ts';
import { TrinoEngine } from './trino-engine.ts';
import { TrinoStatement } from './trino-statement.ts';

/** A Trino server and the lake as it sees it. */
export interface TrinoLakeOptions extends TrinoServer {
  /** Catalog of the Hive connector in which the tables are registered. */
  readonly catalog: string;
  /** Schema for the tables; made when absent. Nothing else should be in it. */
  readonly schema: string;
  /** The lake's folder as an address of the server's file system: `s3://bucket/lake`, `local:///lake`. */
  readonly lakeUri: string;
}

/** The lake's tables on a Trino server: `event_v2`, `item_v2`, `session`, `user_v2`, `segment_member`. */
export interface TrinoLake {
  readonly engine: TrinoEngine;
  /** Takes in days and apps that a flush added or removed since. */
  refresh(): Promise<void>;
}

/** Registering waits for the server's listing of folders, which is slow on object storage. */
const commandLimitMs = 300_000;

/**
 * Registers the lake's files with a Trino server, again whenever it is called, and answers with an engine for them.
 * Throws ENGINE_UNREACHABLE, ENGINE_QUERY_FAILED, QUERY_INVALID (a catalog of another kind, rights that are missing).
 */
export async function openTrinoLake(options: TrinoLakeOptions): Promise<TrinoLake> {
  const registration = new LakeRegistration(options);
  await registration.refresh();
  // A day that a flush removed is empty, also before the next refresh.
  const properties = { [`${options.catalog}.ignore_absent_partitions`]: 'true' };
  return { engine: new TrinoEngine({ ...options, properties }), refresh: () => registration.refresh() };
}

class LakeRegistration {
  readonly #connection: TrinoConnection;
  readonly #session: TrinoSession;
  readonly #lakeUri: string;

  constructor(options: TrinoLakeOptions) {
    const { catalog, schema } = options;
    this.#connection = new TrinoConnection(options);
    // A session of its own: the catalog may be set to microseconds, the tables are declared with milliseconds.
    const properties = { [`${catalog}.timestamp_precision`]: 'MILLISECONDS' };
    this.#session = { catalog, schema, properties };
    this.#lakeUri = options.lakeUri.replace(/\/+$/, '');
  }

  async refresh(): Promise<void> {
    await this.#run(`CREATE SCHEMA IF NOT EXISTS ${quote(this.#session.schema ?? '')}`);
    await Promise.all(lakeTables.map((table) => this.#register(table)));
  }

  async #register(table: LakeTable): Promise<void> {
    const filesTable = filesTableName(table, this.#lakeUri);
    const hasFiles = await this.#syncFiles(table, filesTable);
    await this.#run(createLakeView(table, hasFiles ? filesTable : null));
    await this.#dropOthers(table, hasFiles ? filesTable : null);
  }

  /** False when the lake has no such folder (yet, or any more): the engine refuses a table over nothing. */
  async #syncFiles(table: LakeTable, filesTable: string): Promise<boolean> {
    try {
      await this.#run(createFilesTable(table, { lakeUri: this.#lakeUri }));
      const { schema = '' } = this.#session;
      await this.#run(`CALL system.sync_partition_metadata(${text(schema)}, ${text(filesTable)}, 'FULL')`);
      return true;
    } catch (error) {
      if (isMissingFolder(error)) return false;
      throw error;
    }
  }

  /** Tables over files of another form or place; no view reads them any more. Their files stay. */
  async #dropOthers(table: LakeTable, filesTable: string | null): Promise<void> {
    const rows = await this.#run(`SHOW TABLES LIKE ${text(`${table.name}\\_files\\_%`)} ESCAPE '\\'`);
    const others = rows.map((row) => String(row.Table)).filter((name) => name !== filesTable);
    for (const name of others) await this.#run(`DROP TABLE IF EXISTS ${quote(name)}`);
  }

  async #run(sql: string): Promise<readonly QueryRow[]> {
    const statement = new TrinoStatement(this.#connection, { timeoutMs: commandLimitMs });
    const rows: QueryRow[] = [];
    for await (const row of (await statement.start(sql, this.#session)).rows) rows.push(row);
    return rows;
  }
}

function isMissingFolder(error: unknown): boolean {
  if (!(error instanceof CodedError)) return false;
  return /location.*(must be a directory|does not exist)|directory.*not.*exist/i.test(
    String(error.details.reason),
  );
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
