import { type Run, runKinds, runStates } from '@millstream/console';
import { CodedError } from '@millstream/core';
import { z } from 'zod';
import { isCancellable } from '../engine/run-log.ts';
import type { EngineClient } from '../supervisor/engine-client.ts';
import { goneSignal } from '../supervisor/gone-signal.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import { personOf } from './caller.ts';
import type { TypedApi } from './typed-api.ts';

/** What the calls for runs work with. */
export interface RunRoutesParts {
  readonly supervisor: Pick<Supervisor, 'store'>;
  readonly engine: EngineClient;
}

/** What a rerun would read and replace. */
export interface RerunPreview {
  /** Raw files that are kept and would be processed once more. */
  readonly keptFiles: number;
  /** Raw files that are gone: their rows stay as they are. */
  readonly goneFiles: number;
  /** UTC days of arrival. */
  readonly days: readonly string[];
  /** Rows of the run that would be replaced, by table. */
  readonly rows: Readonly<Record<string, number>>;
}

const tags = ['run'];
const path = '/api/projects/:projectId/runs';
const params = z.object({ projectId: z.string().min(1) });
const runParams = params.extend({ runId: z.string().min(1) });
const list = <T extends string>(item: z.ZodType<T, string>) =>
  z
    .string()
    .transform((text) => text.split(',').filter((word) => word !== ''))
    .pipe(z.array(item))
    .optional();
const listQuery = z.object({
  /** Comma list. */
  kind: list(z.enum(runKinds)),
  /** Comma list. */
  state: list(z.enum(runStates)),
  since: z.coerce.number().int().optional(),
  until: z.coerce.number().int().optional(),
  pageNumber: z.coerce.number().int().min(1).default(1),
  pageSize: z.coerce.number().int().min(1).max(500).default(50),
});
const read = { permission: 'operation.read' } as const;
const write = { permission: 'operation.write' } as const;

/** Adds the calls for runs of a project: list, detail, rerun with a preview, cancel. */
export function addRunRoutes(api: TypedApi, { supervisor, engine }: RunRoutesParts): void {
  const { runs } = supervisor.store;
  api.get(
    path,
    { config: read, schema: { tags, summary: 'Runs, newest first', params, querystring: listQuery } },
    (request) => {
      const { kind, state, since, until, pageNumber, pageSize } = request.query;
      return runs.list(request.params.projectId, {
        pageNumber,
        pageSize,
        ...(kind === undefined || kind.length === 0 ? {} : { kinds: kind }),
        ...(state === undefined || state.length === 0 ? {} : { states: state }),
        ...(since === undefined ? {} : { sinceMs: since }),
        ...(until === undefined ? {} : { untilMs: until }),
      });
    },
  );
  api.get(
    `${path}/:runId`,
    { config: read, schema: { tags, summary: 'One run', params: runParams } },
    async (request) => {
      const run = await runs.find(request.params.projectId, request.params.runId);
      return {
        ...run,
        mayRerun: problemOf(run) === null,
        mayCancel: mayCancel(run),
        balances: balancesOf(run),
      };
    },
  );
  api.get(
    `${path}/:runId/rerun`,
    { config: read, schema: { tags, summary: 'What a rerun would replace', params: runParams } },
    async (request, reply): Promise<RerunPreview> => {
      const { projectId, runId } = request.params;
      const run = await repeatable(runId, projectId);
      const asked = { projectId, files: run.files };
      const preview = await engine.call('/runs/preview', asked, goneSignal(reply));
      return { ...(preview as Omit<RerunPreview, 'rows'>), rows: run.counters?.rows ?? {} };
    },
  );
  api.post(
    `${path}/:runId/rerun`,
    { config: write, schema: { tags, summary: 'Process the files of a run once more', params: runParams } },
    async (request, reply) => {
      const { projectId, runId } = request.params;
      const run = await repeatable(runId, projectId);
      request.audit = { object: `run ${runId} of ${projectId}`, after: { action: 'rerun' } };
      const body = { projectId, files: run.files, startedBy: personOf(request), ofRun: runId };
      // The rerun goes on when the caller leaves: it shows among the runs.
      const work = engine.call('/runs/rerun', body, new AbortController().signal);
      const first = await Promise.race([work, until(startMs)]);
      if (first === null) work.catch(() => {});
      return reply.code(202).send({ startedOf: runId });
    },
  );
  api.post(
    `${path}/:runId/cancel`,
    {
      config: write,
      schema: { tags, summary: 'Stop a run after its batch; what is stored stays', params: runParams },
    },
    async (request, reply) => {
      const { projectId, runId } = request.params;
      const run = await runs.find(projectId, runId);
      if (!mayCancel(run)) throw new CodedError('RUN_NOT_CANCELLABLE', { reason: reasonAgainstCancel(run) });
      request.audit = { object: `run ${runId} of ${projectId}`, after: { action: 'cancel' } };
      return engine.call('/runs/cancel', { projectId, runId }, goneSignal(reply));
    },
  );

  async function repeatable(runId: string, projectId: string): Promise<Run> {
    const run = await runs.find(projectId, runId);
    const reason = problemOf(run);
    if (reason !== null) throw new CodedError('RUN_NOT_REPEATABLE', { reason });
    return run;
  }
}

/** How long the answer to a rerun waits for a refusal. */
const startMs = 300;

function until(ms: number): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), ms).unref());
}

function problemOf(run: Run): string | null {
  if (run.kind === 'lake flush') return 'an export is done once more by flushing the lake';
  if (run.state !== 'Succeeded' && run.state !== 'Cancelled')
    return run.state === 'Running'
      ? 'it is running'
      : 'nothing of it was stored; its files are tried again by themselves';
  if (run.files.length === 0) return 'it read no files';
  return run.fileCount > run.files.length
    ? 'it read more files than are noted; rebuild its days instead'
    : null;
}

function mayCancel(run: Run): boolean {
  return run.state === 'Running' && isCancellable(run.kind);
}

function reasonAgainstCancel(run: Run): string {
  return run.state === 'Running' ? 'its batch is stored as a whole or not at all' : 'it has ended';
}

/** Both sums of a run with whether they hold; null when it counted nothing. */
function balancesOf({ counters }: Run) {
  if (counters === null) return null;
  const { requests, events } = counters;
  return {
    requests: requests.accepted === requests.decoded + requests.undecodable + requests.empty,
    events: events.decoded === events.human + events.bot + events.duplicate + events.rejected,
  };
}
