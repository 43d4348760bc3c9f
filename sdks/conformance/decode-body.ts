import { gunzipSync } from 'node:zlib';
import type { Json, JsonObject } from './driver.ts';

/** What a request's body says. */
export type DecodedBody =
  | { readonly kind: 'events'; readonly events: readonly JsonObject[]; readonly jsonBytes: number }
  | { readonly kind: 'unreadable'; readonly because: string };

/** Forms a body can have. */
export interface BodyForm {
  /** The query's `compression`. */
  readonly compression: string | undefined;
  /** The header `Content-Encoding`. */
  readonly contentEncoding: string | undefined;
}

const unreadable = (because: string): DecodedBody => ({ kind: 'unreadable', because });

function isGzip(body: Buffer): boolean {
  return body[0] === 0x1f && body[1] === 0x8b;
}

function plainText(body: Buffer, form: BodyForm): string {
  if (form.contentEncoding === 'gzip' || isGzip(body)) return gunzipSync(body).toString('utf8');
  if (form.compression !== 'gzip') return body.toString('utf8');
  return gunzipSync(Buffer.from(body.toString('latin1'), 'base64')).toString('utf8');
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads plain JSON, base64(gzip) text with `compression=gzip`, raw gzip bytes, and `Content-Encoding: gzip`. */
export function decodeBody(body: Buffer, form: BodyForm): DecodedBody {
  let text: string;
  let value: Json;
  try {
    text = plainText(body, form);
    value = JSON.parse(text);
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error));
  }
  if (!Array.isArray(value)) return unreadable('is no array');
  const events = value.filter(isObject);
  if (events.length !== value.length) return unreadable('holds something that is no object');
  return { kind: 'events', events, jsonBytes: Buffer.byteLength(text) };
}
