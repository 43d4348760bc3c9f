import type { EventRow } from '../rows/event-row.ts';
import type { ColumnLists } from './sandbox/sandbox-messages.ts';

const parameterPrefix = 'custom_parameters.';

/** The values of the columns named in `reads`, as lists: only those leave for the plug-in's process. */
export function columnLists(rows: readonly EventRow[], reads: readonly string[]): ColumnLists {
  const lists: Record<string, unknown[]> = {};
  for (const name of reads) {
    if (name.startsWith(parameterPrefix)) {
      const parameter = name.slice(parameterPrefix.length);
      lists[name] = rows.map(({ custom_parameters: all }) =>
        all && Object.hasOwn(all, parameter) ? all[parameter] : undefined,
      );
    } else {
      lists[name] = rows.map((row) => Reflect.get(row, name));
    }
  }
  return lists;
}
