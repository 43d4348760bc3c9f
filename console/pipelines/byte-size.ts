import { z } from 'zod';

const units = { B: 1, KB: 1e3, MB: 1e6, GB: 1e9, KIB: 2 ** 10, MIB: 2 ** 20, GIB: 2 ** 30 } as const;
const pattern = /^(\d+(?:\.\d+)?)\s*(B|KB|MB|GB|KIB|MIB|GIB|K|M|G)?$/i;

/** Reads `512MB`, `2GiB`, `2g` or a number of bytes; null when it is none of these. */
export function parseByteSize(text: string): number | null {
  const match = pattern.exec(text.trim());
  if (!match) return null;
  const unit = (match[2] ?? 'B').toUpperCase();
  const factor = units[(unit.length === 1 && unit !== 'B' ? `${unit}IB` : unit) as keyof typeof units];
  return Math.round(Number(match[1]) * factor);
}

/** A size in bytes, given as a number or as text with a unit. */
export const byteSize = z.union([z.number().int().positive(), z.string()]).transform((value, context) => {
  const bytes = typeof value === 'number' ? value : parseByteSize(value);
  if (bytes !== null && bytes > 0) return bytes;
  context.issues.push({ code: 'custom', message: 'a size such as 2GB or 512MiB', input: value });
  return z.NEVER;
});
