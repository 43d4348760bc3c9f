import type { QueuedEvent } from '@millstream/sdk-client';
import { gunzipSync, gzipSync, strFromU8, strToU8 } from 'fflate';
import { fromBase64, toBase64 } from './base64.ts';

/** Marks a row that is base64 of gzip; other rows are JSON and begin with a bracket. */
const packedMark = 'z';

function isEvent(value: unknown): value is QueuedEvent {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'at' in value &&
    typeof value.at === 'number' &&
    'json' in value &&
    typeof value.json === 'string'
  );
}

/** The row of a chunk that more events may join. */
export const openRow = (events: readonly QueuedEvent[]): string => JSON.stringify(events);

/** The row of a chunk that is full: events repeat themselves, a tenth of the size is common. */
export function packedRow(events: readonly QueuedEvent[]): string {
  return packedMark + toBase64(gzipSync(strToU8(openRow(events))));
}

/** The events of a row; what cannot be read holds none. */
export function readRow(row: string): readonly QueuedEvent[] {
  try {
    const json = row.startsWith(packedMark) ? strFromU8(gunzipSync(fromBase64(row.slice(1)))) : row;
    const events: unknown = JSON.parse(json);
    return Array.isArray(events) ? events.filter(isEvent) : [];
  } catch {
    return [];
  }
}
