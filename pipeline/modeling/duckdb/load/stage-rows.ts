import { stat } from 'node:fs/promises';
import { quoteIdentifier, quoteList, quoteLiteral } from '../sql-text.ts';
import { eventFromStaged, eventStored, stagedEventColumns } from '../tables/event-table.ts';
import { itemFromStaged, itemStored, stagedItemColumns } from '../tables/item-table.ts';
import { columnNames, type StoredColumn } from '../tables/stored-column.ts';
import type { LoadContext } from './load-context.ts';

/** Longest line of a staged file that is read without asking for more memory, bytes. */
const usualLineBytes = 16_777_216;
/** Characters of an original text that the list of rejects keeps; the raw file holds the rest. */
export const rejectTextLimit = 65_536;

const rejectColumns: Readonly<Record<string, string>> = {
  file: 'INTEGER',
  line: 'INTEGER',
  event_index: 'INTEGER',
  reason: 'VARCHAR',
  detail: 'VARCHAR',
  app_id: 'VARCHAR',
  rid: 'VARCHAR',
  ingest_time_msec: 'BIGINT',
  event_id: 'VARCHAR',
  event_name: 'VARCHAR',
  text: 'VARCHAR',
};

/** Names the files of the load for the statements that follow. */
export async function stageFiles({ session, batch, files }: LoadContext): Promise<void> {
  const rows = files.map(({ index, fileId }) => ({
    index,
    file_id: fileId,
    path: batch.files[index]?.path ?? '',
  }));
  await session.run(
    `CREATE OR REPLACE TEMP TABLE loading_file AS
     SELECT unnest(from_json($rows, '[{"index":"INTEGER","file_id":"INTEGER","path":"VARCHAR"}]'), recursive := true)`,
    { rows: JSON.stringify(rows) },
  );
}

/** Writes all staged events as rows of this load, duplicates included. Reading straight into the table saves a copy. */
export async function insertEvents({ session, batch, loadNo, createdMs }: LoadContext): Promise<void> {
  const source = await readStaged(
    batch.chunks.map((chunk) => chunk.eventsPath),
    stagedEventColumns,
  );
  if (source === null) return;
  await session.run(
    `INSERT INTO stored.event (${columnNames(eventStored)})
     SELECT ${eventFromStaged} FROM ${source} s JOIN loading_file f ON f.index = s.file`,
    { job: batch.jobName, processMs: batch.processTimeMs, createdMs, loadNo },
  );
}

/** Writes the items of this load's surviving events of people; run after duplicates are gone. */
export async function insertItems({ session, batch, loadNo }: LoadContext): Promise<void> {
  const source = await readStaged(
    batch.chunks.map((chunk) => chunk.itemsPath),
    stagedItemColumns,
  );
  if (source === null) return;
  await session.run(
    `INSERT INTO stored.item (${columnNames(itemStored)})
     SELECT ${itemFromStaged} FROM ${source} s
     JOIN loading_file f ON f.index = s.file
     JOIN stored.event e ON e.load_no = $loadNo::INTEGER AND NOT e.is_bot
       AND e.file_id = f.file_id AND e.line = s.line AND e.event_index = s.event_index`,
    { loadNo },
  );
}

/** Keeps refused records and events with their text. */
export async function insertRejects({ session, batch, loadNo }: LoadContext): Promise<void> {
  const columns = Object.entries(rejectColumns).map(([name, type]) => ({ name, type }));
  const source = await readStaged(
    batch.chunks.map((chunk) => chunk.rejectsPath),
    columns,
  );
  if (source === null) return;
  await session.run(
    `INSERT INTO stored.reject
     SELECT f.file_id, $loadNo::INTEGER, s.line, s.event_index, s.app_id, s.reason, s.detail, s.rid,
       s.ingest_time_msec, s.event_id, s.event_name, left(s.text, ${rejectTextLimit})
     FROM ${source} s JOIN loading_file f ON f.index = s.file`,
    { loadNo },
  );
}

async function readStaged(
  paths: readonly (string | undefined)[],
  columns: readonly StoredColumn[],
): Promise<string | null> {
  const present = paths.filter((path) => path !== undefined);
  if (present.length === 0) return null;
  const sizes = await Promise.all(present.map(async (path) => (await stat(path)).size));
  const filled = present.filter((_, index) => (sizes[index] ?? 0) > 0);
  if (filled.length === 0) return null;
  const types = columns.map(({ name, type }) => `${quoteIdentifier(name)}: ${quoteLiteral(type)}`);
  // The reader reserves twice this per thread, so it is no larger than the files can need.
  const longest = Math.min(usualLineBytes, Math.max(...sizes) + 1);
  return `read_json(${quoteList(filled)}, columns = {${types.join(', ')}}, format = 'newline_delimited', maximum_object_size = ${longest})`;
}
