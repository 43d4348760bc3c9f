import { type PipelineSpec, specChanges } from '@millstream/console';
import { CodedError } from '@millstream/core';
import { stringify } from 'yaml';
import { z } from 'zod';
import { estimateOf } from '../pipelines/estimate.ts';
import { newPipelineSpec } from '../pipelines/new-pipeline-spec.ts';
import { readYaml } from '../pipelines/read-yaml.ts';
import { maskedSpec } from '../pipelines/spec-secrets.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import { callerOf, personOf } from './caller.ts';
import { openEventStream } from './event-stream.ts';
import { appsNamedBy, projectsNamedBy } from './named-places.ts';
import type { TypedApi } from './typed-api.ts';

const tags = ['pipeline'];
const path = '/api/projects/:projectId/pipeline';
const params = z.object({ projectId: z.string().min(1) });
const versionParams = params.extend({ version: z.coerce.number().int().min(1) });
const againstQuery = z.object({ against: z.coerce.number().int().min(1).optional() });
const versionNumber = z.number().int().min(0);
/** `wait` answers when the action has ended, not when it begins. */
const waitQuery = z.object({ wait: z.enum(['true', 'false']).default('false') });
const planBody = z.strictObject({
  spec: z.unknown(),
  /** For the estimate. */
  requestsPerSecond: z.number().min(0).max(1_000_000).default(20),
});
const writeBody = z.strictObject({ spec: z.unknown(), version: versionNumber });
const fileBody = z.strictObject({ spec: z.unknown() });
const textBody = z.strictObject({ text: z.string().max(1_048_576) });
const removal = z.strictObject({ confirmation: z.string(), keepData: z.boolean() });

const read = { permission: 'project.read' } as const;
const write = { permission: 'project.write' } as const;

/** Adds the calls for a project's pipeline. */
export function addPipelineRoutes(api: TypedApi, supervisor: Supervisor): void {
  addLooking(api, supervisor);
  addFile(api, supervisor);
  addHistory(api, supervisor);
  addWriting(api, supervisor);
  addActions(api, supervisor);
  addStudioSwitch(api, supervisor);
}

function addLooking(api: TypedApi, supervisor: Supervisor): void {
  const { pipelines, live, store } = supervisor;
  api.get(path, { config: read, schema: { tags, summary: 'The pipeline', params } }, async (request) => {
    const { id } = await store.projectRegistry.find(request.params.projectId);
    return pipelines.view(id);
  });
  api.get(
    `${path}/draft`,
    {
      config: write,
      schema: { tags, summary: 'What a wizard begins with: the pipeline, or defaults that fit here', params },
    },
    async (request) => {
      const { id } = await store.projectRegistry.find(request.params.projectId);
      const view = await pipelines.view(id);
      const spec = view.spec ?? (await newPipelineSpec(supervisor));
      return { ...view, spec };
    },
  );
  api.post(
    `${path}/plan`,
    {
      config: write,
      schema: {
        tags,
        summary: 'What a change would do, what is wrong with it, and what it would need',
        params,
        body: planBody,
      },
    },
    async (request) => {
      const { id } = await store.projectRegistry.find(request.params.projectId);
      const preview = await pipelines.preview(id, request.body.spec);
      const { spec } = preview;
      const estimate = spec === null ? null : estimateOf(spec, request.body.requestsPerSecond);
      return { ...preview, spec: spec === null ? null : maskedSpec(spec), estimate };
    },
  );
  api.get(
    '/api/projects/:projectId/live',
    { config: read, schema: { tags, summary: 'State and runs as server-sent events', params } },
    async (request, reply) => {
      const { id } = await store.projectRegistry.find(request.params.projectId);
      const pipeline = await pipelines.view(id);
      const stream = openEventStream(reply);
      stream.send({ kind: 'pipeline', pipeline });
      // Runs are the operators' to see.
      const seesRuns = callerOf(request).rights.may('operation.read', id);
      stream.onClosed(
        live.listen(id, (change) => {
          if (change.kind === 'pipeline' || seesRuns) stream.send(change);
        }),
      );
    },
  );
}

/** The wizard's "View as file": a pipeline to text and back, without keeping it. */
function addFile(api: TypedApi, { pipelines }: Supervisor): void {
  api.post(
    `${path}/file`,
    { config: write, schema: { tags, summary: 'A pipeline as YAML', params, body: fileBody } },
    async (request) => ({ text: stringify(request.body.spec ?? {}) }),
  );
  api.post(
    `${path}/file/read`,
    { config: write, schema: { tags, summary: 'A pipeline from YAML', params, body: textBody } },
    async (request) => {
      const value = readYaml(request.body.text);
      // A whole project's file holds its pipeline under a name.
      const isWhole = typeof value === 'object' && value !== null && 'pipeline' in value;
      const { spec, problems } = await pipelines.preview(
        request.params.projectId,
        isWhole ? value.pipeline : (value ?? {}),
      );
      return { spec: spec === null ? null : maskedSpec(spec), problems };
    },
  );
}

function addHistory(api: TypedApi, { store }: Supervisor): void {
  const { pipelines } = store;
  const shown = (spec: PipelineSpec) => maskedSpec(spec);
  api.get(
    `${path}/versions`,
    { config: read, schema: { tags, summary: 'Every version, newest first, with what it changed', params } },
    async (request) => {
      const versions = await pipelines.versions(request.params.projectId);
      const items = versions.map(({ version, author, savedAtMs, spec }, index) => {
        const before = versions[index + 1];
        const changes = before === undefined ? [] : specChanges(shown(before.spec), shown(spec));
        return { version, author, savedAtMs, changes };
      });
      return { totalCount: items.length, items };
    },
  );
  api.get(
    `${path}/versions/:version`,
    {
      config: read,
      schema: {
        tags,
        summary: 'One version and what differs from another one',
        params: versionParams,
        querystring: againstQuery,
      },
    },
    async (request) => {
      const { projectId, version } = request.params;
      const one = await pipelines.version(projectId, version);
      const { against } = request.query;
      const other = against === undefined ? null : await pipelines.version(projectId, against);
      const changes = other === null ? [] : specChanges(shown(other.spec), shown(one.spec));
      return { ...one, spec: shown(one.spec), changes };
    },
  );
}

function addWriting(api: TypedApi, { pipelines }: Supervisor): void {
  api.put(
    path,
    {
      config: write,
      schema: {
        tags,
        summary: 'Create the pipeline (version 0) or change it; the steps go on after the answer',
        params,
        querystring: waitQuery,
        body: writeBody,
      },
    },
    async (request, reply) => {
      const { projectId } = request.params;
      const { spec, version } = request.body;
      const before = await pipelines.view(projectId);
      const author = personOf(request);
      const isNew = version === 0 && (before.state === 'Pending' || before.state === 'Deleted');
      const view = isNew
        ? await pipelines.create(projectId, spec, author)
        : await pipelines.change(projectId, spec, { version, author });
      request.audit = { object: `pipeline of ${projectId}`, before: before.spec, after: view.spec };
      const isWaiting = request.query.wait === 'true';
      return reply.code(isWaiting ? 200 : 202).send(isWaiting ? await pipelines.settled(projectId) : view);
    },
  );
  api.delete(
    path,
    {
      config: write,
      schema: {
        tags,
        summary: 'Delete the pipeline, its data kept or removed',
        params,
        querystring: waitQuery,
        body: removal,
      },
    },
    async (request, reply) => {
      const { projectId } = request.params;
      const { confirmation, keepData } = request.body;
      if (confirmation !== projectId) throw new CodedError('CONFIRMATION_WRONG', { expected: projectId });
      const view = await pipelines.remove(projectId, { keepData, author: personOf(request) });
      request.audit = { object: `pipeline of ${projectId}`, before: view.spec, after: { keepData } };
      const isWaiting = request.query.wait === 'true';
      return reply.code(isWaiting ? 200 : 202).send(isWaiting ? await pipelines.settled(projectId) : view);
    },
  );
}

function addActions(api: TypedApi, { pipelines, store }: Supervisor): void {
  const actions = {
    pause: {
      summary: 'Stop processing; the collector goes on',
      act: (id: string) => pipelines.setPaused(id, true),
    },
    resume: { summary: 'Process what waits', act: (id: string) => pipelines.setPaused(id, false) },
    retry: { summary: 'Do once more what failed', act: (id: string) => pipelines.retry(id) },
  };
  for (const [name, { summary, act }] of Object.entries(actions)) {
    api.post(
      `${path}/${name}`,
      { config: write, schema: { tags, summary, params, querystring: waitQuery } },
      async (request, reply) => {
        const { id } = await store.projectRegistry.find(request.params.projectId);
        const view = await act(id);
        request.audit = { object: `pipeline of ${id}`, after: { action: name, state: view.state } };
        const isWaiting = request.query.wait === 'true';
        return reply.code(isWaiting ? 200 : 202).send(isWaiting ? await pipelines.settled(id) : view);
      },
    );
  }
}

/** A project without Studio answers none of its calls; what is stored stays. */
function addStudioSwitch(api: TypedApi, supervisor: Supervisor): void {
  api.addHook('preHandler', async (request) => {
    if (request.routeOptions.url?.startsWith('/api/studio/') !== true) return;
    const named = { appIds: appsNamedBy(request), projectIds: projectsNamedBy(request) };
    const runtime = await supervisor.runtimeNamed(named).catch(() => null);
    if (runtime?.inForce?.reporting.studio === false)
      throw new CodedError('STUDIO_OFF', { projectId: runtime.projectId });
  });
}
