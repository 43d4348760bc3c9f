import { CodedError } from '@millstream/core';
import { compileOriginMatcher } from '@millstream/ingestion';
import { z } from 'zod';
import { sendTestEvent } from '../operations/test-event.ts';
import { followApp, type VerifyParts } from '../operations/verify-feed.ts';
import type { ProjectRuntime } from '../pipelines/project-runtime.ts';
import { goneSignal } from '../supervisor/gone-signal.ts';
import { openEventStream } from './event-stream.ts';
import type { TypedApi } from './typed-api.ts';

const params = z.object({ projectId: z.string().min(1), appId: z.string().min(1) });
const path = '/api/projects/:projectId/apps/:appId';
const tags = ['app'];
const reads = { permission: 'project.read' } as const;
const checkTimeoutMs = 3_000;

/** What the calls work with. */
export interface VerifyRoutesParts extends VerifyParts {
  readonly runtimeOf: (projectId: string) => ProjectRuntime | null;
}

/** @throws CodedError NOT_FOUND for an app of another project */
async function checkApp(parts: VerifyRoutesParts, projectId: string, appId: string): Promise<void> {
  const owner = await parts.store.projectOf(appId);
  if (owner !== projectId)
    throw new CodedError('NOT_FOUND', { what: `App ${appId} of project ${projectId}` });
}

/** Where the collector of a project listens, for calls from this machine. */
function endpointOf(parts: VerifyRoutesParts, projectId: string): { url: string; path: string } | null {
  const runtime = parts.runtimeOf(projectId);
  const url = runtime?.fleet?.url ?? '';
  const { collectPath = '/collect' } = runtime?.inForce?.ingestion ?? {};
  return url === '' ? null : { url, path: collectPath };
}

/** Adds the calls of the verify panel: the live feed, a test event, and what may stand in the way. */
export function addVerifyRoutes(api: TypedApi, parts: VerifyRoutesParts): void {
  api.get(
    `${path}/verify`,
    {
      config: reads,
      schema: {
        ...{
          tags,
          summary: 'The last requests and events of an app with their outcomes, as server-sent events',
        },
        params,
      },
    },
    async (request, reply) => {
      const { projectId, appId } = request.params;
      await checkApp(parts, projectId, appId);
      const stream = openEventStream(reply);
      const signal = goneSignal(reply);
      await followApp(parts, { projectId, appId }, { signal, tell: (state) => stream.send(state) }).catch(
        (error: unknown) =>
          parts.logger.warn({ error: String(error), appId }, 'the verify panel lost its feed'),
      );
      stream.end();
    },
  );
  api.post(
    `${path}/test-event`,
    {
      config: { permission: 'project.write' },
      schema: { tags, summary: "Send one event to the app's own endpoint", params },
    },
    async (request) => {
      const { projectId, appId } = request.params;
      await checkApp(parts, projectId, appId);
      const endpoint = endpointOf(parts, projectId);
      if (endpoint === null)
        throw new CodedError('COLLECTOR_UNREACHABLE', { url: 'none', reason: 'no collector runs' });
      return sendTestEvent(endpoint, appId, parts.clock.now());
    },
  );
  api.get(
    `${path}/checks`,
    {
      config: reads,
      schema: {
        ...{ tags, summary: 'What may keep events of an app from arriving', params },
        querystring: z.object({ origin: z.string().max(500).optional() }),
      },
    },
    async (request) => {
      const { projectId, appId } = request.params;
      await checkApp(parts, projectId, appId);
      const app = (await parts.store.apps.list()).find((candidate) => candidate.appId === appId);
      return {
        appEnabled: app?.enabled ?? false,
        ...(await collectorChecks(parts, projectId, request.query.origin)),
      };
    },
  );
}

async function collectorChecks(parts: VerifyRoutesParts, projectId: string, origin: string | undefined) {
  const runtime = parts.runtimeOf(projectId);
  const endpoint = endpointOf(parts, projectId);
  const settings = runtime?.inForce?.ingestion ?? null;
  const look = (url: string) =>
    fetch(new URL('/health', url), { signal: AbortSignal.timeout(checkTimeoutMs) }).catch(() => null);
  const answer = endpoint === null ? null : await look(endpoint.url);
  await answer?.body?.cancel();
  // As the collector reads them: without a list any origin may send while senders need not sign in.
  const list =
    settings === null ? '*' : (settings.cors.origins ?? (settings.authentication.enabled ? '' : '*'));
  return {
    collectorUrl: endpoint?.url ?? null,
    secureUrl: runtime?.fleet?.secureUrl ?? null,
    collectPath: endpoint?.path ?? null,
    collectorAnswers: answer?.ok === true,
    https: settings?.https.enabled ?? false,
    origins: list,
    originAllowed: origin === undefined ? null : compileOriginMatcher(list)(origin),
    enforced: settings?.cors.enforce ?? false,
  };
}
