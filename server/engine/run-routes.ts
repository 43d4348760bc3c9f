import { CodedError, parseSegmentName, type StoreLayout } from '@millstream/core';
import type { Warehouse } from '@millstream/modeling';
import { z } from 'zod';
import { parsed } from '../supervisor/parse-request.ts';
import type { ApiHandler } from './json-api.ts';
import type { PipelineJob } from './pipeline-job.ts';
import type { RunLog } from './run-log.ts';
import { type ArchivedSegment, findKeptFile } from './segment-archive.ts';

/** What the calls for runs work on. */
export interface RunRoutesParts {
  readonly runs: RunLog;
  readonly job: Pick<PipelineJob, 'replace'>;
  readonly layout: StoreLayout;
  readonly warehouse: Pick<Warehouse, 'query'>;
}

const filesBody = z.object({ files: z.array(z.string().min(1)).min(1) });
const rerunBody = filesBody.extend({ startedBy: z.string(), ofRun: z.string() });
const cancelBody = z.object({ runId: z.string().min(1) });

/** People with an event since a time, in all apps together. */
const recentUsersSql = `SELECT count(DISTINCT (app_id, user_pseudo_id))::INTEGER AS users FROM event_v2
  WHERE event_timestamp >= make_timestamp(($1 * 1000)::BIGINT)`;

/** The kept ones among raw files, and the names of those that are gone. */
async function keptAmong(
  layout: StoreLayout,
  names: readonly string[],
): Promise<{ kept: ArchivedSegment[]; gone: string[] }> {
  // A name with a slash would leave the folder of raw files.
  const known = names.filter((name) => parseSegmentName(name) !== null && !/[/\\]/.test(name));
  const found = await Promise.all(
    known.map(async (name) => ({ name, file: await findKeptFile(layout, name) })),
  );
  return {
    kept: found.flatMap(({ file }) => file ?? []),
    gone: found.flatMap(({ name, file }) => (file === null ? [name] : [])),
  };
}

/** Calls of the supervisor for runs: what a rerun would read, the rerun itself, cancelling. */
export function runRoutes({
  runs,
  job,
  layout,
  warehouse,
}: RunRoutesParts): Readonly<Record<string, ApiHandler>> {
  return {
    'POST /runs/preview': async ({ body }) => {
      const { kept, gone } = await keptAmong(layout, parsed(filesBody, body).files);
      const days = kept.map(({ name }) =>
        new Date(parseSegmentName(name)?.firstMs ?? 0).toISOString().slice(0, 10),
      );
      return { keptFiles: kept.length, goneFiles: gone.length, days: [...new Set(days)].sort() };
    },
    'POST /runs/rerun': async ({ body }) => {
      const { files, startedBy, ofRun } = parsed(rerunBody, body);
      const { kept } = await keptAmong(layout, files);
      if (kept.length === 0)
        throw new CodedError('RUN_NOT_REPEATABLE', { reason: 'its raw records are not kept any longer' });
      return { segments: await job.replace(kept, { startedBy, detail: { repeats: ofRun } }) };
    },
    'GET /users/recent': async ({ query, signal }) => {
      const sinceMs = Number(query.get('sinceMs'));
      const { rows } = await warehouse.query(recentUsersSql, {
        parameters: [sinceMs],
        timeoutMs: 2_000,
        signal,
      });
      for await (const { users } of rows) return { users };
      return { users: 0 };
    },
    'POST /runs/cancel': async ({ body }) => ({ isAsked: runs.cancel(parsed(cancelBody, body).runId) }),
  };
}
