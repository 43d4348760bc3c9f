import { CodedError } from '@millstream/core';
import type { AnalysisContext } from '../../base/analysis-context.ts';
import { printPlan } from '../../dialects/print-plan.ts';
import type { Plan } from '../../plan/relation.ts';
import type { Cell } from '../../result/analysis-result.ts';
import { countIn, type EngineRow, numberIn, textIn } from '../../result/engine-row.ts';
import { jsonObject } from '../../result/json-object.ts';
import { resolveRange, type TimeRange } from '../../time/time-range.ts';
import type { LifecycleOptions } from '../read-lifecycle.ts';
import type { DetailsRequest } from './details-request.ts';
import {
  type DetailsPlace,
  eventColumns,
  planActiveDevices,
  planEventRows,
  planUserRows,
  userColumns,
} from './plan-details.ts';

/** A page of a table of single rows, newest first. */
export interface DetailsPage {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly hasMore: boolean;
}

const hourMs = 3_600_000;
/** Each look goes this many times as far back as the one before. */
const widening = 8;

/** The part of the range's days that is asked for. @throws CodedError SPEC_INVALID */
function askedRange(request: DetailsRequest, { range }: AnalysisContext): TimeRange {
  const fromMs = Math.max(range.fromMs, request.from === undefined ? range.fromMs : Date.parse(request.from));
  const toMs = Math.min(range.toMs, request.to === undefined ? range.toMs : Date.parse(request.to));
  if (fromMs < toMs) return { fromMs, toMs };
  throw new CodedError('SPEC_INVALID', { problems: '/to: the end is not after the start' });
}

/**
 * Rows from the newest on, looked for in ever longer stretches before the end: a page of a busy app needs minutes of data,
 * and reading all columns of a month for it would take seconds.
 */
async function newestRows(
  place: Omit<DetailsPlace, 'range'> & { readonly whole: TimeRange },
  planOf: (place: DetailsPlace) => Plan,
  run: (plan: Plan) => Promise<readonly EngineRow[]>,
): Promise<readonly EngineRow[]> {
  const { whole, count } = place;
  for (let lengthMs = hourMs; ; lengthMs *= widening) {
    const fromMs = Math.max(whole.fromMs, whole.toMs - lengthMs);
    const rows = await run(planOf({ ...place, range: { fromMs, toMs: whole.toMs } }));
    if (rows.length >= count || fromMs === whole.fromMs) return rows;
  }
}

const isoOf = (ms: number) => new Date(ms).toISOString();

function eventRow(row: EngineRow): readonly Cell[] {
  const cells = eventColumns.map((name) =>
    name === 'event_bundle_sequence_id' ? numberIn(row, name) : textIn(row, name),
  );
  return [isoOf(countIn(row, 'event_ms')), ...cells];
}

/** One row a parameter: its event, name, value and type. */
function parameterRows(row: EngineRow): readonly (readonly Cell[])[] {
  const event = ['event_id', 'event_name', 'user_pseudo_id'].map((name) => textIn(row, name));
  return Object.entries(jsonObject(textIn(row, 'custom_parameters_json_str'))).map(([name, value]) => [
    isoOf(countIn(row, 'event_ms')),
    ...event,
    name,
    typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value),
    typeof value,
  ]);
}

function userRow(device: EngineRow, row: EngineRow): readonly Cell[] {
  const cells = userColumns.map((name) =>
    name === 'first_touch_time_msec' ? numberIn(row, name) : textIn(row, name),
  );
  return [textIn(device, 'user_pseudo_id'), isoOf(countIn(device, 'last_ms')), ...cells];
}

/** Reads a page. @throws CodedError of validation and of the engine */
export async function readDetails(request: DetailsRequest, options: LifecycleOptions): Promise<DetailsPage> {
  const { engine, calendar, known, nowMs } = options;
  const asOfMs = request.asOf === undefined ? nowMs : Date.parse(request.asOf);
  const range = resolveRange(request.time, calendar, asOfMs);
  const context: AnalysisContext = { appId: request.appId, calendar, asOfMs, known, range, buckets: [] };
  const run = (plan: Plan) => engine.run(printPlan(plan, engine.dialect), options);
  const end = request.offset + request.limit;
  const place = { context, request, count: end + 1, whole: askedRange(request, context) };
  const planOf = request.table === 'users' ? planActiveDevices : planEventRows;
  const found = await newestRows(place, planOf, run);
  const page = found.slice(request.offset, end);
  const hasMore = found.length > end;
  switch (request.table) {
    case 'events':
      return { columns: ['time', ...eventColumns], rows: page.map(eventRow), hasMore };
    case 'parameters':
      return {
        columns: ['time', 'event_id', 'event_name', 'user_pseudo_id', 'name', 'value', 'type'],
        rows: page.flatMap(parameterRows),
        hasMore,
      };
    case 'users': {
      const devices = page.map((row) => textIn(row, 'user_pseudo_id') ?? '');
      const users = devices.length === 0 ? [] : await run(planUserRows(request.appId, devices));
      const byDevice = new Map(users.map((row) => [textIn(row, 'user_pseudo_id'), row]));
      return {
        columns: ['user_pseudo_id', 'last_active', ...userColumns],
        rows: page.map((row) => userRow(row, byDevice.get(textIn(row, 'user_pseudo_id')) ?? {})),
        hasMore,
      };
    }
  }
}
