import { gunzipSync } from 'node:zlib';
import type { RejectReason } from '@millstream/core';
import type { EventTexts } from '../transformers/transformer.ts';
import { jsonElements } from './json-text.ts';
import { parseJson, withoutLoneSurrogates } from './parse-json.ts';

/** Bound on the text a compressed body may hold, bytes; the collector refuses more, imported records might not. */
export const maxInflatedBytes = 32 * 1024 * 1024;
/** Bound on the events of one body: more than any client sends, few enough to quarantine one by one. */
export const maxEventsPerBody = 100_000;

/** Events of a body, or why there are none. */
export type DecodedBody =
  | { readonly kind: 'events'; readonly events: readonly unknown[]; readonly texts: EventTexts }
  | { readonly kind: 'undecodable'; readonly reason: RejectReason; readonly detail: string };

const base64Pattern = /^[A-Za-z0-9+/]*={0,2}$/;

function undecodable(reason: RejectReason, detail: string): DecodedBody {
  return { kind: 'undecodable', reason, detail };
}

/** Inflates base64 of gzip; null when it is not that. */
function inflate(base64: string): string | { failed: string } {
  if (base64.length % 4 === 1 || !base64Pattern.test(base64)) return { failed: 'neither JSON nor base64' };
  try {
    const text = gunzipSync(Buffer.from(base64, 'base64'), { maxOutputLength: maxInflatedBytes }).toString();
    return text.replaceAll(/[\r\n]/g, '').trim();
  } catch (error) {
    const isTooLarge = error instanceof RangeError;
    return { failed: isTooLarge ? `inflates to more than ${maxInflatedBytes} bytes` : 'not gzip' };
  }
}

/** Texts of a body's events, split when first asked for. */
function eventTexts(body: string, isArray: boolean): EventTexts {
  let elements: readonly string[] | undefined;
  return {
    at(index) {
      elements ??= isArray ? jsonElements(body) : [body];
      return elements[index] ?? '';
    },
  };
}

/**
 * Reads a body: a JSON array of events or a single one, plain or as base64 of gzip. Blanks and a byte-order mark around
 * it are ignored. Never throws.
 */
export function decodeBody(data: string): DecodedBody {
  let body = data.trim();
  if (!body.startsWith('[') && !body.startsWith('{')) {
    const inflated = inflate(body);
    if (typeof inflated !== 'string') return undecodable('body_undecodable', inflated.failed);
    body = inflated;
    if (!body.startsWith('[') && !body.startsWith('{'))
      return undecodable('body_not_json', 'no array or object');
  }
  body = withoutLoneSurrogates(body);
  let parsed: unknown;
  try {
    parsed = parseJson(body);
  } catch {
    return undecodable('body_not_json', 'malformed JSON');
  }
  const isArray = Array.isArray(parsed);
  const events: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  if (events.length > maxEventsPerBody) {
    return undecodable('body_undecodable', `more than ${maxEventsPerBody} events`);
  }
  return { kind: 'events', events, texts: eventTexts(body, isArray) };
}
