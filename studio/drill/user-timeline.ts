import type { AnalysisContext } from '../base/analysis-context.ts';
import { printPlan } from '../dialects/print-plan.ts';
import type { LifecycleOptions } from '../lifecycle/read-lifecycle.ts';
import type { Plan } from '../plan/relation.ts';
import { countIn, type EngineRow, numberIn, textIn } from '../result/engine-row.ts';
import { jsonObject } from '../result/json-object.ts';
import type { TimeRange } from '../time/time-range.ts';
import {
  planTimelineEvents,
  planTimelineSessions,
  planTimelineUsers,
  timelineColumns,
} from './plan-timeline.ts';
import type { TimelineRequest } from './timeline-request.ts';

/** A device of the user. */
export interface TimelineDevice {
  readonly userPseudoId: string;
  /** ISO instants of its first and last event. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** ISO instant of its first event that carried the user's id; null when none did. */
  readonly linkedSince: string | null;
  readonly events: number;
}

/** One event of a session. */
export interface TimelineEvent {
  readonly eventId: string;
  readonly name: string;
  /** ISO instant. */
  readonly time: string;
  /** The id of the user that the event itself carried. */
  readonly userId: string | null;
  readonly columns: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A session on one device, or, with the id null, a day of events without a session. */
export interface TimelineSession {
  readonly sessionId: string | null;
  readonly userPseudoId: string;
  readonly start: string;
  readonly end: string;
  readonly eventCount: number;
  /** In order of time; fewer than `eventCount` when the page's limit cuts them. */
  readonly events: readonly TimelineEvent[];
}

/** What one user did, newest sessions first. */
export interface UserTimeline {
  readonly userKey: string;
  readonly devices: readonly TimelineDevice[];
  readonly sessionCount: number;
  readonly sessions: readonly TimelineSession[];
  /** Hand it back as `offset` for the next page; null at the end. */
  readonly nextOffset: number | null;
}

const isoOf = (ms: number) => new Date(ms).toISOString();

function devicesOf(rows: readonly EngineRow[]): readonly TimelineDevice[] {
  return [...Map.groupBy(rows, (row) => textIn(row, 'device') ?? '')]
    .map(([userPseudoId, list]) => {
      const linked = list.flatMap((row) => numberIn(row, 'linked_ms') ?? []);
      return {
        userPseudoId,
        firstSeen: isoOf(Math.min(...list.map((row) => countIn(row, 'start_ms')))),
        lastSeen: isoOf(Math.max(...list.map((row) => countIn(row, 'end_ms')))),
        linkedSince: linked.length === 0 ? null : isoOf(Math.min(...linked)),
        events: list.reduce((sum, row) => sum + countIn(row, 'events'), 0),
      };
    })
    .sort((a, b) => (a.lastSeen < b.lastSeen ? 1 : -1));
}

function timelineEvent(row: EngineRow): TimelineEvent {
  const columns = timelineColumns.flatMap((name) => {
    const value = textIn(row, name);
    return value === null ? [] : [[name, value] as const];
  });
  return {
    eventId: textIn(row, 'event_id') ?? '',
    name: textIn(row, 'event_name') ?? '',
    time: isoOf(countIn(row, 'event_ms')),
    userId: textIn(row, 'user_id'),
    columns: Object.fromEntries(columns),
    parameters: jsonObject(textIn(row, 'custom_parameters_json_str')),
  };
}

/** A session with those of the events that are its own. */
function timelineSession(row: EngineRow, events: readonly EngineRow[]): TimelineSession {
  const [device, session] = [textIn(row, 'device'), textIn(row, 'session')];
  const [startMs, endMs] = [countIn(row, 'start_ms'), countIn(row, 'end_ms')];
  const own = events.filter((event) => {
    const isSame = textIn(event, 'user_pseudo_id') === device && textIn(event, 'session_id') === session;
    const eventMs = countIn(event, 'event_ms');
    return isSame && eventMs >= startMs && eventMs <= endMs;
  });
  return {
    sessionId: session,
    userPseudoId: device ?? '',
    start: isoOf(startMs),
    end: isoOf(endMs),
    eventCount: countIn(row, 'events'),
    events: own.map(timelineEvent).toReversed(),
  };
}

/** The user that is asked for and the devices: user rows know them, and a device without a row is a user of its own. */
function resolveUser(
  request: TimelineRequest,
  rows: readonly EngineRow[],
): { readonly userKey: string; readonly devices: readonly string[] } {
  const asked = request.userKey ?? request.userPseudoId ?? '';
  const ofDevice = rows.find((row) => textIn(row, 'user_pseudo_id') === asked);
  const userKey = request.userKey ?? textIn(ofDevice ?? {}, 'user_key') ?? asked;
  const devices = rows
    .filter((row) => textIn(row, 'user_key') === userKey)
    .map((row) => textIn(row, 'user_pseudo_id') ?? '');
  return { userKey, devices: ofDevice === undefined ? [...devices, userKey] : devices };
}

/** Reads what one user did on all devices. @throws CodedError of the engine */
export async function readTimeline(
  request: TimelineRequest,
  options: LifecycleOptions,
): Promise<UserTimeline> {
  const { engine, calendar, known, nowMs } = options;
  const run = (plan: Plan) => engine.run(printPlan(plan, engine.dialect), options);
  const contextFor = (range: TimeRange): AnalysisContext => {
    return { appId: request.appId, calendar, asOfMs: nowMs, known, range, buckets: [] };
  };
  const all = contextFor({ fromMs: 0, toMs: nowMs + 1 });
  const asked = request.userKey ?? request.userPseudoId ?? '';
  const first = resolveUser(request, await run(planTimelineUsers(all, [asked])));
  // A device's user may have more devices.
  const { userKey, devices } =
    first.userKey === asked
      ? first
      : resolveUser(
          { ...request, userKey: first.userKey },
          await run(planTimelineUsers(all, [first.userKey])),
        );
  if (devices.length === 0) return { userKey, devices: [], sessionCount: 0, sessions: [], nextOffset: null };
  const rows = await run(planTimelineSessions(all, userKey, devices));
  const page = rows.slice(request.offset, request.offset + request.limit);
  const range = {
    fromMs: Math.min(...page.map((row) => countIn(row, 'start_ms'))),
    toMs: Math.max(...page.map((row) => countIn(row, 'end_ms'))) + 1,
  };
  const sessions = page.map((row) => textIn(row, 'session'));
  const events = page.length === 0 ? [] : await run(planTimelineEvents(contextFor(range), devices, sessions));
  const next = request.offset + request.limit;
  return {
    userKey,
    devices: devicesOf(rows),
    sessionCount: rows.length,
    sessions: page.map((row) => timelineSession(row, events)),
    nextOffset: next < rows.length ? next : null,
  };
}
