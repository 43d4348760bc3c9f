import type { TypedValue } from '@millstream/core';
import { customParametersJson, putNamed } from '../custom-values/custom-parameters.ts';
import { cutText } from '../custom-values/cut-text.ts';
import { typedValue } from '../custom-values/typed-value.ts';
import type { EventRow } from '../rows/event-row.ts';
import { columnValue, fillableColumn } from './column-value.ts';
import { SandboxFailure } from './sandbox/sandbox-failure.ts';

/** One checked change of a row. */
type RowChange = (row: EventRow) => void;

/** What an enrichment did to a batch. */
export interface AppliedChanges {
  /** Reason by position of the row. */
  readonly rejected: ReadonlyMap<number, string>;
  /** Rows of which something was filled. */
  readonly changedRows: number;
}

const maxReasonChars = 500;
const maxJsonBytes = 65_535;

function broken(message: string): SandboxFailure {
  return new SandboxFailure('threw', message);
}

/** Positions and values of one column, as the sandbox should have sent them. */
function pairsOf(change: unknown, count: number): [index: number, value: unknown][] {
  const { at, to } = (typeof change === 'object' && change !== null ? change : {}) as {
    at?: unknown;
    to?: unknown;
  };
  if (!Array.isArray(at) || !Array.isArray(to)) throw broken('the answer has a wrong shape');
  return at.map((index: unknown, position) => {
    if (typeof index !== 'number' || !Number.isInteger(index) || index < 0 || index >= count) {
      throw broken('the answer names no row of the batch');
    }
    return [index, to[position]];
  });
}

function columnChange(name: string, index: number, value: unknown): RowChange {
  const column = fillableColumn(name);
  if (!column) throw broken(`${name} is not a column that plug-ins may fill`);
  const stored = value === null ? undefined : columnValue(column, value);
  if (value !== null && stored === undefined) {
    throw broken(`${name} of row ${index} cannot hold ${JSON.stringify(value)?.slice(0, 100)}`);
  }
  return (row) => {
    Reflect.set(row, name, stored);
  };
}

function parameterChange(index: number, entries: unknown): RowChange {
  if (!Array.isArray(entries)) throw broken('the answer has a wrong shape');
  const parameters = entries.map((entry: unknown): [string, unknown] => {
    const [name, json]: unknown[] = Array.isArray(entry) ? entry : [];
    if (typeof name !== 'string' || typeof json !== 'string') throw broken('the answer has a wrong shape');
    if (name === '') throw broken(`row ${index} has a custom parameter without a name`);
    try {
      return [name, JSON.parse(json)];
    } catch {
      throw broken(`custom parameter ${name} of row ${index} is not JSON`);
    }
  });
  return (row) => {
    const values: Record<string, TypedValue> = {};
    for (const [name, typed] of Object.entries(row.custom_parameters ?? {})) putNamed(values, name, typed);
    for (const [name, value] of parameters) {
      if (value === null) delete values[name];
      else putNamed(values, name, typedValue(value));
    }
    const isEmpty = Object.keys(values).length === 0;
    row.custom_parameters = isEmpty ? undefined : values;
    row.custom_parameters_json_str = isEmpty
      ? undefined
      : cutText(customParametersJson(values), maxJsonBytes);
  };
}

/**
 * Checks an enrichment's answer as a whole, then changes the rows; throws a SandboxFailure before any row is touched.
 */
export function applyChanges(rows: readonly EventRow[], answer: unknown): AppliedChanges {
  const { columns, rejected } = (typeof answer === 'object' && answer !== null ? answer : {}) as {
    columns?: unknown;
    rejected?: unknown;
  };
  if (typeof columns !== 'object' || columns === null) throw broken('the answer has a wrong shape');
  const changes: [index: number, change: RowChange][] = [];
  for (const [name, change] of Object.entries(columns)) {
    for (const [index, value] of pairsOf(change, rows.length)) {
      const checked =
        name === 'custom_parameters' ? parameterChange(index, value) : columnChange(name, index, value);
      changes.push([index, checked]);
    }
  }
  const reasons = pairsOf(rejected, rows.length).map(([index, reason]): [number, string] => {
    if (typeof reason !== 'string') throw broken(`the reason why row ${index} is rejected is not text`);
    return [index, reason.slice(0, maxReasonChars)];
  });
  const changedRows = new Set<number>();
  for (const [index, change] of changes) {
    const row = rows[index];
    if (!row) continue;
    change(row);
    changedRows.add(index);
  }
  return { rejected: new Map(reasons), changedRows: changedRows.size };
}
