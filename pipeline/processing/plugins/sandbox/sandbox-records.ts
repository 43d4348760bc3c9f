// Runs inside the sandbox process: columns to records, and a transformer's answer to one body per record.
import type { PluginRecord } from '../define-plugin.ts';
import type { ColumnLists, TransformerOutput } from './sandbox-messages.ts';

/** Record objects for a transformer. */
export function recordsOf(count: number, columns: ColumnLists): PluginRecord[] {
  const names = Object.keys(columns);
  return Array.from({ length: count }, (_, index) => {
    const record: Record<string, unknown> = {};
    for (const name of names) {
      const value = columns[name]?.[index];
      if (value !== undefined) record[name] = value;
    }
    return { ...record, index };
  });
}

function fieldOf(entry: unknown, name: string): unknown {
  return typeof entry === 'object' && entry !== null ? Reflect.get(entry, name) : undefined;
}

function recordIndex(entry: unknown, count: number, what: string): number {
  const index = fieldOf(entry, 'record');
  if (typeof index === 'number' && Number.isInteger(index) && index >= 0 && index < count) return index;
  throw new TypeError(`${what} names no record of the batch: ${String(index)}`);
}

/** Checks a transformer's answer. Throws when it does not have the shape of `TransformResult`. */
export function outputOf(returned: unknown, count: number): TransformerOutput {
  const events = fieldOf(returned, 'events');
  const rejects = fieldOf(returned, 'rejects') ?? [];
  if (!Array.isArray(events)) throw new TypeError('transform must return { events: [], rejects: [] }');
  if (!Array.isArray(rejects)) throw new TypeError('rejects must be an array');
  const texts: string[][] = Array.from({ length: count }, () => []);
  for (const entry of events) {
    const index = recordIndex(entry, count, 'an event');
    const event = fieldOf(entry, 'event');
    if (typeof event !== 'object' || event === null || Array.isArray(event)) {
      throw new TypeError(`an event of record ${index} is not an object`);
    }
    texts[index]?.push(JSON.stringify(event));
  }
  return {
    bodies: texts.map((list) => `[${list.join(',')}]`),
    rejects: rejects.map((entry) => ({
      record: recordIndex(entry, count, 'a reject'),
      reason: String(fieldOf(entry, 'reason') ?? ''),
      text: JSON.stringify(fieldOf(entry, 'event') ?? null),
    })),
  };
}
