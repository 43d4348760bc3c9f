import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDbSession } from './duckdb-session.ts';
import { publishFile } from './lake/durable-file.ts';
import { quoteIdentifier, quoteLiteral } from './sql-text.ts';
import { sessionStored } from './tables/session-table.ts';
import type { StoredColumn } from './tables/stored-column.ts';
import { userStored } from './tables/user-table.ts';

const states: readonly { readonly name: string; readonly columns: readonly StoredColumn[] }[] = [
  { name: 'user', columns: userStored },
  { name: 'session', columns: sessionStored },
];

/** Load number of rows that an earlier run made: below every load of this warehouse, so that exports can leave them out. */
const carriedLoadNo = -1;

/** Takes over the users and sessions an earlier run saved in `stateDir`; a missing file is an empty state. */
export async function readState(session: DuckDbSession, stateDir: string): Promise<void> {
  for (const { name, columns } of states) {
    const path = join(stateDir, `${name}.parquet`);
    if ((await stat(path).catch(() => null)) === null) continue;
    const list = columns.map((column) => quoteIdentifier(column.name)).join(', ');
    const values = columns.map((column) =>
      column.name === 'load_no' ? String(carriedLoadNo) : quoteIdentifier(column.name),
    );
    await session.run(
      `INSERT INTO stored.${name}_carried (${list}) SELECT ${values.join(', ')} FROM read_parquet(${quoteLiteral(path)})`,
    );
    await session.run(`INSERT INTO stored.${name} (${list}) SELECT ${list} FROM stored.${name}_carried`);
  }
}

/** Saves all users and sessions in `stateDir`, each file switched by rename. */
export async function writeState(session: DuckDbSession, stateDir: string): Promise<void> {
  await mkdir(stateDir, { recursive: true });
  for (const { name } of states) {
    const pending = join(stateDir, `.${name}.pending`);
    await session.run(`COPY stored.${name} TO ${quoteLiteral(pending)} (FORMAT parquet, COMPRESSION zstd)`);
    await publishFile(pending, join(stateDir, `${name}.parquet`));
  }
}
