import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { type Clock, CodedError } from '@millstream/core';
import { csvText, memberUserColumns, type SegmentStore } from '@millstream/studio';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { EngineClient } from '../supervisor/engine-client.ts';
import { goneSignal } from '../supervisor/gone-signal.ts';
import { segmentParams, segmentPath } from '../supervisor/segment-path.ts';
import type { TypedApi } from './typed-api.ts';

/** What the calls work with. */
export interface SegmentExportParts {
  readonly segments: Pick<SegmentStore, 'read'>;
  readonly engine: EngineClient;
  readonly clock: Clock;
}

interface ExportLink {
  readonly appId: string;
  readonly segmentId: string;
  readonly expiresAtMs: number;
}

/** How long a link to members works, ms. */
const linkMs = 600_000;
/** Links that work at a time; the oldest one ends when another is made. */
const mostLinks = 1_000;

/**
 * Adds the calls for members as CSV: for the caller, and by a link that works for 10 minutes for whoever has it. Links
 * are kept in memory: they end with the server.
 */
export function addSegmentExportRoutes(api: TypedApi, { segments, engine, clock }: SegmentExportParts): void {
  const links = new Map<string, ExportLink>();

  async function sendMembers(reply: FastifyReply, appId: string, segmentId: string): Promise<FastifyReply> {
    if ((await segments.read(appId, segmentId)) === null)
      throw new CodedError('NOT_FOUND', { what: `Segment ${segmentId}` });
    const rows = engine.rows('/segments/users', { appId, segmentId }, goneSignal(reply));
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="segment-${encodeURIComponent(segmentId)}.csv"`)
      .header('cache-control', 'no-store')
      .send(Readable.from(csvText(memberUserColumns, rows as AsyncIterable<Record<string, unknown>>)));
  }

  api.get(
    `${segmentPath}/export`,
    {
      config: { permission: 'segment.read' },
      schema: { tags: ['segment'], summary: 'Members as CSV', params: segmentParams },
    },
    ({ params: { appId, id } }, reply) => sendMembers(reply, appId, id),
  );
  api.post(
    `${segmentPath}/export-link`,
    {
      config: { permission: 'segment.write' },
      schema: {
        tags: ['segment'],
        summary: 'Make a link to the members that works for 10 minutes',
        params: segmentParams,
      },
    },
    async ({ params: { appId, id } }) => {
      if ((await segments.read(appId, id)) === null)
        throw new CodedError('NOT_FOUND', { what: `Segment ${id}` });
      const token = randomBytes(32).toString('base64url');
      const expiresAtMs = clock.now() + linkMs;
      for (const [key, link] of links)
        if (link.expiresAtMs <= clock.now() || links.size >= mostLinks) links.delete(key);
      links.set(token, { appId, segmentId: id, expiresAtMs });
      return { path: `/api/segment-exports/${token}`, expiresAtMs };
    },
  );
  api.get(
    '/api/segment-exports/:token',
    {
      config: { permission: 'public' },
      schema: {
        tags: ['segment'],
        summary: 'Members as CSV, by a link',
        params: z.object({ token: z.string().min(1).max(100) }),
      },
    },
    ({ params: { token } }, reply) => {
      const link = links.get(token);
      if (link === undefined || link.expiresAtMs <= clock.now())
        throw new CodedError('NOT_FOUND', { what: 'This link, or it is older than 10 minutes: it' });
      return sendMembers(reply, link.appId, link.segmentId);
    },
  );
}
