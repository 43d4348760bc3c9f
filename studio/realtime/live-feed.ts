import { printPlan } from '../dialects/print-plan.ts';
import type { LifecycleOptions } from '../lifecycle/read-lifecycle.ts';
import type { Expression } from '../plan/expression.ts';
import { and, equal, greater, integer, or, text } from '../plan/expressions.ts';
import { PlanBuilder, type Scope } from '../plan/plan-builder.ts';
import type { Plan } from '../plan/relation.ts';
import { countIn, type EngineRow, textIn } from '../result/engine-row.ts';
import { jsonObject } from '../result/json-object.ts';
import { arrivedEvents, type RealtimeContext, realtimeContext } from './realtime-context.ts';
import type { FeedRequest } from './realtime-request.ts';

/** Preset columns that an event of the feed shows where it has them. */
const shownColumns = [
  'platform',
  'session_id',
  'geo_country',
  'geo_city',
  'app_version',
  'device_mobile_model_name',
  'device_operating_system',
  'device_ua_browser',
  'page_view_page_title',
  'page_view_page_url',
  'screen_view_screen_name',
  'traffic_source_source',
  'sdk_name',
  'sdk_version',
] as const;

/** One event of the feed. */
export interface FeedEvent {
  readonly eventId: string;
  readonly name: string;
  /** ISO instants of the event, of its arrival, and of the load that made it visible. */
  readonly time: string;
  readonly arrived: string;
  readonly loaded: string;
  readonly userPseudoId: string;
  readonly userId: string | null;
  /** Preset columns that are not null. */
  readonly columns: Readonly<Record<string, string>>;
  /** Custom parameters. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Newest first. */
export interface FeedAnswer {
  readonly events: readonly FeedEvent[];
  /** Hand it back as `since` for what comes after. */
  readonly cursor: string | null;
  /** True when more was loaded since than the limit shows. */
  readonly hasMore: boolean;
}

interface Cursor {
  readonly loadedMs: number;
  readonly arrivedMs: number;
  readonly eventId: string;
}

function cursorOf(value: string): Cursor {
  const [loaded, arrived, ...id] = value.split(':');
  return { loadedMs: Number(loaded), arrivedMs: Number(arrived), eventId: id.join(':') };
}

/** What was loaded later, or by the same load after it. A load shows all its events at once, so nothing is passed over. */
function isAfter(events: Scope, { loadedMs, arrivedMs, eventId }: Cursor): Expression {
  const [loaded, arrived] = [events.col('loaded_ms'), events.col('ingest_time_msec')];
  return or(
    greater(loaded, integer(loadedMs)),
    and(
      equal(loaded, integer(loadedMs)),
      or(
        greater(arrived, integer(arrivedMs)),
        and(equal(arrived, integer(arrivedMs)), greater(events.col('event_id'), text(eventId))),
      ),
    ),
  );
}

function planFeed(context: RealtimeContext, { since, limit }: FeedRequest): Plan {
  const builder = new PlanBuilder();
  const arrived = arrivedEvents(builder, context, (base) => {
    base.derived('event_ms');
    base.derived('loaded_ms');
    for (const name of [
      'event_id',
      'event_name',
      'user_pseudo_id',
      'user_id',
      'custom_parameters_json_str',
    ]) {
      base.event(name);
    }
    for (const name of shownColumns) base.event(name);
  });
  const events = arrived.as('e');
  const newest = ['loaded_ms', 'ingest_time_msec', 'event_id'];
  builder.select('feed', {
    from: events,
    columns: events.all(),
    ...(since === undefined ? {} : { where: isAfter(events, cursorOf(since)) }),
    orderBy: newest.map((name) => ({ by: events.col(name), descending: true })),
    limit: limit + 1,
  });
  return builder.build('realtime feed');
}

const iso = (row: EngineRow, name: string) => new Date(countIn(row, name)).toISOString();

function feedEvent(row: EngineRow): FeedEvent {
  const columns = shownColumns.flatMap((name) => {
    const value = textIn(row, name);
    return value === null ? [] : [[name, value] as const];
  });
  return {
    eventId: textIn(row, 'event_id') ?? '',
    name: textIn(row, 'event_name') ?? '',
    time: iso(row, 'event_ms'),
    arrived: iso(row, 'ingest_time_msec'),
    loaded: iso(row, 'loaded_ms'),
    userPseudoId: textIn(row, 'user_pseudo_id') ?? '',
    userId: textIn(row, 'user_id'),
    columns: Object.fromEntries(columns),
    parameters: jsonObject(textIn(row, 'custom_parameters_json_str')),
  };
}

/**
 * Reads the newest events of the last hour, or those loaded since a cursor, newest first. @throws CodedError of the engine
 */
export async function readFeed(request: FeedRequest, options: LifecycleOptions): Promise<FeedAnswer> {
  const { engine } = options;
  const context = realtimeContext(request, options);
  const rows = await engine.run(printPlan(planFeed(context, request), engine.dialect), options);
  const shown = rows.slice(0, request.limit);
  const [newest] = shown;
  const cursor =
    newest === undefined
      ? (request.since ?? null)
      : `${countIn(newest, 'loaded_ms')}:${countIn(newest, 'ingest_time_msec')}:${textIn(newest, 'event_id')}`;
  return { events: shown.map(feedEvent), cursor, hasMore: rows.length > request.limit };
}
