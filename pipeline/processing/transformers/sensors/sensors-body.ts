import { gunzipSync } from 'node:zlib';
import { type DecodedBody, decodeBody, maxInflatedBytes } from '../../clean/decode-body.ts';
import { formDecode } from '../../urls/form-decode.ts';

const base64Pattern = /^[A-Za-z0-9+/]*={0,2}$/;
const formFields = ['data_list', 'data'] as const;

/**
 * Reads a body of a Sensors client: JSON, or a form whose `data_list` (events) or `data` (one event) is base64 of JSON,
 * plain or gzipped. Never throws.
 */
export function decodeSensorsBody(data: string): DecodedBody {
  const body = data.trim();
  if (body.startsWith('[') || body.startsWith('{')) return decodeBody(body);
  const value = formValue(body);
  if (value === null) return undecodable('neither JSON nor a form with data or data_list');
  // A `+` of base64 that the client did not escape came out of the form as a blank.
  const base64 = value.trim().replaceAll(' ', '+');
  if (base64 === '' || base64.length % 4 === 1 || !base64Pattern.test(base64))
    return undecodable('not base64');
  const bytes = Buffer.from(base64, 'base64');
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const json = isGzip ? inflate(bytes) : bytes.toString('utf8');
  if (json === null) return undecodable('not gzip, or too large');
  return /^\s*[[{]/.test(json)
    ? decodeBody(json)
    : { kind: 'undecodable', reason: 'body_not_json', detail: 'no array or object' };
}

function formValue(body: string): string | null {
  for (const field of formFields) {
    const pair = body.split('&').find((text) => text.startsWith(`${field}=`));
    if (pair !== undefined) return formDecode(pair.slice(field.length + 1));
  }
  return null;
}

function inflate(bytes: Buffer): string | null {
  try {
    return gunzipSync(bytes, { maxOutputLength: maxInflatedBytes }).toString('utf8');
  } catch {
    return null;
  }
}

function undecodable(detail: string): DecodedBody {
  return { kind: 'undecodable', reason: 'body_undecodable', detail };
}
