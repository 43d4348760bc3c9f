import { createHash } from 'node:crypto';
import {
  type Column,
  type ColumnType,
  eventColumns,
  itemColumns,
  ourEventColumns,
  sessionColumns,
  userColumns,
} from '@millstream/core';

/** A table of the lake as Trino reads it: a table over the files, and the view that analyses read. */
export interface LakeTable {
  /** Name of the view, and of the folder below the lake. */
  readonly name: string;
  readonly format: 'PARQUET' | 'JSON';
  /** Columns in the files that the view shows; others are not read. */
  readonly columns: readonly Column[];
  readonly partitionedBy: readonly string[];
  /** Expressions of the view that are not just the column, by the name they get. */
  readonly shown: Readonly<Record<string, string>>;
  /** True when the files may hold several states of one user, the newest of which counts. */
  readonly newestOfUser?: true;
}

const dayPartitions = ['partition_app', 'partition_year', 'partition_month', 'partition_day'];
const ofApp = { app_id: 'partition_app' };
/** Embedded and Redshift tables hold the empty text here, where files hold null. */
const keyedByUser = { user_pseudo_id: `coalesce(user_pseudo_id, '')` };

/**
 * The lake's tables in the order they are registered. The files' own `stored_…` columns, which only the embedded
 * warehouse needs, are not declared and so not read. `partition_year`, `_month` and `_day` are texts of the UTC day:
 * conditions on them, alone or joined (`partition_year || partition_month || partition_day`), leave out whole files.
 */
export const lakeTables: readonly LakeTable[] = [
  {
    name: 'event_v2',
    format: 'PARQUET',
    columns: [...eventColumns, ...ourEventColumns],
    partitionedBy: dayPartitions,
    shown: keyedByUser,
  },
  {
    name: 'item_v2',
    format: 'PARQUET',
    columns: itemColumns,
    partitionedBy: dayPartitions,
    shown: { ...keyedByUser, ...ofApp },
  },
  {
    name: 'session',
    format: 'PARQUET',
    columns: sessionColumns,
    partitionedBy: dayPartitions,
    shown: ofApp,
  },
  {
    name: 'user_v2',
    format: 'PARQUET',
    columns: userColumns,
    partitionedBy: dayPartitions,
    shown: ofApp,
    newestOfUser: true,
  },
  {
    name: 'segment_member',
    format: 'JSON',
    columns: [{ name: 'user_pseudo_id', type: 'str' }],
    partitionedBy: ['partition_app', 'partition_segment'],
    shown: { ...ofApp, segment_id: 'partition_segment' },
  },
];

/** Types of the columns; instants have milliseconds, as the specification says. */
const trinoTypes: Readonly<Record<ColumnType, string>> = {
  ts: 'timestamp(3)',
  date: 'date',
  i64: 'bigint',
  i32: 'integer',
  f64: 'double',
  str: 'varchar',
  bool: 'boolean',
  map: 'map(varchar, varchar)',
  pmap: 'map(varchar, row("value" varchar, "type" varchar))',
  umap: 'map(varchar, row("value" varchar, "type" varchar, "set_time_msec" bigint))',
};

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
const text = (value: string) => `'${value.replaceAll("'", "''")}'`;

/** `CREATE TABLE` over the files. Needs the session property `timestamp_precision` of the catalog at MILLISECONDS. */
export function createFilesTable(table: LakeTable, { lakeUri }: { readonly lakeUri: string }): string {
  const columns = [
    ...table.columns.map(({ name, type }) => `${quote(name)} ${trinoTypes[type]}`),
    ...table.partitionedBy.map((name) => `${quote(name)} varchar`),
  ];
  const properties = [
    `format = '${table.format}'`,
    `external_location = ${text(`${lakeUri}/${table.name}`)}`,
    `partitioned_by = ARRAY[${table.partitionedBy.map(text).join(', ')}]`,
  ];
  return `CREATE TABLE IF NOT EXISTS ${quote(filesTableName(table, lakeUri))} (${columns.join(', ')}) WITH (${properties.join(', ')})`;
}

/**
 * Name of the table over the files. It tells where and in which form they are, so that another form or place makes
 * another table, and views change from one to the other at once.
 */
export function filesTableName(table: LakeTable, lakeUri: string): string {
  const form = JSON.stringify([lakeUri, table.format, table.columns, table.partitionedBy]);
  return `${table.name}_files_${createHash('sha256').update(form).digest('hex').slice(0, 10)}`;
}

/** `CREATE VIEW` over the table of files, or over nothing while the lake has no such folder. */
export function createLakeView(table: LakeTable, filesTable: string | null): string {
  const shown = { ...Object.fromEntries(table.columns.map(shownColumn)), ...table.shown };
  for (const name of table.partitionedBy) shown[name] = quote(name);
  const list = Object.entries(shown).map(([name, expression]) => `${expression} AS ${quote(name)}`);
  const from = filesTable === null ? noRows(table) : rowsOf(table, filesTable);
  return `CREATE OR REPLACE VIEW ${quote(table.name)} SECURITY INVOKER AS SELECT ${list.join(', ')} FROM ${from}`;
}

/** Instants are cast: the catalog's setting decides how many digits the engine reads. */
function shownColumn({ name, type }: Column): readonly [string, string] {
  return [name, type === 'ts' ? `CAST(${quote(name)} AS ${trinoTypes.ts})` : quote(name)];
}

function rowsOf(table: LakeTable, filesTable: string): string {
  if (table.newestOfUser !== true) return quote(filesTable);
  return `(SELECT *, row_number() OVER (PARTITION BY partition_app, user_pseudo_id ORDER BY event_timestamp DESC, created_time DESC) AS newest FROM ${quote(filesTable)}) WHERE newest = 1`;
}

function noRows(table: LakeTable): string {
  const columns = [
    ...table.columns.map(({ name, type }) => `CAST(NULL AS ${trinoTypes[type]}) AS ${quote(name)}`),
    ...table.partitionedBy.map((name) => `CAST(NULL AS varchar) AS ${quote(name)}`),
  ];
  return `(SELECT ${columns.join(', ')}) WHERE false`;
}
