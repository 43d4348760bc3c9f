import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ConsoleStore } from '@millstream/console';
import { CodedError } from '@millstream/core';
import type { SavedSegment } from '@millstream/studio';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { personOf } from '../api/caller.ts';
import type { TypedApi } from '../api/typed-api.ts';
import { jsonLine } from '../engine/json-line.ts';
import type { EngineClient } from './engine-client.ts';
import { goneSignal } from './gone-signal.ts';
import { parsed } from './parse-request.ts';
import { summaryOf } from './segment-overview.ts';
import { segmentParams, segmentPath } from './segment-path.ts';
import type { SegmentService } from './segment-service.ts';

const tags = ['segment'];
const appParams = z.object({ appId: z.string().min(1) });
const importQuery = z.object({ trial: z.enum(['true', 'false']).default('false') });
/** Bytes of a file of members, at most: some ten million ids. */
const mostFileBytes = 512 * 1024 * 1024;

/** What these calls work with. */
export interface MemberRoutesParts {
  readonly store: Pick<ConsoleStore, 'segments' | 'projectOf'>;
  readonly engine: EngineClient;
  readonly service: SegmentService;
  /** Folder of a project that both processes reach, for files on their way. */
  readonly scratchOf: (projectId: string) => string;
}

/** Adds the calls that read and import members. */
export function addMemberRoutes(api: TypedApi, parts: MemberRoutesParts): void {
  const { store, engine, service, scratchOf } = parts;

  async function segmentOf(request: FastifyRequest): Promise<SavedSegment> {
    const { appId, id } = parsed(segmentParams, request.params);
    const segment = await store.segments.read(appId, id);
    if (segment === null) throw new CodedError('NOT_FOUND', { what: `Segment ${id}` });
    return segment;
  }

  /** What a file amounts to; nothing is kept. */
  function tryFile(file: { appId: string; segmentId: string; path: string }, reply: FastifyReply) {
    return engine.call('/segments/import', { ...file, isTrial: true }, goneSignal(reply));
  }

  /** Streams the body to a file that both processes reach, for as long as it is worked with. */
  async function withFile<T>(
    { body }: FastifyRequest,
    projectId: string,
    work: (path: string) => Promise<T>,
  ): Promise<T> {
    if (!(body instanceof Readable)) throw new CodedError('USAGE', { problem: 'Send the file as text/csv.' });
    const folder = scratchOf(projectId);
    await mkdir(folder, { recursive: true });
    const path = join(folder, `members-${randomUUID()}.csv`);
    try {
      await pipeline(body, bounded, createWriteStream(path));
      return await work(path);
    } finally {
      await rm(path, { force: true });
    }
  }

  // A file streams to the disk; it may be larger than what memory should hold.
  api.addContentTypeParser('text/csv', (_request, payload, done) => done(null, payload));

  api.get(
    `${segmentPath}/members`,
    {
      config: { permission: 'segment.read' },
      schema: { tags, summary: 'Members as JSON lines', params: segmentParams },
    },
    async (request, reply) => {
      const { appId, segmentId } = await segmentOf(request);
      const rows = engine.rows('/segments/members', { appId, segmentId }, goneSignal(reply));
      return reply.type('application/x-ndjson').send(Readable.from(jsonLines(rows)));
    },
  );
  api.post(
    `${segmentPath}/members`,
    {
      bodyLimit: mostFileBytes,
      config: { permission: 'segment.write' },
      schema: {
        tags,
        summary: 'Import members: a file as text/csv',
        consumes: ['text/csv'],
        params: segmentParams,
        querystring: importQuery,
      },
    },
    async (request, reply) => {
      const { appId, segmentId, projectId } = await segmentOf(request);
      const isTrial = request.query.trial === 'true';
      return withFile(request, projectId, async (path) => {
        if (isTrial) return tryFile({ appId, segmentId, path }, reply);
        const startedBy = personOf(request);
        const { run, found } = await service.importFile({ appId, segmentId, path, startedBy });
        const { unmatched = [], unmatchedCount = null } = found ?? {};
        return { ...summaryOf(run), unmatchedCount, unmatched };
      });
    },
  );
  // Before there is a segment, so that a name and a file can be judged together.
  api.post(
    '/api/apps/:appId/segments/members-trial',
    {
      bodyLimit: mostFileBytes,
      config: { permission: 'segment.write', isAudited: false },
      schema: {
        tags,
        summary: 'What a file of members amounts to; nothing is kept',
        consumes: ['text/csv'],
        params: appParams,
      },
    },
    async (request, reply) => {
      const { appId } = request.params;
      const projectId = await store.projectOf(appId);
      return withFile(request, projectId, (path) => tryFile({ appId, segmentId: 'trial', path }, reply));
    },
  );
}

async function* jsonLines(rows: AsyncIterable<unknown>): AsyncGenerator<string, void> {
  let text = '';
  for await (const row of rows) {
    text += jsonLine(row);
    if (text.length < 65_536) continue;
    yield text;
    text = '';
  }
  yield text;
}

/** The pieces as they are, up to the limit. @throws CodedError BODY_TOO_LARGE */
async function* bounded(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  let length = 0;
  for await (const piece of pieces) {
    length += piece.length;
    if (length > mostFileBytes) throw new CodedError('BODY_TOO_LARGE', { limit: mostFileBytes });
    yield piece;
  }
}
