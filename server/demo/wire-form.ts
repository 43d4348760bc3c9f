import { hash } from 'node:crypto';
import { constants, gzipSync } from 'node:zlib';
import type { Delivery } from './delivery.ts';

/** A delivery as it travels: path with query, and body. */
export interface WireForm {
  readonly path: string;
  readonly query: string;
  readonly body: string;
  readonly compression: 'gzip' | null;
}

const gzipOptions = { level: constants.Z_BEST_SPEED } as const;

/** Writes a delivery as its platform's client sends it: web and WeChat plain JSON, the others base64 of gzip. */
export function wireForm(delivery: Delivery, path: string): WireForm {
  const { platform } = delivery;
  const json = JSON.stringify(delivery.events);
  const isPacked = platform === 'Android' || platform === 'iOS';
  const body = isPacked ? gzipSync(json, gzipOptions).toString('base64') : json;
  const query =
    `platform=${platform}&appId=${encodeURIComponent(delivery.appId)}` +
    `&event_bundle_sequence_id=${delivery.sequence}&upload_timestamp=${delivery.uploadMs}` +
    `&hashCode=${hash('sha256', body, 'hex').slice(0, 8)}${isPacked ? '&compression=gzip' : ''}`;
  return { path, query, body, compression: isPacked ? 'gzip' : null };
}
