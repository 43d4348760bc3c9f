import { CodedError } from '@millstream/core';
import { parseSegmentSpec, type SavedSegment } from '@millstream/studio';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { callerOf, personOf } from '../api/caller.ts';
import { addSegmentExportRoutes } from '../api/segment-export-routes.ts';
import { addSegmentScheduleRoute } from '../api/segment-schedule-route.ts';
import type { TypedApi } from '../api/typed-api.ts';
import { goneSignal } from './gone-signal.ts';
import { addMemberRoutes } from './member-routes.ts';
import { overviewOf, summaryOf } from './segment-overview.ts';
import { segmentParams, segmentPath } from './segment-path.ts';
import { type SegmentServiceParts, startSegmentService } from './segment-service.ts';

/** What the calls for segments work with. */
export interface SegmentRoutesParts extends SegmentServiceParts {
  /** Folder of a project that both processes reach, for files on their way. */
  readonly scratchOf: (projectId: string) => string;
  /** Tells the engine which segments stand. */
  readonly segmentsChanged: () => Promise<void>;
}

const text = z.string().min(1);
const appParams = z.object({ appId: text });
const runParams = segmentParams.extend({ runId: text });
const listQuery = z.object({ app: text.optional() });
const sampleQuery = z.object({ jobRunId: text.optional() });
const trialBody = z.strictObject({ spec: z.unknown() });
const tags = ['segment'];

function maySee(request: FastifyRequest, { projectId }: SavedSegment): boolean {
  return callerOf(request).rights.may('segment.read', projectId);
}

/**
 * Adds the calls for segments beside those of every saved kind (`saved-routes.ts` creates, changes, deletes them): lists with
 * runs and schedules, refresh, history, sample, trial, members, export, import.
 */
export function addSegmentRoutes(api: TypedApi, parts: SegmentRoutesParts): void {
  const { store, engine, clock, segmentsChanged } = parts;
  const service = startSegmentService(parts);
  const { segments } = store;
  api.addHook('onClose', () => service.close());
  // Names and existence of segments are part of what the engine checks: told before the caller hears of the change.
  api.addHook('onSend', async (request, reply, payload) => {
    const isChange = request.method !== 'GET' && reply.statusCode < 300;
    if (isChange && request.routeOptions.url?.startsWith('/api/apps/:appId/segments'))
      await segmentsChanged();
    return payload;
  });
  const overview = (segment: SavedSegment) =>
    overviewOf(segment, { store: segments, timeZoneOf: service.timeZoneOf, clock });

  api.get(
    '/api/segments',
    {
      config: { permission: 'segment.read', acrossProjects: true },
      schema: { tags, summary: 'Segments with runs and schedules', querystring: listQuery },
    },
    async (request) => {
      const { app } = request.query;
      if (app !== undefined) await store.projectOf(app);
      const visible = (await segments.list(app)).filter((segment) => maySee(request, segment));
      return Promise.all(visible.map(overview));
    },
  );
  api.get(
    '/api/segments/:id',
    {
      config: { permission: 'segment.read', acrossProjects: true },
      schema: { tags, summary: 'A segment by its id', params: z.object({ id: text }) },
    },
    async (request) => {
      const { id } = request.params;
      const isMeant = (one: SavedSegment) => one.segmentId === id && maySee(request, one);
      const segment = (await segments.list()).find(isMeant);
      if (segment === undefined) throw new CodedError('NOT_FOUND', { what: `Segment ${id}` });
      return { ...(await overview(segment)), spec: segment.spec };
    },
  );
  for (const word of ['check', 'preview']) {
    api.post(
      `/api/apps/:appId/segments/${word}`,
      {
        config: { permission: 'segment.read' },
        schema: { tags, summary: `${word} a segment; nothing is kept`, params: appParams, body: trialBody },
      },
      async (request, reply) => {
        const { appId } = request.params;
        const { spec } = request.body;
        // What a person may see is decided by the app in the path.
        if (parseSegmentSpec(spec).appId !== appId)
          throw new CodedError('SEGMENT_INVALID', { problems: '/appId: names another app' });
        return engine.call(`/segments/${word}`, { spec }, goneSignal(reply));
      },
    );
  }
  api.post(
    `${segmentPath}/refresh`,
    {
      config: { permission: 'segment.write' },
      schema: { tags, summary: 'Compute the members anew', params: segmentParams },
    },
    async (request, reply) => {
      const { appId, id } = request.params;
      const start = { appId, segmentId: id, trigger: 'manual' as const, startedBy: personOf(request) };
      const { run } = await service.jobs.refresh(start);
      return reply.code(202).send(summaryOf(run));
    },
  );
  api.get(
    `${segmentPath}/jobs`,
    {
      config: { permission: 'segment.read' },
      schema: { tags, summary: 'Runs of a segment', params: segmentParams },
    },
    async (request) => {
      const { appId, id } = request.params;
      return (await segments.runs(appId, id)).map(summaryOf);
    },
  );
  api.get(
    `${segmentPath}/jobs/:runId`,
    {
      config: { permission: 'segment.read' },
      schema: { tags, summary: 'A run of a segment', params: runParams },
    },
    async (request) => {
      const { appId, id, runId } = request.params;
      const run = await segments.run(runId);
      if (run === null || run.appId !== appId || run.segmentId !== id)
        throw new CodedError('NOT_FOUND', { what: `The segment run ${runId}` });
      return summaryOf(run);
    },
  );
  api.get(
    `${segmentPath}/sample`,
    {
      config: { permission: 'segment.read' },
      schema: { tags, summary: 'Some members', params: segmentParams, querystring: sampleQuery },
    },
    async (request) => {
      const { appId, id } = request.params;
      const { jobRunId } = request.query;
      const run = await (jobRunId === undefined ? segments.lastCompleted(appId, id) : segments.run(jobRunId));
      const isOfSegment = run !== null && run.appId === appId && run.segmentId === id;
      return isOfSegment && run.outcome !== null ? run.outcome.sample : [];
    },
  );
  addSegmentScheduleRoute(api, { timeZoneOf: service.timeZoneOf, clock });
  addSegmentExportRoutes(api, { segments, engine, clock });
  addMemberRoutes(api, { ...parts, service });
}
