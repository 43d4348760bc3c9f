import { CodedError } from '@millstream/core';
import type { QuarantineFilter, QuarantineGroup } from '@millstream/modeling';
import { z } from 'zod';
import { pageSchema } from '../operations/ledger-calls.ts';
import type { OperationParts } from '../operations/operation-parts.ts';
import type { PluginDesk } from '../operations/plugin-desk.ts';
import { quarantineFilterSchema } from '../operations/quarantine-calls.ts';
import type { ReplayService } from '../operations/replay-service.ts';
import { goneSignal } from '../supervisor/gone-signal.ts';
import { personOf } from './caller.ts';
import { sendRows } from './send-rows.ts';
import type { TypedApi } from './typed-api.ts';

const params = z.object({ projectId: z.string().min(1) });
const replayParams = params.extend({ replayId: z.string().min(1) });
const discardParams = params.extend({ discardId: z.string().min(1) });
const tags = ['quarantine'];
const reads = { permission: 'operation.read' } as const;
const writes = { permission: 'operation.write' } as const;
const path = '/api/projects/:projectId/quarantine';

const groupsQuery = quarantineFilterSchema.pick({ app: true, reason: true, sinceMs: true, untilMs: true });
const rowsQuery = groupsQuery.extend({ group: z.string().max(64).optional(), ...pageSchema });
const replayBody = z.strictObject({
  groups: z.array(z.string().max(64)).min(1).max(1000).describe('Ids of groups.'),
  mode: z.enum(['dry', 'replay']),
  plugin: z
    .strictObject({
      name: z.string(),
      version: z.string(),
      config: z.record(z.string(), z.unknown()).optional(),
    })
    .optional()
    .describe('For a dry run: this version instead of the one in use.'),
});
const discardBody = z.strictObject({
  groups: z.array(z.string().max(64)).min(1).max(1000),
  reason: z.string().trim().min(1).max(1000),
});

/** What the calls work with. */
export interface QuarantineRoutesParts extends OperationParts {
  readonly replays: ReplayService;
  readonly plugins: PluginDesk;
}

/** Leaves out what was not given. */
function given<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as never;
}

/** Adds the calls for refused records: groups, rows, download, replay in steps, discard and undo. */
export function addQuarantineRoutes(api: TypedApi, parts: QuarantineRoutesParts): void {
  addReading(api, parts);
  addReplays(api, parts);
  addDiscards(api, parts);
}

function addReading(api: TypedApi, { store, engineOf }: QuarantineRoutesParts): void {
  /** The filter with what people discarded. */
  const shown = async (projectId: string, filter: object) => ({
    ...filter,
    discarded: (await store.quarantine.discards(projectId)).map(({ groupId, throughLoad }) => ({
      groupId,
      throughLoad,
    })),
  });
  api.get(
    path,
    {
      config: reads,
      schema: { tags, summary: 'Refused records by cause', params, querystring: groupsQuery },
    },
    async (request, reply) => {
      const { projectId } = request.params;
      const filter = await shown(projectId, given(request.query));
      const groups = await engineOf(projectId).call(
        '/operations/quarantine/groups',
        filter,
        goneSignal(reply),
      );
      return { groups, discards: await store.quarantine.discards(projectId) };
    },
  );
  api.get(
    `${path}/rows`,
    {
      config: reads,
      schema: { tags, summary: 'Refused records with their text', params, querystring: rowsQuery },
    },
    async (request, reply) => {
      const { projectId } = request.params;
      const { pageNumber, pageSize, group, ...query } = request.query;
      const filter = await shown(projectId, {
        ...given(query),
        ...(group === undefined ? {} : { groups: [group] }),
      });
      const page = { offset: (pageNumber - 1) * pageSize, limit: pageSize };
      return engineOf(projectId).call('/operations/quarantine/rows', { filter, page }, goneSignal(reply));
    },
  );
  api.get(
    `${path}/download`,
    {
      config: reads,
      schema: {
        ...{ tags, summary: 'Refused records as JSON lines', params },
        querystring: rowsQuery.omit({ pageNumber: true, pageSize: true }),
      },
    },
    async (request, reply) => {
      const { projectId } = request.params;
      const { group, ...query } = request.query;
      const filter = await shown(projectId, {
        ...given(query),
        ...(group === undefined ? {} : { groups: [group] }),
      });
      const rows = engineOf(projectId).rows('/operations/quarantine/download', filter, goneSignal(reply));
      return sendRows(reply, rows, 'quarantine.ndjson');
    },
  );
}

function addReplays(api: TypedApi, { store, replays, plugins }: QuarantineRoutesParts): void {
  api.post(
    `${path}/replays`,
    {
      config: writes,
      schema: {
        ...{
          tags,
          summary: 'Try refused records with the current settings, or process them once more',
          params,
        },
        body: replayBody,
      },
    },
    async (request, reply) => {
      const { projectId } = request.params;
      const { groups, mode, plugin } = request.body;
      if (plugin !== undefined && mode === 'replay')
        throw new CodedError('USAGE', {
          problem: 'A replay uses the plug-ins of the pipeline: use the version there first.',
        });
      const discarded = (await store.quarantine.discards(projectId)).map(({ groupId, throughLoad }) => ({
        groupId,
        throughLoad,
      }));
      const filter: QuarantineFilter = { groups, discarded };
      const tried = plugin === undefined ? undefined : await plugins.settingsWith(projectId, given(plugin));
      const replay = await replays.start({
        ...{
          projectId,
          mode,
          filter,
          request: { groups, plugin: plugin ?? null },
          person: personOf(request),
        },
        ...(tried === undefined ? {} : { plugins: tried }),
      });
      return reply.code(202).send(replay);
    },
  );
  api.get(
    `${path}/replays`,
    { config: reads, schema: { tags, summary: 'Dry runs and replays, newest first', params } },
    (request) => store.replays.list(request.params.projectId),
  );
  api.get(
    `${path}/replays/:replayId`,
    {
      config: reads,
      schema: { tags, summary: 'A replay with its progress and receipt', params: replayParams },
    },
    (request) => store.replays.get(request.params.projectId, request.params.replayId),
  );
  api.delete(
    `${path}/replays/:replayId`,
    {
      config: writes,
      schema: { tags, summary: 'Cancel a replay; what is done stays done', params: replayParams },
    },
    (request) => replays.cancel(request.params.projectId, request.params.replayId),
  );
}

function addDiscards(api: TypedApi, { store, engineOf }: QuarantineRoutesParts): void {
  api.post(
    `${path}/discards`,
    {
      config: writes,
      schema: { tags, summary: 'Put groups aside; can be undone for 30 days', params, body: discardBody },
    },
    async (request, reply) => {
      const { projectId } = request.params;
      const { groups, reason } = request.body;
      const filter = { groups };
      const found = (await engineOf(projectId).call(
        '/operations/quarantine/groups',
        filter,
        goneSignal(reply),
      )) as QuarantineGroup[];
      const asked = found.map(({ groupId, throughLoad, count, appId, reason: cause, detail }) => ({
        ...{ groupId, throughLoad, recordCount: count },
        about: { appId, reason: cause, detail },
      }));
      return store.quarantine.discard(projectId, asked, { person: personOf(request), reason });
    },
  );
  api.delete(
    `${path}/discards/:discardId`,
    { config: writes, schema: { tags, summary: 'Show a discarded group again', params: discardParams } },
    async (request) => {
      await store.quarantine.undo(request.params.projectId, request.params.discardId);
      return { undone: request.params.discardId };
    },
  );
}
