import { printPlan } from '../dialects/print-plan.ts';
import { spanFact } from '../lifecycle/facts/span-fact.ts';
import type { LifecycleOptions } from '../lifecycle/read-lifecycle.ts';
import { PlanBuilder } from '../plan/plan-builder.ts';
import { countIn, type EngineRow, numberIn, textIn } from '../result/engine-row.ts';
import { groupLabel } from '../result/group-label.ts';
import { localMs } from '../time/zone-clock.ts';
import {
  planRealtime,
  type RealtimeList,
  realtimeListNames,
  realtimeLists,
  rowKinds,
} from './plan-realtime.ts';
import { minuteMs, type RealtimeContext, realtimeContext, realtimeMinutes } from './realtime-context.ts';
import { type RealtimeRequest, realtimeWindows } from './realtime-request.ts';
import type { RealtimeMinute, RealtimeResult, RealtimeValue, RealtimeWindow } from './realtime-result.ts';

const shortWindow = 5;

function windowsOf(rows: readonly EngineRow[]): readonly RealtimeWindow[] {
  return realtimeWindows.map((minutes) => {
    const row =
      rows.find((one) => countIn(one, 'kind') === rowKinds.window && countIn(one, 'n') === minutes) ?? {};
    return {
      minutes,
      users: countIn(row, 'users'),
      events: countIn(row, 'events'),
      views: countIn(row, 'views'),
    };
  });
}

/** Every minute of the hour, also those in which nothing happened. */
function minutesOf(
  rows: readonly EngineRow[],
  { asOfMs, calendar }: RealtimeContext,
): readonly RealtimeMinute[] {
  const byMinute = new Map(
    rows.filter((row) => countIn(row, 'kind') === rowKinds.minute).map((row) => [countIn(row, 'n'), row]),
  );
  const last = Math.floor(asOfMs / minuteMs);
  return Array.from({ length: realtimeMinutes }, (_, index) => {
    const number = last - realtimeMinutes + 1 + index;
    const row = byMinute.get(number) ?? {};
    const startMs = number * minuteMs;
    const newUsers = countIn(row, 'views');
    return {
      minute: new Date(localMs(startMs, calendar.timeZone)).toISOString().slice(11, 16),
      start: new Date(startMs).toISOString(),
      newUsers,
      returningUsers: countIn(row, 'users') - newUsers,
      events: countIn(row, 'events'),
    };
  });
}

function listOf(rows: readonly EngineRow[], name: RealtimeList): readonly RealtimeValue[] {
  const kind = rowKinds.firstList + realtimeListNames.indexOf(name);
  return rows
    .filter((row) => countIn(row, 'kind') === kind)
    .sort((a, b) => countIn(a, 'n') - countIn(b, 'n'))
    .map((row) => {
      const key = realtimeLists[name].columns.map((_, index) => textIn(row, `g${index + 1}`));
      return {
        key,
        labels: key.map(groupLabel),
        users: countIn(row, 'users'),
        events: countIn(row, 'events'),
        views: countIn(row, 'views'),
      };
    });
}

/** The last arrival of all, for a page on which nothing happens. */
async function latestOfAll(context: RealtimeContext, options: LifecycleOptions): Promise<number | null> {
  const builder = new PlanBuilder();
  spanFact(builder, context);
  const { engine } = options;
  const [row = {}] = await engine.run(printPlan(builder.build('realtime latest'), engine.dialect), options);
  return numberIn(row, 'arrived_ms');
}

/** Reads what arrived in the last hour. @throws CodedError of the engine */
export async function readRealtime(
  request: RealtimeRequest,
  options: LifecycleOptions,
): Promise<RealtimeResult> {
  const startedAt = performance.now();
  const { engine } = options;
  const context = realtimeContext(request, options);
  const statement = printPlan(planRealtime(context, request.minutes), engine.dialect);
  const rows = await engine.run(statement, options);
  const windows = windowsOf(rows);
  const isShort = (row: EngineRow) =>
    countIn(row, 'kind') === rowKinds.window && countIn(row, 'n') === realtimeMinutes;
  const latestMs = numberIn(rows.find(isShort) ?? {}, 'last') ?? (await latestOfAll(context, options));
  const events = windows.find(({ minutes }) => minutes === shortWindow)?.events ?? 0;
  const lists = realtimeListNames.map((name) => [name, listOf(rows, name)] as const);
  return {
    asOf: new Date(context.asOfMs).toISOString(),
    timezone: context.calendar.timeZone,
    engine: engine.dialect.name,
    windows,
    eventsPerMinute: events / shortWindow,
    latestArrival: latestMs === null ? null : new Date(latestMs).toISOString(),
    minutes: minutesOf(rows, context),
    lists: Object.fromEntries(lists) as RealtimeResult['lists'],
    elapsedMs: Math.round(performance.now() - startedAt),
    sql: [statement.sql],
  };
}
