import { assertNever } from '@millstream/core';
import { columnType } from '../../fields/preset-columns.ts';
import type { EventSource, SourceField, StoredValueType } from '../../plan/source.ts';
import type { PrintContext } from '../dialect.ts';
import { numberPatterns, type PrintedField, storedTypesOf, type TableLayout } from '../layout.ts';

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
const dayMs = 86_400_000;
/** Time of a session or item row, which has no column of epoch ms. */
const rowMs = `date_diff('millisecond', TIMESTAMP '1970-01-01 00:00:00', r.event_timestamp)`;

function presetColumn(alias: string, name: string): string {
  const plain = `${alias}.${quote(name)}`;
  const type = columnType(name);
  if (type === 'bool') return `coalesce(${plain}, FALSE)`;
  if (type === 'date') return `CAST(${plain} AS VARCHAR)`;
  return type === 'i32' ? `CAST(${plain} AS BIGINT)` : plain;
}

/** `key` prints the name anew wherever it stands: each place of the statement is a parameter of its own. */
function typedValue(map: string, key: () => string, type: StoredValueType): string {
  const types = storedTypesOf[type].map((name) => `'${name}'`).join(', ');
  const entry = () => `element_at(${map}, ${key()})`;
  const value = () => `CASE WHEN ${entry()}."type" IN (${types}) THEN ${entry()}."value" END`;
  switch (type) {
    case 'string':
      return value();
    case 'boolean':
      return `(${value()} = 'true')`;
    case 'integer':
      return `CASE WHEN regexp_like(${value()}, '${numberPatterns.integer}') THEN TRY_CAST(${value()} AS BIGINT) END`;
    case 'number':
      return `CASE WHEN regexp_like(${value()}, '${numberPatterns.number}') THEN TRY_CAST(${value()} AS DOUBLE) END`;
    default:
      return assertNever(type);
  }
}

function field(wanted: SourceField, context: PrintContext): PrintedField {
  switch (wanted.kind) {
    case 'event':
      return { sql: presetColumn('e', wanted.name) };
    case 'session':
      return { sql: presetColumn('s', wanted.name), needs: 'session' };
    case 'user':
      return { sql: presetColumn('u', wanted.name), needs: 'user' };
    case 'parameter':
      return { sql: typedValue('e.custom_parameters', () => context.text(wanted.name), wanted.valueType) };
    case 'attribute':
      return {
        sql: typedValue('u.user_properties', () => context.text(wanted.name), wanted.valueType),
        needs: 'user',
      };
    case 'derived':
      return derived(wanted.name);
    case 'part':
      throw new Error(`events have no ${wanted.name}: only rollups do`);
    default:
      return assertNever(wanted);
  }
}

function derived(name: Extract<SourceField, { kind: 'derived' }>['name']): PrintedField {
  switch (name) {
    case 'event_ms':
      return { sql: 'e.event_time_msec' };
    case 'person':
    case 'user_key':
      return { sql: `coalesce(u.user_id, e.user_pseudo_id)`, needs: 'user' };
    case 'device':
      return { sql: 'e.user_pseudo_id' };
    case 'session':
      return { sql: 'e.session_id' };
    case 'order_1':
      return { sql: 'coalesce(e.event_bundle_sequence_id, 9223372036854775807)' };
    case 'order_2':
      return { sql: 'e.event_id' };
    case 'loaded_ms':
      return { sql: 'CAST(to_unixtime(e.created_time) * 1000 AS BIGINT)' };
    default:
      return assertNever(name);
  }
}

/** The UTC day of an instant as the partition columns write it, joined. */
function partitionDay(epochMs: number): string {
  return `'${new Date(epochMs).toISOString().slice(0, 10).replaceAll('-', '')}'`;
}

function conditions(source: EventSource, context: PrintContext): readonly string[] {
  const { appId, fromMs, toMs, names, rangeOf } = source;
  const column = rangeOf === 'arrival' ? 'e.ingest_time_msec' : 'e.event_time_msec';
  const day = 'e.partition_year || e.partition_month || e.partition_day';
  return [
    `e.partition_app = ${context.text(appId)}`,
    // Partitions are UTC days of event time.
    ...(rangeOf === 'arrival'
      ? []
      : [`${day} BETWEEN ${partitionDay(fromMs)} AND ${partitionDay(toMs + dayMs)}`]),
    `${column} >= ${fromMs}`,
    `${column} < ${toMs}`,
    'NOT e.is_bot',
    ...(names === undefined
      ? []
      : [`e.event_name IN (${names.map((name) => context.text(name)).join(', ')})`]),
  ];
}

/** The lake's Parquet tables as Trino's hive connector shows them. */
export const trinoLayout: TableLayout = Object.freeze({
  field,
  userField(wanted, context) {
    if (wanted.kind === 'event') return `u.${quote(wanted.name)}`;
    if (wanted.kind === 'derived') return 'coalesce(u.user_id, u.user_pseudo_id)';
    return field(wanted, context).sql;
  },
  from: (needs) =>
    [
      'event_v2 e',
      ...(needs.has('session')
        ? [
            'LEFT JOIN session s ON s.partition_app = e.partition_app AND s.user_pseudo_id = e.user_pseudo_id AND s.session_id = e.session_id',
          ]
        : []),
      ...(needs.has('user')
        ? [`LEFT JOIN user_v2 u ON u.partition_app = e.partition_app AND u.user_pseudo_id = e.user_pseudo_id`]
        : []),
    ].join('\n  '),
  conditions,
  users: ({ appId }, context) => ({
    from: 'user_v2 u',
    where: `u.partition_app = ${context.text(appId)}`,
  }),
  members: ({ appId, segmentIds }, context) =>
    `SELECT m.segment_id AS "segment_id", m.user_pseudo_id AS "user_pseudo_id" FROM segment_member m WHERE m.app_id = ${context.text(appId)} AND m.segment_id IN (${segmentIds.map((id) => context.text(id)).join(', ')})`,
  rowColumn: (name) => (name === 'event_ms' ? rowMs : presetColumn('r', name)),
  rows: ({ table, appId, fromMs, toMs }, context) => ({
    from: `${table === 'item' ? 'item_v2' : 'session'} r`,
    where: `r.partition_app = ${context.text(appId)} AND ${rowMs} >= ${fromMs} AND ${rowMs} < ${toMs}`,
  }),
} satisfies TableLayout);
