/**
 * A value of a statement's `?`: text, a whole number (`bigint`, 64 bits), a double (`number`), a truth value, null, or a
 * list of these without null, all of one kind. A `number` is always a double, also when it is whole.
 */
export type TrinoParameter = string | bigint | number | boolean | null | readonly TrinoListValue[];
/** A value inside a list. */
export type TrinoListValue = string | bigint | number | boolean;

const mostBigint = 2n ** 63n - 1n;

/**
 * Prints a parameter as a constant of Trino's SQL that means exactly this value: the protocol binds no values. Lone
 * surrogates become U+FFFD, as they do in UTF-8. An empty list is a list of text.
 */
export function trinoLiteral(value: TrinoParameter): string {
  if (value === null) return 'NULL';
  if (typeof value === 'object') return listLiteral(value);
  if (typeof value === 'string') return textLiteral(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'bigint') return wholeLiteral(value);
  return doubleLiteral(value);
}

function listLiteral(values: readonly TrinoListValue[]): string {
  if (values.length === 0) return 'CAST(ARRAY[] AS array(varchar))';
  return `ARRAY[${values.map(trinoLiteral).join(', ')}]`;
}

/** Control characters go as code points, so that no log or proxy on the way can change them. */
function textLiteral(text: string): string {
  const formed = text.toWellFormed();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are meant
  const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;
  if (formed.search(controls) === -1) return `'${formed.replaceAll("'", "''")}'`;
  const escaped = formed
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "''")
    .replace(controls, (character) => `\\${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `U&'${escaped}'`;
}

function wholeLiteral(value: bigint): string {
  const fits = value <= mostBigint && value >= -mostBigint - 1n;
  // A larger number can be compared with a column but not be one.
  return fits ? `BIGINT '${value}'` : `DECIMAL '${value}'`;
}

function doubleLiteral(value: number): string {
  if (Number.isNaN(value)) return 'nan()';
  if (value === Number.POSITIVE_INFINITY) return 'infinity()';
  if (value === Number.NEGATIVE_INFINITY) return '-infinity()';
  // JavaScript prints the shortest decimal text that reads back as the same double, but drops the sign of -0.
  return `DOUBLE '${Object.is(value, -0) ? '-0' : String(value)}'`;
}
