/** One row as an engine answers: values by column name. Whole numbers beyond 2^53 may come as text. */
export type EngineRow = Readonly<Record<string, unknown>>;

/** A number of a row; null stays null. */
export function numberIn(row: EngineRow, name: string): number | null {
  const value = row[name];
  return value === null || value === undefined ? null : Number(value);
}

/** A whole number of a row that cannot be null. */
export function countIn(row: EngineRow, name: string): number {
  return numberIn(row, name) ?? 0;
}

/** A text of a row; null stays null. */
export function textIn(row: EngineRow, name: string): string | null {
  const value = row[name];
  return value === null || value === undefined ? null : String(value);
}
