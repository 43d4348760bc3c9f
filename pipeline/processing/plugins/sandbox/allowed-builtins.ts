/** Built-in modules a plug-in may import: computing only. */
export const allowedBuiltins: readonly string[] = [
  'assert',
  'buffer',
  'crypto',
  'path',
  'querystring',
  'string_decoder',
  'url',
  'util',
  'zlib',
];
