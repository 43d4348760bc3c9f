import type { ConsoleStore, RealtimeState } from '@millstream/console';
import { asCodedError } from '@millstream/core';
import type { FeedAnswer, FeedEvent, RealtimeResult } from '@millstream/studio';
import { z } from 'zod';
import type { EngineClient } from '../supervisor/engine-client.ts';
import { goneSignal } from '../supervisor/gone-signal.ts';
import { personOf } from './caller.ts';
import { openEventStream } from './event-stream.ts';
import { createLiveAudience, type LiveAudience } from './live-audience.ts';
import type { TypedApi } from './typed-api.ts';

/** What the realtime page is served with. */
export interface RealtimeRoutesParts {
  readonly store: Pick<ConsoleStore, 'projectOf' | 'realtime'>;
  readonly engine: EngineClient;
}

/** What the page shows at a moment; without numbers while realtime is stopped. */
export interface RealtimeView {
  readonly state: RealtimeState;
  readonly numbers: Omit<RealtimeResult, 'sql'> | null;
  /** The newest events, newest first. */
  readonly feed: readonly FeedEvent[];
}

/** Rhythm of the live page, ms: what arrived is seen two rhythms later at most. */
const everyMs = 2_000;
const feedLength = 50;

const params = z.object({ appId: z.string().min(1) });
const query = z.object({ minutes: z.enum(['5', '30', '60']).default('60') });
const switchBody = z.strictObject({ isOn: z.boolean() });

/** Adds the calls of the realtime page: once, live for all listeners together, started and stopped per app. */
export function addRealtimeRoutes(api: TypedApi, { store, engine }: RealtimeRoutesParts): void {
  const audiences = new Map<string, LiveAudience<RealtimeView>>();
  const tags = ['realtime'];

  async function read(appId: string, minutes: string, signal: AbortSignal): Promise<RealtimeView> {
    const state = await store.realtime.stateOf(appId);
    if (!state.isOn) return { state, numbers: null, feed: [] };
    const place = { appId, projectId: await store.projectOf(appId) };
    const [result, { events }] = await Promise.all([
      engine.call('/studio/realtime', { ...place, minutes: Number(minutes) }, signal),
      engine.call('/studio/realtime/feed', { ...place, limit: feedLength }, signal),
    ] as [Promise<RealtimeResult>, Promise<FeedAnswer>]);
    const { sql: _, ...numbers } = result;
    return { state, numbers, feed: events };
  }

  function audienceOf(appId: string, minutes: string): LiveAudience<RealtimeView> {
    const key = `${minutes} ${appId}`;
    const known = audiences.get(key);
    if (known !== undefined) return known;
    const audience = createLiveAudience((signal) => read(appId, minutes, signal), everyMs);
    audiences.set(key, audience);
    return audience;
  }

  api.get(
    '/api/apps/:appId/realtime',
    {
      config: { permission: 'realtime.read' },
      schema: { tags, summary: 'What arrived in the last minutes', params, querystring: query },
    },
    (request, reply) => read(request.params.appId, request.query.minutes, goneSignal(reply)),
  );
  api.get(
    '/api/apps/:appId/realtime/live',
    {
      config: { permission: 'realtime.read' },
      schema: { tags, summary: 'The same as server-sent events', params, querystring: query },
    },
    async (request, reply) => {
      const { appId } = request.params;
      await store.projectOf(appId);
      const stream = openEventStream(reply);
      let shown: ReadonlySet<string> = new Set();
      const leave = audienceOf(appId, request.query.minutes).join({
        tell({ state, numbers, feed }) {
          // Events that this listener has are not sent again.
          const fresh = feed.filter(({ eventId }) => !shown.has(eventId));
          shown = new Set(feed.map(({ eventId }) => eventId));
          stream.send({ kind: 'view', state, numbers, feed: fresh });
        },
        failed: (error) => stream.send({ kind: 'failed', error: asCodedError(error).toJSON() }),
      });
      stream.onClosed(leave);
    },
  );
  api.put(
    '/api/apps/:appId/realtime',
    {
      config: { permission: 'realtime.write' },
      schema: { tags, summary: 'Start or stop the realtime page of an app', params, body: switchBody },
    },
    async (request) => {
      const { appId } = request.params;
      await store.projectOf(appId);
      const before = await store.realtime.stateOf(appId);
      if (request.body.isOn) await store.realtime.start(appId);
      else await store.realtime.stop(appId, personOf(request));
      const after = await store.realtime.stateOf(appId);
      request.audit = { object: `realtime of app ${appId}`, before, after };
      for (const [key, audience] of audiences) if (key.endsWith(` ${appId}`)) audience.askNow();
      return after;
    },
  );
}
