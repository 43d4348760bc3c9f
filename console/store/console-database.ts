import { Kysely } from 'kysely';
import { nodeSqliteDialect } from './node-sqlite-dialect.ts';
import { createOperationTables, type OperationTables } from './operation-tables.ts';
import { makePrivateFile } from './private-file.ts';
import { createProjectTables, type ProjectTables } from './project-tables.ts';
import { createRealtimeTables, type RealtimeTables } from './realtime-tables.ts';
import { createRunTables, type RunTables } from './run-tables.ts';
import { createSavedTables, type SavedTables } from './saved-tables.ts';
import { createSegmentTables, type SegmentTables } from './segment-tables.ts';

/** Tables of the console's store: what people configure, never events. Booleans are 0/1, times epoch ms. */
export interface ConsoleTables
  extends OperationTables,
    ProjectTables,
    RealtimeTables,
    RunTables,
    SavedTables,
    SegmentTables {}

/** Opens the store at `path`, creating or upgrading its tables. */
export async function openConsoleDatabase(path: string): Promise<Kysely<ConsoleTables>> {
  // It holds passwords of mail servers and secrets of providers.
  makePrivateFile(path);
  const database = new Kysely<ConsoleTables>({ dialect: nodeSqliteDialect(path) });
  // One transaction: all tables or none, and one wait for the disk.
  await database.transaction().execute(async (transaction) => {
    await createProjectTables(transaction);
    await createSavedTables(transaction);
    await createSegmentTables(transaction);
    await createRunTables(transaction);
    await createOperationTables(transaction);
    await createRealtimeTables(transaction);
  });
  return database;
}
