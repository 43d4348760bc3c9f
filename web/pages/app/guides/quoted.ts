/** A text in double quotes, as Kotlin, Dart and JSON read it. */
export const doubleQuoted = (value: string): string => JSON.stringify(value);

/** A text in single quotes of JavaScript. */
export const singleQuoted = (value: string): string =>
  `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** An argument of a shell. */
export const shellQuoted = (value: string): string => `'${value.replaceAll("'", "'\\''")}'`;

/** A value of an HTML attribute in double quotes. */
export const attributeQuoted = (value: string): string =>
  `"${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`;
