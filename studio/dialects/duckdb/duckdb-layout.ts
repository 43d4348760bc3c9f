import { assertNever } from '@millstream/core';
import { columnType } from '../../fields/preset-columns.ts';
import type { EventSource, SourceField, StoredValueType } from '../../plan/source.ts';
import type { PrintContext } from '../dialect.ts';
import { numberPatterns, type PrintedField, storedTypesOf, type TableLayout } from '../layout.ts';

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** An instant as a literal: only constants let the engine skip row groups. */
function instant(epochMs: number): string {
  const iso = new Date(epochMs).toISOString();
  return `TIMESTAMP '${iso.replace(/^\+0*/, '').replace('T', ' ').replace('Z', '')}'`;
}

function presetColumn(alias: string, name: string): string {
  const plain = `${alias}.${quote(name)}`;
  const type = columnType(name);
  if (type === 'bool') return `coalesce(${plain}, FALSE)`;
  if (type === 'date') return `CAST(${plain} AS VARCHAR)`;
  return type === 'i32' ? `CAST(${plain} AS BIGINT)` : plain;
}

function typedValue(map: string, key: string, type: StoredValueType): string {
  const entry = `${map}[${key}]`;
  const types = storedTypesOf[type].map((name) => `'${name}'`).join(', ');
  const value = `CASE WHEN ${entry}.type IN (${types}) THEN ${entry}.value END`;
  switch (type) {
    case 'string':
      return value;
    case 'boolean':
      return `(${value} = 'true')`;
    case 'integer':
      return `CASE WHEN regexp_matches(${value}, '${numberPatterns.integer}') THEN TRY_CAST(${value} AS BIGINT) END`;
    case 'number':
      return `CASE WHEN regexp_matches(${value}, '${numberPatterns.number}') THEN TRY_CAST(${value} AS DOUBLE) END`;
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
      return { sql: typedValue('e.custom_parameters', context.text(wanted.name), wanted.valueType) };
    case 'attribute':
      return {
        sql: typedValue('u.user_properties', context.text(wanted.name), wanted.valueType),
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
      return { sql: 'epoch_ms(e.event_timestamp)' };
    case 'person':
    case 'user_key':
      return { sql: 'coalesce(u.user_id, e.user_pseudo_id)', needs: 'user' };
    case 'device':
      return { sql: 'e.user_pseudo_id' };
    case 'session':
      return { sql: 'e.session_id' };
    case 'order_1':
      return { sql: 'coalesce(e.event_bundle_sequence_id, 9223372036854775807)' };
    case 'order_2':
      return { sql: 'e.event_id' };
    case 'loaded_ms':
      return { sql: 'epoch_ms(e.created_time)' };
    default:
      return assertNever(name);
  }
}

function conditions(source: EventSource, context: PrintContext): readonly string[] {
  const { appId, fromMs, toMs, names } = source;
  const range =
    source.rangeOf === 'arrival'
      ? [`e.ingest_time_msec >= ${fromMs}`, `e.ingest_time_msec < ${toMs}`]
      : [`e.event_timestamp >= ${instant(fromMs)}`, `e.event_timestamp < ${instant(toMs)}`];
  return [
    `e.app_id = ${context.text(appId)}`,
    'NOT e.is_bot',
    ...range,
    ...(names === undefined
      ? []
      : [`e.event_name IN (${names.map((name) => context.text(name)).join(', ')})`]),
  ];
}

/** The views of the embedded warehouse: `event_v2`, `session`, `user_v2`, `segment_member`. */
export const duckdbLayout: TableLayout = Object.freeze({
  field,
  from: (needs) =>
    [
      'event_v2 e',
      ...(needs.has('session')
        ? [
            'LEFT JOIN session s ON s.app_id = e.app_id AND s.user_pseudo_id = e.user_pseudo_id AND s.session_id = e.session_id',
          ]
        : []),
      ...(needs.has('user')
        ? ['LEFT JOIN user_v2 u ON u.app_id = e.app_id AND u.user_pseudo_id = e.user_pseudo_id']
        : []),
    ].join('\n  '),
  conditions,
  userField(wanted, context) {
    if (wanted.kind === 'event') return `u.${quote(wanted.name)}`;
    if (wanted.kind === 'derived') return 'coalesce(u.user_id, u.user_pseudo_id)';
    return field(wanted, context).sql;
  },
  users: ({ appId }, context) => ({ from: 'user_v2 u', where: `u.app_id = ${context.text(appId)}` }),
  members: ({ appId, segmentIds }, context) =>
    `SELECT m.segment_id AS "segment_id", m.user_pseudo_id AS "user_pseudo_id" FROM segment_member m WHERE m.app_id = ${context.text(appId)} AND m.segment_id IN (${segmentIds.map((id) => context.text(id)).join(', ')})`,
  rowColumn: (name) => (name === 'event_ms' ? 'epoch_ms(r.event_timestamp)' : presetColumn('r', name)),
  rows: ({ table, appId, fromMs, toMs }, context) => ({
    from: `${table === 'item' ? 'item_v2' : 'session'} r`,
    where: `r.app_id = ${context.text(appId)} AND r.event_timestamp >= ${instant(fromMs)} AND r.event_timestamp < ${instant(toMs)}`,
  }),
} satisfies TableLayout);
