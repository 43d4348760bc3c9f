import { columnType } from '../../fields/preset-columns.ts';
import type { DerivedName, EventSource, RollupName, SourceField, UserSource } from '../../plan/source.ts';
import type { PrintContext } from '../dialect.ts';
import { duckdbLayout } from './duckdb-layout.ts';

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
/** Length of a slot, ms. */
const slotMs = 900_000;

/** Rows joined to a rollup's own. */
type Joined = 'session' | 'user';
const joins: Readonly<Record<Joined, string>> = {
  session:
    'LEFT JOIN session_traffic s ON s.app_id = v.app_id AND s.user_no = v.user_no AND s.session_no = v.session_no',
  user: 'LEFT JOIN rollup_user u ON u.user_no = v.user_no',
};

/** Parts by the names that plans know them by. */
const parts: Readonly<Record<RollupName, ReadonlySet<string>>> = {
  visit: new Set([
    'events',
    'views',
    'opened',
    'started',
    'crashed',
    'engagement',
    'duration',
    'value',
    'last_ms',
    'names',
  ]),
  page_visit: new Set([
    'events',
    'page_views',
    'screen_views',
    'page_entries',
    'screen_entries',
    'engagement',
    'page_ms',
    'page_tie',
    'screen_ms',
    'screen_tie',
  ]),
};

function derived(name: DerivedName): string {
  switch (name) {
    case 'event_ms':
      return `v.slot * ${slotMs}::BIGINT`;
    case 'person':
      return 'v.person_no';
    case 'device':
      return 'v.user_no';
    case 'session':
      return 'v.session_no';
    default:
      throw new Error(`rollups have no ${name}`);
  }
}

function printField(
  field: SourceField,
  rollup: RollupName,
  context: PrintContext,
): { readonly sql: string; readonly needs?: Joined } {
  switch (field.kind) {
    case 'event':
      // Segments are joined by it.
      if (field.name === 'user_pseudo_id') return { sql: 'u.user_pseudo_id', needs: 'user' };
      return { sql: cast(`v.${quote(field.name)}`, field.name) };
    case 'session':
      return { sql: `s.${quote(field.name)}`, needs: 'session' };
    case 'user':
    case 'attribute':
      return { sql: duckdbLayout.field(field, context).sql, needs: 'user' };
    case 'derived':
      return { sql: derived(field.name) };
    case 'part':
      if (!parts[rollup].has(field.name)) throw new Error(`${rollup} has no ${field.name}`);
      return { sql: `v.${quote(field.name)}` };
    case 'parameter':
      throw new Error('rollups have no custom parameters');
  }
}

const cast = (plain: string, name: string) =>
  columnType(name) === 'i32' ? `CAST(${plain} AS BIGINT)` : plain;

/** The source over a rollup of the embedded warehouse. */
function printEvents(source: EventSource, rollup: RollupName, context: PrintContext): string {
  const printed = source.columns.map(({ as, field }) => ({ as, ...printField(field, rollup, context) }));
  const list = printed.map(({ as, sql }) => `${sql} AS ${quote(as)}`).join(', ');
  const needs = [...new Set(printed.flatMap(({ needs: row }) => row ?? []))];
  const conditions = [
    `v.app_id = ${context.text(source.appId)}`,
    // In whole slots, so that the engine skips what lies outside.
    `v.slot >= ${source.fromMs / slotMs}`,
    `v.slot < ${source.toMs / slotMs}`,
  ];
  return `SELECT ${list}\n  FROM ${[`${rollup} v`, ...needs.map((row) => joins[row])].join('\n  ')}\n  WHERE ${conditions.join(' AND ')}`;
}

/** Rows of users with the numbers that rollups know them by. */
function printUsers({ appId, columns }: UserSource, context: PrintContext): string {
  const list = columns.map(({ as, field }) => {
    const isPerson = field.kind === 'derived' && field.name === 'person';
    return `${isPerson ? 'u.person_no' : duckdbLayout.userField(field, context)} AS ${quote(as)}`;
  });
  return `SELECT ${list.join(', ')} FROM rollup_user u WHERE u.app_id = ${context.text(appId)}`;
}

/** The source over the rollups; null when the plan asks for none. */
export function printRollup(
  source: { readonly kind: string } & (EventSource | UserSource | { readonly kind: 'members' | 'rows' }),
  context: PrintContext,
): string | null {
  if (source.kind === 'events' && source.rollup !== undefined) {
    return printEvents(source, source.rollup, context);
  }
  return source.kind === 'users' && source.numbered === true ? printUsers(source, context) : null;
}
