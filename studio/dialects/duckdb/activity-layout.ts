import { columnType } from '../../fields/preset-columns.ts';
import type { Plan } from '../../plan/relation.ts';
import type { DerivedName, EventSource, SourceField } from '../../plan/source.ts';
import type { PrintContext } from '../dialect.ts';

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** A field of the view `activity`; null when it has no such column. Numbers stand for keys that are only compared. */
function activityField(field: SourceField, columns: ReadonlySet<string>): string | null {
  if (field.kind === 'event') {
    if (!columns.has(field.name)) return null;
    const plain = `a.${quote(field.name)}`;
    return columnType(field.name) === 'bool' ? `coalesce(${plain}, FALSE)` : plain;
  }
  if (field.kind !== 'derived') return null;
  switch (field.name) {
    case 'event_ms':
      return 'a.event_ms';
    case 'person':
      return 'a.person_no';
    case 'device':
      return 'a.user_no';
    case 'session':
      return 'a.session_no';
    case 'order_1':
      return 'a.tie';
    case 'order_2':
      return `''`;
    case 'user_key':
    case 'loaded_ms':
      return null;
  }
}

/** Keys that are only compared, with each other: numbers here, texts in the other tables. */
const comparedKeys: ReadonlySet<DerivedName> = new Set(['person', 'device', 'session', 'order_1', 'order_2']);

/**
 * Whether the view may answer sources of this plan: when one that gives a compared key must read the other tables, all must,
 * for a number never equals a text.
 */
export function fitsActivity({ steps }: Plan, columns: ReadonlySet<string>): boolean {
  return steps.every(({ relation }) => {
    if (relation.kind !== 'events' && relation.kind !== 'users') return true;
    const isKeyed = relation.columns.some(
      ({ field }) => field.kind === 'derived' && comparedKeys.has(field.name),
    );
    return !isKeyed || (relation.kind === 'events' && hasColumns(relation, columns));
  });
}

function hasColumns(
  { rangeOf, rollup, columns: wanted }: EventSource,
  columns: ReadonlySet<string>,
): boolean {
  return (
    rangeOf !== 'arrival' &&
    rollup === undefined &&
    wanted.every(({ field }) => activityField(field, columns) !== null)
  );
}

/**
 * The source over the narrow view `activity` (docs/decisions/0006-activity-layout.md), which shows the same events with
 * numbers in place of keys; null when a column is asked for that it does not have.
 */
export function printActivity(
  source: EventSource,
  context: PrintContext,
  columns: ReadonlySet<string>,
): string | null {
  if (source.rangeOf === 'arrival' || source.rollup !== undefined) return null;
  const list: string[] = [];
  for (const { as, field } of source.columns) {
    const sql = activityField(field, columns);
    if (sql === null) return null;
    list.push(`${sql} AS ${quote(as)}`);
  }
  const { appId, fromMs, toMs, names } = source;
  const conditions = [
    `a.app_id = ${context.text(appId)}`,
    `a.event_ms >= ${fromMs}`,
    `a.event_ms < ${toMs}`,
    ...(names === undefined
      ? []
      : [`a.event_name IN (${names.map((name) => context.text(name)).join(', ')})`]),
  ];
  return `SELECT ${list.length === 0 ? '1 AS "none"' : list.join(', ')}\n  FROM activity a\n  WHERE ${conditions.join(' AND ')}`;
}
