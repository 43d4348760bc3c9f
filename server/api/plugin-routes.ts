import multipart from '@fastify/multipart';
import { CodedError } from '@millstream/core';
import { z } from 'zod';
import type { OperationParts } from '../operations/operation-parts.ts';
import { type PluginTrial, trySourceSchema } from '../operations/plugin-calls.ts';
import type { PluginDesk, PluginUse } from '../operations/plugin-desk.ts';
import { mostUploadBytes } from '../operations/plugin-upload.ts';
import type { PipelineDesk } from '../pipelines/pipeline-desk.ts';
import { maskedPlugins } from '../pipelines/spec-secrets.ts';
import { goneSignal } from '../supervisor/gone-signal.ts';
import { callerOf, personOf } from './caller.ts';
import type { TypedApi } from './typed-api.ts';

const tags = ['plug-in'];
const reads = { permission: 'plugin.read' } as const;
const writes = { permission: 'plugin.write' } as const;
const versionParams = z.object({ name: z.string().min(1).max(255), version: z.string().min(1).max(64) });
const projectParams = z.object({ projectId: z.string().min(1) });
const config = z.record(z.string(), z.unknown());
const tryBody = z.strictObject({
  projectId: z.string().min(1),
  source: trySourceSchema,
  config: config.optional(),
  /** Another version to compare with; absent = without the plug-in. */
  compareWith: z.string().max(64).optional(),
});
const useBody = z.strictObject({
  name: z.string().min(1).max(255),
  /** Null takes the plug-in out. */
  version: z.string().min(1).max(64).nullable(),
  config: config.optional(),
  pipelineVersion: z.number().int().min(0).optional(),
});

/** What comes with the product. */
const builtIn = [
  { name: 'clickstream', kind: 'transformer' },
  { name: 'gtm', kind: 'transformer' },
  { name: 'sensors', kind: 'transformer' },
  { name: 'ua', kind: 'enrichment' },
  { name: 'ip', kind: 'enrichment' },
] as const;

/** What the calls work with. */
export interface PluginRoutesParts extends Pick<OperationParts, 'store' | 'engineOf'> {
  readonly plugins: PluginDesk;
  readonly pipelines: PipelineDesk;
}

/** Adds the calls for plug-ins: list, upload, try, use, remove. */
export function addPluginRoutes(api: TypedApi, parts: PluginRoutesParts): void {
  void api.register(multipart, {
    limits: { fileSize: mostUploadBytes, files: 1, fields: 10, headerPairs: 50 },
  });
  addVersions(api, parts);
  addTrials(api, parts);
  addUse(api, parts);
}

function addVersions(api: TypedApi, { plugins }: PluginRoutesParts): void {
  api.get(
    '/api/plugins',
    {
      // A wizard for one project offers what is there for all.
      config: { ...reads, acrossProjects: true },
      schema: { tags, summary: 'Uploaded versions and built-in plug-ins' },
    },
    async (request) => {
      const places = callerOf(request).rights.projectsWith('plugin.read');
      const listed = (await plugins.list()).map(({ usedBy, ...plugin }) => ({
        ...plugin,
        usedBy: usedBy.filter((projectId) => places === 'all' || places.has(projectId)),
      }));
      return { plugins: listed, builtIn };
    },
  );
  api.post(
    '/api/plugins',
    {
      config: writes,
      schema: {
        tags,
        summary: 'Upload a plug-in as multipart/form-data: one file, .js, .mjs, .ts or .zip',
        consumes: ['multipart/form-data'],
      },
    },
    async (request, reply) => {
      // Without a boundary the form cannot be read at all.
      if (!request.isMultipart() || !/boundary=/i.test(request.headers['content-type'] ?? ''))
        throw new CodedError('USAGE', { problem: 'Send the file as multipart/form-data.' });
      const file = await request.file();
      if (file === undefined) throw new CodedError('USAGE', { problem: 'There is no file in the form.' });
      const upload = await plugins.upload({ name: file.filename, content: file.file }, personOf(request));
      request.audit = { object: `plug-in ${upload.name} ${upload.version}`, after: { hash: upload.hash } };
      return reply.code(201).send(upload);
    },
  );
  api.delete(
    '/api/plugins/:name/:version',
    {
      config: writes,
      schema: { tags, summary: 'Remove a version that no pipeline uses', params: versionParams },
    },
    async (request) => {
      const { name, version } = request.params;
      await plugins.remove(name, version);
      request.audit = { object: `plug-in ${name} ${version}` };
      return { removed: `${name} ${version}` };
    },
  );
}

function addTrials(api: TypedApi, { plugins, engineOf }: PluginRoutesParts): void {
  api.post(
    '/api/plugins/:name/:version/try',
    {
      config: { ...reads, namesPlace: true },
      schema: {
        ...{ tags, summary: 'Run a version over records and tell what differs; nothing is stored' },
        ...{ params: versionParams, body: tryBody },
      },
    },
    async (request, reply) => {
      const { name, version } = request.params;
      const { projectId, source, compareWith, config: given } = request.body;
      const own = given === undefined ? {} : { config: given };
      const after = await plugins.settingsWith(projectId, { name, version, ...own });
      const before = await plugins.settingsWith(projectId, { name, version: compareWith ?? null, ...own });
      const body = { source, before, after };
      return (await engineOf(projectId).call(
        '/operations/plugin/try',
        body,
        goneSignal(reply),
      )) as PluginTrial;
    },
  );
}

function addUse(api: TypedApi, { plugins, pipelines, store }: PluginRoutesParts): void {
  api.get(
    '/api/projects/:projectId/plugins',
    { config: reads, schema: { tags, summary: 'Plug-ins that a pipeline uses', params: projectParams } },
    async (request) => maskedPlugins(await plugins.usedIn(request.params.projectId)),
  );
  api.put(
    '/api/projects/:projectId/plugins',
    {
      config: writes,
      schema: {
        ...{ tags, summary: 'Use a version in a pipeline from now on, or take the plug-in out' },
        ...{ params: projectParams, body: useBody },
      },
    },
    async (request) => {
      const { projectId } = request.params;
      const { name, version, config: given, pipelineVersion } = request.body;
      const record = await store.pipelines.find(projectId);
      if (record === null) throw new CodedError('NOT_FOUND', { what: `A pipeline of project ${projectId}` });
      const before: readonly PluginUse[] = record.spec.processing.plugins;
      const known = before.find((use) => use.name === name);
      const wanted = version === null ? null : { name, version, config: given ?? known?.config ?? {} };
      if (wanted !== null) await store.plugins.get(name, wanted.version);
      const after = replaced(before, name, wanted);
      request.audit = { object: `plug-ins of ${projectId}`, before, after };
      const spec = { ...record.spec, processing: { ...record.spec.processing, plugins: after } };
      const by = { version: pipelineVersion ?? record.version, author: personOf(request) };
      return pipelines.change(projectId, spec, by);
    },
  );
}

/** The uses with one of them in another version, at its place; a new one comes last. */
function replaced(uses: readonly PluginUse[], name: string, wanted: PluginUse | null): PluginUse[] {
  const isThere = uses.some((use) => use.name === name);
  if (wanted === null) return uses.filter((use) => use.name !== name);
  return isThere ? uses.map((use) => (use.name === name ? wanted : use)) : [...uses, wanted];
}
