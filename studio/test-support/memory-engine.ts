import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import {
  type Column,
  type ColumnType,
  eventColumns,
  ourEventColumns,
  sessionColumns,
  userColumns,
} from '@millstream/core';
import type { PrintedStatement } from '../dialects/dialect.ts';
import { duckdbDialect } from '../dialects/duckdb/duckdb-dialect.ts';
import type { AnalysisEngine } from '../engines/analysis-engine.ts';
import type { EngineRow } from '../result/engine-row.ts';
import { type Corpus, type CorpusValue, corpusApp } from './corpus.ts';

const types: Readonly<Record<ColumnType, string>> = {
  ts: 'TIMESTAMP',
  date: 'DATE',
  i64: 'BIGINT',
  i32: 'INTEGER',
  f64: 'DOUBLE',
  str: 'VARCHAR',
  bool: 'BOOLEAN',
  map: 'MAP(VARCHAR, VARCHAR)',
  pmap: 'MAP(VARCHAR, STRUCT("value" VARCHAR, "type" VARCHAR))',
  umap: 'MAP(VARCHAR, STRUCT("value" VARCHAR, "type" VARCHAR, set_time_msec BIGINT))',
};

const quote = (name: string) => `"${name}"`;
const names = (columns: readonly Column[]) => [
  ...new Map(columns.map((column) => [column.name, column])).values(),
];

interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
}
const appId: Column = { name: 'app_id', type: 'str' };
const tables: readonly Table[] = [
  { name: 'event_v2', columns: names([...eventColumns, ...ourEventColumns]) },
  { name: 'user_v2', columns: names([...userColumns, appId]) },
  { name: 'session', columns: names([...sessionColumns, appId]) },
  {
    name: 'segment_member',
    columns: [appId, { name: 'segment_id', type: 'str' }, { name: 'user_pseudo_id', type: 'str' }],
  },
];

function jsonMap(values: Readonly<Record<string, CorpusValue>> | undefined): string | null {
  return values === undefined ? null : JSON.stringify(values);
}

/** Rows of each table as JSON objects; maps as JSON text. */
function rowsOf(corpus: Corpus): Readonly<Record<string, readonly object[]>> {
  const app_id = corpusApp(corpus);
  return {
    event_v2: corpus.events.map((event) => ({
      app_id,
      event_timestamp: event.ms,
      event_time_msec: event.ms,
      event_id: event.id,
      event_name: event.name,
      event_bundle_sequence_id: event.seq ?? null,
      ingest_time_msec: event.ms + 1000,
      user_pseudo_id: event.pseudo,
      session_id: event.session ?? null,
      is_bot: event.isBot ?? false,
      custom_parameters: jsonMap(event.parameters),
      ...event.columns,
    })),
    user_v2: (corpus.users ?? []).map(({ pseudo, userId, columns, attributes }) => ({
      app_id,
      user_pseudo_id: pseudo,
      user_id: userId,
      user_properties: jsonMap(attributes),
      ...columns,
    })),
    session: (corpus.sessions ?? []).map(({ pseudo, session, columns }) => ({
      app_id,
      user_pseudo_id: pseudo,
      session_id: session,
      ...columns,
    })),
    segment_member: Object.entries(corpus.segments ?? {}).flatMap(([segment_id, members]) =>
      members.map((user_pseudo_id) => ({ app_id, segment_id, user_pseudo_id })),
    ),
  };
}

/** How a column is read from its JSON: instants from epoch ms, maps from text. */
function readColumn({ name, type }: Column): string {
  const raw = `r.${quote(name)}`;
  if (type === 'ts') return `make_timestamp(${raw} * 1000)`;
  if (/map$/.test(type)) return `from_json(${raw}, '${JSON.stringify(types[type].replaceAll('"', ''))}')`;
  return raw;
}

function jsonType({ type }: Column): string {
  if (type === 'ts') return 'BIGINT';
  return /map$/.test(type) ? 'VARCHAR' : types[type];
}

async function fill(
  connection: DuckDBConnection,
  { name, columns }: Table,
  rows: readonly object[],
): Promise<void> {
  if (rows.length === 0) return;
  const structure = Object.fromEntries(columns.map((column) => [column.name, jsonType(column)]));
  await connection.run(
    `INSERT INTO ${name} SELECT ${columns.map(readColumn).join(', ')}
     FROM (SELECT unnest(from_json($1, '${JSON.stringify([structure])}'), recursive := true)) r`,
    [JSON.stringify(rows)],
  );
}

/** A real DuckDB in memory with the tables that analyses read. */
export interface MemoryEngine extends AnalysisEngine {
  /** Replaces all rows by those of corpora of different apps. */
  load(...corpora: readonly Corpus[]): Promise<void>;
}

/** Opens an engine over corpora of different apps. */
export async function memoryEngine(...corpora: readonly Corpus[]): Promise<MemoryEngine> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '1GB' });
  const connection = await instance.connect();
  await connection.run(`SET TimeZone = 'UTC'`);
  for (const { name, columns } of tables) {
    const list = columns.map((column) => `${quote(column.name)} ${types[column.type]}`);
    await connection.run(`CREATE TABLE ${name} (${list.join(', ')})`);
  }
  const load = async (...next: readonly Corpus[]) => {
    for (const { name } of tables) await connection.run(`DELETE FROM ${name}`);
    for (const corpus of next) {
      const rows = rowsOf(corpus);
      for (const table of tables) await fill(connection, table, rows[table.name] ?? []);
    }
  };
  await load(...corpora);
  return {
    dialect: duckdbDialect,
    load,
    async run({ sql, parameters }: PrintedStatement): Promise<readonly EngineRow[]> {
      const result = await connection.run(sql, [...parameters] as DuckDBValue[]);
      return (await result.getRowObjectsJS()) as EngineRow[];
    },
  };
}
