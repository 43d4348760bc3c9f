import type { IncomingMessage, ServerResponse } from 'node:http';
import { CodedError, type Logger, type RejectReason, type StoreLayout } from '@millstream/core';
import type { LedgerFilter, RejectFilter, Warehouse } from '@millstream/modeling';
import type { Settings } from '../config/settings.ts';
import type { EngineMetrics } from './engine-metrics.ts';
import { findWaitingRequest } from './find-waiting-request.ts';
import { importFiles } from './import-files.ts';
import { type ApiCall, type ApiHandler, jsonApi } from './json-api.ts';
import type { Maintenance } from './maintenance.ts';
import { metadataRoutes } from './metadata-routes.ts';
import type { PipelineJob } from './pipeline-job.ts';
import { listArchive } from './segment-archive.ts';

/** What the engine's API works on. */
export interface EngineApiOptions {
  readonly warehouse: Warehouse;
  readonly job: PipelineJob;
  readonly layout: StoreLayout;
  readonly settings: Pick<Settings, 'modeling'>;
  readonly maintenance: Maintenance;
  readonly metrics: EngineMetrics;
  /** Routes of other parts, by the same rules. */
  readonly more: Readonly<Record<string, ApiHandler>>;
  /** Starts the job. */
  readonly run: () => void;
  readonly logger: Logger;
}

const dayMs = 86_400_000;

function text(value: unknown, name: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new CodedError('USAGE', { problem: `${name} is missing.` });
}

/** Start of a UTC day, epoch ms. */
function dayStart(value: unknown, name: string): number {
  const day = text(value, name);
  const ms = Date.parse(`${day}T00:00:00Z`);
  if (Number.isFinite(ms) && new Date(ms).toISOString().startsWith(day)) return ms;
  throw new CodedError('USAGE', { problem: `${name} is no day: ${day}.` });
}

/** Optional time of a query parameter: epoch ms, or anything that `Date` reads. */
function time(call: ApiCall, name: string): number | undefined {
  const value = call.query.get(name);
  if (value === null) return undefined;
  const ms = /^\d{9,}$/.test(value) ? Number(value) : Date.parse(value);
  if (Number.isFinite(ms)) return ms;
  throw new CodedError('USAGE', { problem: `${name} is no time: ${value}.` });
}

/** Which part of the ledger a call asks for. */
function filterOf(call: ApiCall): LedgerFilter & RejectFilter {
  const limit = Number(call.query.get('limit') ?? 100);
  if (!Number.isInteger(limit) || limit < 1)
    throw new CodedError('USAGE', { problem: 'limit must be at least 1.' });
  const [app, reason] = [call.query.get('app'), call.query.get('reason')];
  const [sinceMs, untilMs] = [time(call, 'since'), time(call, 'until')];
  return {
    limit,
    ...(app === null ? {} : { app }),
    ...(reason === null ? {} : { reason: reason as RejectReason }),
    ...(sinceMs === undefined ? {} : { sinceMs }),
    ...(untilMs === undefined ? {} : { untilMs }),
  };
}

function found<T>(value: T | null, what: string): T {
  if (value === null) throw new CodedError('NOT_FOUND', { what });
  return value;
}

/** Listener for the engine's socket. */
export function createEngineApi(
  options: EngineApiOptions,
): (request: IncomingMessage, response: ServerResponse) => void {
  const { warehouse, job, layout, settings, maintenance, metrics, run, logger } = options;

  async function importCall({ body }: ApiCall): Promise<unknown> {
    const paths = Array.isArray(body.paths) ? body.paths.map((path) => text(path, 'paths')) : [];
    const { names, records } = await importFiles(layout, paths, {
      anyAge: body.anyAge === true,
      isDone: (asked) => warehouse.doneFiles(asked),
    });
    // Wait first, then ask what is done, so that a commit in between is not missed.
    const committed = names.map((name) => ({ name, done: job.committed([name]) }));
    const done = await warehouse.doneFiles(names);
    run();
    await Promise.all(committed.filter(({ name }) => !done.has(name)).map((entry) => entry.done));
    return { segments: names.length, records, alreadyImported: done.size };
  }

  async function rebuildCall({ body }: ApiCall): Promise<unknown> {
    const from = dayStart(body.from, 'from');
    const until = dayStart(body.to, 'to') + dayMs;
    const files = await listArchive(layout, from, until);
    return { segments: await job.replace(files) };
  }

  const routes: Readonly<Record<string, ApiHandler>> = {
    'POST /query': async ({ body, signal }) => {
      const timeoutMs =
        typeof body.timeoutMs === 'number' ? body.timeoutMs : settings.modeling.queryTimeoutMs;
      return (await warehouse.query(text(body.sql, 'sql'), { timeoutMs, signal })).rows;
    },
    'GET /status': async () => ({ job: job.status(), warehouse: await warehouse.status() }),
    'GET /metrics': () => metrics.text(job.status()),
    'GET /ledger': async (call) => warehouse.ledger(filterOf(call)),
    'GET /ledger/request': async (call) => {
      const rid = text(call.query.get('rid'), 'rid');
      const follow = () => warehouse.followRequest(rid);
      // Processed, waiting, or processed while we looked.
      const trace = (await follow()) ?? (await findWaitingRequest(layout, rid)) ?? (await follow());
      return found(trace, `A request with the id ${rid}`);
    },
    'GET /ledger/event': async (call) => {
      const id = text(call.query.get('id'), 'id');
      const traces = await warehouse.followEvent(id);
      return found(traces.length === 0 ? null : traces, `A processed event with the id ${id}`);
    },
    'GET /ledger/rejects': async (call) => warehouse.listRejects(filterOf(call)),
    'GET /ledger/duplicates': async (call) => warehouse.listDuplicates(filterOf(call)),
    'POST /import': importCall,
    'POST /lake/flush': async ({ body }) => maintenance.flush(body.full === true),
    'POST /rebuild': rebuildCall,
    ...metadataRoutes(warehouse),
    ...options.more,
  };
  return jsonApi(routes, (error) =>
    logger.error({ code: error.code, cause: String(error.cause) }, error.message),
  );
}
