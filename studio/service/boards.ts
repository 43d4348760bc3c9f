import { randomUUID } from 'node:crypto';
import type { DrillList } from '../drill/drill-list.ts';
import { parseTimelineRequest } from '../drill/timeline-request.ts';
import { parseDevicesRequest, readUserDevices, type UserDevices } from '../drill/user-devices.ts';
import { readTimeline, type UserTimeline } from '../drill/user-timeline.ts';
import type { AnalysisEngine } from '../engines/analysis-engine.ts';
import { parseDetailsRequest } from '../lifecycle/details/details-request.ts';
import { type DetailsPage, readDetails } from '../lifecycle/details/read-details.ts';
import { parseLifecycleDrillRequest } from '../lifecycle/drill/lifecycle-drill-request.ts';
import { readLifecycleDrill } from '../lifecycle/drill/read-lifecycle-drill.ts';
import { parseLifecycleRequest } from '../lifecycle/lifecycle-request.ts';
import type { LifecycleResult } from '../lifecycle/lifecycle-result.ts';
import { type LifecycleOptions, readLifecycle } from '../lifecycle/read-lifecycle.ts';
import { type FeedAnswer, readFeed } from '../realtime/live-feed.ts';
import { readRealtime } from '../realtime/read-realtime.ts';
import { parseFeedRequest, parseRealtimeRequest } from '../realtime/realtime-request.ts';
import type { RealtimeResult } from '../realtime/realtime-result.ts';
import type { QueryDesk } from '../run/query-desk.ts';
import { type PlaceOptions, placeOf } from './studio-place.ts';

/** The ready-made pages of an app. @throws CodedError of validation and of the engine */
export interface Boards {
  /** The life cycle dashboard or parts of it (`LifecycleRequest`). */
  lifecycle(request: unknown, signal?: AbortSignal): Promise<LifecycleResult>;
  /** Users or events behind a number of the life cycle dashboard (`LifecycleDrillRequest`). */
  lifecycleDrill(request: unknown, signal?: AbortSignal): Promise<DrillList>;
  /** A page of single users, events or parameters (`DetailsRequest`). */
  details(request: unknown, signal?: AbortSignal): Promise<DetailsPage>;
  /** What happens now (`RealtimeRequest`). */
  realtime(request: unknown, signal?: AbortSignal): Promise<RealtimeResult>;
  /** The newest single events (`FeedRequest`). */
  feed(request: unknown, signal?: AbortSignal): Promise<FeedAnswer>;
  /** What one user did (`TimelineRequest`). */
  timeline(request: unknown, signal?: AbortSignal): Promise<UserTimeline>;
  /** Devices of users, for a segment of them (`DevicesRequest`). */
  devices(request: unknown, signal?: AbortSignal): Promise<UserDevices>;
}

/** What the pages work with. */
export interface BoardOptions extends PlaceOptions {
  readonly desk: QueryDesk;
  readonly engine: AnalysisEngine;
  /** Wall time of one query, ms. */
  readonly timeoutMs: number;
}

interface Page<Request, Answer> {
  readonly purpose: string;
  readonly parse: (value: unknown) => Request;
  readonly read: (request: Request, options: LifecycleOptions) => Promise<Answer>;
  /** How long equal questions without a moment of their own are one question, ms; 0 = never. */
  readonly sharedMs: number;
}

const minuteMs = 60_000;

/** Opens the pages. */
export function createBoards(options: BoardOptions): Boards {
  const { desk, engine, timeoutMs } = options;

  function answer<Request extends { readonly appId: string; readonly projectId: string }, Answer>(
    page: Page<Request, Answer>,
  ) {
    const { purpose, parse, read, sharedMs } = page;
    return async (value: unknown, signal?: AbortSignal): Promise<Answer> => {
      const request = parse(value);
      const place = await placeOf(request, options);
      const moment = sharedMs === 0 ? null : Math.floor(place.nowMs / sharedMs);
      const key = moment === null ? null : JSON.stringify([purpose, request, moment]);
      const question = { id: randomUUID(), purpose, key, ...(signal === undefined ? {} : { signal }) };
      return desk.ask(question, (run) => read(request, { engine, ...place, timeoutMs, ...run }));
    };
  }

  return {
    lifecycle: answer({
      purpose: 'life cycle dashboard',
      parse: parseLifecycleRequest,
      read: readLifecycle,
      sharedMs: minuteMs,
    }),
    lifecycleDrill: answer({
      purpose: 'life cycle drill',
      parse: parseLifecycleDrillRequest,
      read: readLifecycleDrill,
      sharedMs: minuteMs,
    }),
    details: answer({
      purpose: 'details',
      parse: parseDetailsRequest,
      read: readDetails,
      sharedMs: minuteMs,
    }),
    realtime: answer({
      purpose: 'realtime',
      parse: parseRealtimeRequest,
      read: readRealtime,
      sharedMs: 1_000,
    }),
    feed: answer({ purpose: 'live feed', parse: parseFeedRequest, read: readFeed, sharedMs: 0 }),
    timeline: answer({
      purpose: 'user timeline',
      parse: parseTimelineRequest,
      read: readTimeline,
      sharedMs: 0,
    }),
    devices: answer({
      purpose: 'user devices',
      parse: parseDevicesRequest,
      read: readUserDevices,
      sharedMs: 0,
    }),
  };
}
