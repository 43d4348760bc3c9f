// Runs inside the sandbox process: columns to row objects and back to what changed.
import type { PluginRow } from '../define-plugin.ts';
import type { ColumnChange, ColumnLists, EnrichmentChanges } from './sandbox-messages.ts';

const parameterPrefix = 'custom_parameters.';

/** A custom parameter as it travels. */
interface Typed {
  readonly value: string;
  readonly type: string;
}

function isTyped(value: unknown): value is Typed {
  return typeof value === 'object' && value !== null && 'value' in value && 'type' in value;
}

/** The plain value of a typed one; text that is no longer whole JSON stays text. */
function plain(typed: Typed): unknown {
  if (typed.type === 'string') return typed.value;
  try {
    return JSON.parse(typed.value);
  } catch {
    return typed.value;
  }
}

function parametersOf(columns: ColumnLists, index: number): Record<string, unknown> | undefined {
  const parameters: Record<string, unknown> = {};
  let isRead = false;
  for (const [column, values] of Object.entries(columns)) {
    const value = values[index];
    if (column === 'custom_parameters') {
      isRead = true;
      for (const [name, typed] of Object.entries(value ?? {}))
        if (isTyped(typed)) parameters[name] = plain(typed);
    } else if (column.startsWith(parameterPrefix)) {
      isRead = true;
      if (isTyped(value)) parameters[column.slice(parameterPrefix.length)] = plain(value);
    }
  }
  return isRead ? parameters : undefined;
}

/** Row objects for a plug-in. */
export function rowsOf(count: number, columns: ColumnLists): PluginRow[] {
  const names = Object.keys(columns).filter((name) => !name.startsWith('custom_parameters'));
  return Array.from({ length: count }, (_, index) => {
    const row: Record<string, unknown> = {};
    for (const name of names) {
      const value = columns[name]?.[index];
      // A copy, so that a change of a map inside the row can be seen.
      row[name] = typeof value === 'object' && value !== null ? { ...value } : value;
    }
    const parameters = parametersOf(columns, index);
    return parameters ? { ...row, custom_parameters: parameters } : row;
  }) as PluginRow[];
}

function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What a plug-in's rows changed against what it was given. Throws when the answer is not one row for each row. */
export function changesOf(returned: unknown, count: number, columns: ColumnLists): EnrichmentChanges {
  if (!Array.isArray(returned)) throw new TypeError('enrich must return an array of rows');
  if (returned.length !== count) throw new TypeError(`enrich returned ${returned.length} rows for ${count}`);
  const changed: Record<string, ColumnChange> = {};
  const rejected: ColumnChange = { at: [], to: [] };
  const change = (column: string, index: number, value: unknown) => {
    changed[column] ??= { at: [], to: [] };
    changed[column].at.push(index);
    changed[column].to.push(value);
  };
  for (const [index, row] of returned.entries()) {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) {
      throw new TypeError(`enrich returned no row at ${index}`);
    }
    for (const [column, value] of Object.entries(row)) {
      if (value === undefined) continue;
      if (column === 'rejected') {
        rejected.at.push(index);
        rejected.to.push(value);
      } else if (column === 'custom_parameters') {
        const parameters = changedParameters(value, parametersOf(columns, index) ?? {}, index);
        if (parameters) change(column, index, parameters);
      } else if (!isSame(value, columns[column]?.[index])) change(column, index, value);
    }
  }
  return { columns: changed, rejected };
}

/** Names and new values of the parameters that differ; values as JSON text, so that only JSON gets out. */
function changedParameters(
  value: unknown,
  given: Record<string, unknown>,
  index: number,
): [name: string, json: string][] | undefined {
  if (typeof value !== 'object' || value === null) {
    throw new TypeError(`custom_parameters of row ${index} is not an object`);
  }
  const changed: [name: string, json: string][] = [];
  for (const [name, parameter] of Object.entries(value)) {
    if (parameter === undefined || isSame(parameter, given[name])) continue;
    const json = JSON.stringify(parameter);
    if (json === undefined) throw new TypeError(`custom parameter ${name} of row ${index} is not JSON`);
    changed.push([name, json]);
  }
  return changed.length > 0 ? changed : undefined;
}
