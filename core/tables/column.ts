/**
 * Type of a column: `ts` timestamp (ms, UTC), `date`, `i64`, `i32`, `f64`, `str`, `bool`,
 * `map` (string -> string), `pmap` (string -> {value, type}), `umap` (string -> {value, type, set_time_msec}).
 */
export type ColumnType = 'ts' | 'date' | 'i64' | 'i32' | 'f64' | 'str' | 'bool' | 'map' | 'pmap' | 'umap';

/** One column of a modelled table, in stored order. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** Longest stored value in UTF-8 bytes; absent = never cut. Text only. */
  readonly maxBytes?: number;
  /** True when the column never holds null. */
  readonly notNull?: true;
}

/** Short form used by the table files: `name`, `name type`, `name type maxBytes`, with a trailing `!` for not null. */
export function columns(...lines: readonly string[]): readonly Column[] {
  return lines.map((line) => {
    const notNull = line.endsWith('!');
    const [name = '', type = 'str', maxBytes] = (notNull ? line.slice(0, -1).trim() : line).split(' ');
    return Object.freeze({
      name,
      type: type as ColumnType,
      ...(maxBytes === undefined ? {} : { maxBytes: Number(maxBytes) }),
      ...(notNull ? { notNull: true as const } : {}),
    });
  });
}
