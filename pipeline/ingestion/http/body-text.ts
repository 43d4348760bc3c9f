import { createHash } from 'node:crypto';

const gzipMagic = [0x1f, 0x8b] as const;

/** The body as the record keeps it, as JSON text: UTF-8 with U+FFFD for what is none; raw gzip as base64. */
export function bodyAsJson(body: Buffer): string {
  if (body[0] === gzipMagic[0] && body[1] === gzipMagic[1]) return `"${body.toString('base64')}"`;
  return JSON.stringify(body.toString());
}

/** True when the first non-blank byte does not begin a JSON array or object. */
export function looksInvalid(body: Buffer): boolean {
  for (const byte of body) {
    if (byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)) continue;
    return byte !== 0x5b && byte !== 0x7b;
  }
  return true;
}

/** First 8 hexadecimal digits of the SHA-256 of `bytes`, as clients send them in `hashCode`. */
export function integrityCode(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 8);
}

const base64Shape = /^[A-Za-z0-9+/_-]*={0,2}$/;

/** The body that a pixel's `data` stands for; text that is no base64 stands for itself. */
export function pixelBody(data: string): Buffer {
  return base64Shape.test(data) ? Buffer.from(data, 'base64') : Buffer.from(data);
}
