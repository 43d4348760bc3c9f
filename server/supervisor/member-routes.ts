import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ConsoleStore } from '@millstream/console';
import { CodedError } from '@millstream/core';
import { csvText, memberUserColumns, type SavedSegment } from '@millstream/studio';
import type { FastifyRequest } from 'fastify';
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

const importQuery = z.object({ trial: z.enum(['true', 'false']).default('false') });
/** Bytes of a file of members, at most: some ten million ids. */
const mostFileBytes = 512 * 1024 * 1024;

/** What these calls work with. */
export interface MemberRoutesParts {
  readonly store: Pick<ConsoleStore, 'segments'>;
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

  // A file streams to the disk; it may be larger than what memory should hold.
  api.addContentTypeParser('text/csv', (_request, payload, done) => done(null, payload));

  api.get(`${segmentPath}/members`, { config: { permission: 'segment.read' } }, async (request, reply) => {
    const { appId, segmentId } = await segmentOf(request);
    const rows = engine.rows('/segments/members', { appId, segmentId }, goneSignal(reply));
    return reply.type('application/x-ndjson').send(Readable.from(jsonLines(rows)));
  });
  api.get(`${segmentPath}/export`, { config: { permission: 'segment.read' } }, async (request, reply) => {
    const { appId, segmentId } = await segmentOf(request);
    const rows = engine.rows('/segments/users', { appId, segmentId }, goneSignal(reply));
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="segment-${encodeURIComponent(segmentId)}.csv"`)
      .send(Readable.from(csvText(memberUserColumns, rows as AsyncIterable<Record<string, unknown>>)));
  });
  api.post(
    `${segmentPath}/members`,
    { bodyLimit: mostFileBytes, config: { permission: 'segment.write' } },
    async (request, reply) => {
      const { appId, segmentId, projectId } = await segmentOf(request);
      const isTrial = parsed(importQuery, request.query).trial === 'true';
      const { body } = request;
      if (!(body instanceof Readable))
        throw new CodedError('USAGE', { problem: 'Send the file as text/csv.' });
      const folder = scratchOf(projectId);
      await mkdir(folder, { recursive: true });
      const path = join(folder, `members-${randomUUID()}.csv`);
      try {
        await pipeline(body, bounded, createWriteStream(path));
        if (isTrial)
          return await engine.call(
            '/segments/import',
            { appId, segmentId, path, isTrial: true },
            goneSignal(reply),
          );
        const startedBy = personOf(request);
        const { run, found } = await service.importFile({ appId, segmentId, path, startedBy });
        const { unmatched = [], unmatchedCount = null } = found ?? {};
        return { ...summaryOf(run), unmatchedCount, unmatched };
      } finally {
        await rm(path, { force: true });
      }
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
