import { assertNever } from '@millstream/core';
import { columnType } from '../../fields/preset-columns.ts';
import type { EventSource, SourceField, StoredValueType } from '../../plan/source.ts';
import type { PrintContext } from '../dialect.ts';
import { numberPatterns, type PrintedField, storedTypesOf, type TableLayout } from '../layout.ts';

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Time of a session or item row, which has no column of epoch ms. */
const rowMs = `DATEDIFF(ms, TIMESTAMP '1970-01-01 00:00:00', r.event_timestamp)`;

function instant(epochMs: number): string {
  return `TIMESTAMP '${new Date(epochMs).toISOString().replace(/^\+0*/, '').replace('T', ' ').replace('Z', '')}'`;
}

function presetColumn(alias: string, name: string): string {
  const plain = `${alias}.${quote(name)}`;
  const type = columnType(name);
  if (type === 'bool') return `COALESCE(${plain}, FALSE)`;
  if (type === 'date') return `CAST(${plain} AS VARCHAR)`;
  return type === 'i32' ? `CAST(${plain} AS BIGINT)` : plain;
}

/** A value in a SUPER column: names are identifiers there, which may hold any character when quoted. */
function typedValue(column: string, name: string, type: StoredValueType): string {
  const types = storedTypesOf[type].map((entry) => `'${entry}'`).join(', ');
  const entry = `${column}.${quote(name)}`;
  const value = `CASE WHEN CAST(${entry}."type" AS VARCHAR) IN (${types}) THEN CAST(${entry}."value" AS VARCHAR) END`;
  switch (type) {
    case 'string':
      return value;
    case 'boolean':
      return `(${value} = 'true')`;
    case 'integer':
      return `CASE WHEN ${value} ~ '${numberPatterns.integer}' THEN CAST(${value} AS BIGINT) END`;
    case 'number':
      return `CASE WHEN ${value} ~ '${numberPatterns.number}' THEN CAST(${value} AS DOUBLE PRECISION) END`;
    default:
      return assertNever(type);
  }
}

function field(wanted: SourceField): PrintedField {
  switch (wanted.kind) {
    case 'event':
      return { sql: presetColumn('e', wanted.name) };
    case 'session':
      return { sql: presetColumn('s', wanted.name), needs: 'session' };
    case 'user':
      return { sql: presetColumn('u', wanted.name), needs: 'user' };
    case 'parameter':
      return { sql: typedValue('e.custom_parameters', wanted.name, wanted.valueType) };
    case 'attribute':
      return { sql: typedValue('u.user_properties', wanted.name, wanted.valueType), needs: 'user' };
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
      return { sql: 'COALESCE(u.user_id, e.user_pseudo_id)', needs: 'user' };
    case 'device':
      return { sql: 'e.user_pseudo_id' };
    case 'session':
      return { sql: 'e.session_id' };
    case 'order_1':
      return { sql: 'COALESCE(e.event_bundle_sequence_id, 9223372036854775807)' };
    case 'order_2':
      return { sql: 'e.event_id' };
    case 'loaded_ms':
      return { sql: 'CAST(EXTRACT(epoch FROM e.created_time) * 1000 AS BIGINT)' };
    default:
      return assertNever(name);
  }
}

function conditions(source: EventSource, context: PrintContext): readonly string[] {
  const { fromMs, toMs, names, rangeOf } = source;
  const range =
    rangeOf === 'arrival'
      ? [`e.ingest_time_msec >= ${fromMs}`, `e.ingest_time_msec < ${toMs}`]
      : [`e.event_timestamp >= ${instant(fromMs)}`, `e.event_timestamp < ${instant(toMs)}`];
  return [
    ...range,
    'NOT e.is_bot',
    ...(names === undefined
      ? []
      : [`e.event_name IN (${names.map((name) => context.text(name)).join(', ')})`]),
  ];
}

/** Redshift: a schema per app, named by the app's id. */
export const redshiftLayout: TableLayout = Object.freeze({
  field,
  userField(wanted) {
    if (wanted.kind === 'event') return `u.${quote(wanted.name)}`;
    if (wanted.kind === 'derived') return 'COALESCE(u.user_id, u.user_pseudo_id)';
    return field(wanted).sql;
  },
  from(needs, { appId }) {
    const schema = quote(appId);
    return [
      `${schema}.event_v2 e`,
      ...(needs.has('session')
        ? [
            `LEFT JOIN ${schema}.session s ON s.user_pseudo_id = e.user_pseudo_id AND s.session_id = e.session_id`,
          ]
        : []),
      ...(needs.has('user') ? [`LEFT JOIN ${schema}.user_v2 u ON u.user_pseudo_id = e.user_pseudo_id`] : []),
    ].join('\n  ');
  },
  conditions,
  users: ({ appId }) => ({ from: `${quote(appId)}.user_v2 u`, where: 'TRUE' }),
  members: ({ appId, segmentIds }, context) =>
    `SELECT m.segment_id AS "segment_id", m.user_id AS "user_pseudo_id" FROM ${quote(appId)}.segment_user m WHERE m.segment_id IN (${segmentIds.map((id) => context.text(id)).join(', ')})`,
  rowColumn: (name) => (name === 'event_ms' ? rowMs : presetColumn('r', name)),
  rows: ({ table, appId, fromMs, toMs }) => ({
    from: `${quote(appId)}.${table === 'item' ? 'item_v2' : 'session'} r`,
    where: `r.event_timestamp >= ${instant(fromMs)} AND r.event_timestamp < ${instant(toMs)}`,
  }),
} satisfies TableLayout);
