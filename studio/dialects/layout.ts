import type { RowSource } from '../plan/row-source.ts';
import type { EventSource, MemberSource, SourceField, UserSource } from '../plan/source.ts';
import type { PrintContext } from './dialect.ts';

/** Relations that a field needs beside the event's row. */
export type JoinedRow = 'session' | 'user';

/** A field printed for one engine. */
export interface PrintedField {
  readonly sql: string;
  readonly needs?: JoinedRow;
}

/** Where the logical columns of one engine's tables lie. */
export interface TableLayout {
  /** A field of the event row `e`, its session row `s` or its user row `u`. */
  field(field: SourceField, context: PrintContext): PrintedField;
  /** `FROM` list with the joins that are needed. */
  from(needs: ReadonlySet<JoinedRow>, source: EventSource, context: PrintContext): string;
  /** Conditions on `e`: app, people only, time range (in a form that skips what lies outside), names. */
  conditions(source: EventSource, context: PrintContext): readonly string[];
  /** A field of the user's own row `u`: what it tells of itself, `user_pseudo_id`, `person` and `user_key`. */
  userField(field: SourceField, context: PrintContext): string;
  users(source: UserSource, context: PrintContext): { readonly from: string; readonly where: string };
  members(source: MemberSource, context: PrintContext): string;
  /** A column of the session or item row `r`. */
  rowColumn(name: string): string;
  /** Table and conditions of session or item rows `r`. */
  rows(source: RowSource, context: PrintContext): { readonly from: string; readonly where: string };
}

/** SELECT of a source's columns over a layout. Rows that no column needs are not joined: they are left joins on unique keys. */
export function printSource(
  source: EventSource | UserSource | MemberSource | RowSource,
  layout: TableLayout,
  printer: { readonly context: PrintContext; readonly quote: (name: string) => string },
): string {
  const { context, quote } = printer;
  if (source.kind === 'members') return layout.members(source, context);
  if (source.kind === 'rows') {
    const { from, where } = layout.rows(source, context);
    const list = source.columns.map(({ as, name }) => `${layout.rowColumn(name)} AS ${quote(as)}`);
    return `SELECT ${list.join(', ')} FROM ${from} WHERE ${where}`;
  }
  if (source.kind === 'users') {
    const { from, where } = layout.users(source, context);
    const list = source.columns.map(({ as, field }) => `${layout.userField(field, context)} AS ${quote(as)}`);
    return `SELECT ${list.join(', ')} FROM ${from} WHERE ${where}`;
  }
  const printed = source.columns.map(({ as, field }) => ({ as, ...layout.field(field, context) }));
  const list = printed.map(({ as, sql }) => `${sql} AS ${quote(as)}`).join(', ');
  const columns = list === '' ? '1 AS "none"' : list;
  const needs = new Set(printed.flatMap((field) => field.needs ?? []));
  const from = layout.from(needs, source, context);
  return `SELECT ${columns}\n  FROM ${from}\n  WHERE ${layout.conditions(source, context).join(' AND ')}`;
}

/** Texts of whole numbers that fit 64 bits and of numbers in JSON's grammar; all engines know these patterns. */
export const numberPatterns = {
  integer: '^-?[0-9]{1,18}$',
  number: '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$',
} as const;

/** Stored types of custom values that a field type sees. */
export const storedTypesOf = {
  string: ['string'],
  integer: ['number', 'int', 'float', 'double'],
  number: ['number', 'int', 'float', 'double'],
  boolean: ['boolean'],
} as const;
