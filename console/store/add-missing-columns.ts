import { type Kysely, sql } from 'kysely';

/** Brings a table of an older store up to date: adds the columns that it lacks, each with its definition in SQL. */
export async function addMissingColumns<Tables>(
  database: Kysely<Tables>,
  table: string,
  columns: Readonly<Record<string, string>>,
): Promise<void> {
  const { rows } = await sql<{ name: string }>`select name from pragma_table_info(${table})`.execute(
    database,
  );
  const known = new Set(rows.map(({ name }) => name));
  for (const [name, definition] of Object.entries(columns)) {
    if (known.has(name)) continue;
    await sql.raw(`alter table ${table} add column ${name} ${definition}`).execute(database);
  }
}
