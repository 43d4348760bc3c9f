/** An identifier quoted for DuckDB: safe for any text. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text literal for places where DuckDB takes no parameter (paths, DDL). */
export function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A list of text literals, for `read_json` and `read_parquet`. */
export function quoteList(texts: readonly string[]): string {
  return `[${texts.map(quoteLiteral).join(', ')}]`;
}

/** A timestamp literal (UTC) for range bounds that the engine must see as constants to skip row groups. */
export function timestampLiteral(epochMs: number): string {
  return `TIMESTAMP ${quoteLiteral(new Date(epochMs).toISOString().replace('T', ' ').replace('Z', ''))}`;
}
