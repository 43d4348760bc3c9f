import type { DuckDBResult } from '@duckdb/node-api';
import type { JsonValue, QueryRow } from '../../warehouse.ts';
import { toJsonValue } from './json-value.ts';

/** Reads a result chunk by chunk as plain objects; equal column names get a number (`a`, `a:1`). */
export async function* jsonRows(result: DuckDBResult): AsyncGenerator<readonly QueryRow[]> {
  const names = result.deduplicatedColumnNames();
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    const columns = names.map((_, index) => chunk.getColumnValues(index).map(toJsonValue));
    const rows: QueryRow[] = [];
    for (let row = 0; row < chunk.rowCount; row += 1) {
      const object: Record<string, JsonValue> = {};
      names.forEach((name, index) => {
        object[name] = columns[index]?.[row] ?? null;
      });
      rows.push(object);
    }
    yield rows;
  }
}
