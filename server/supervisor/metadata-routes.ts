import type { ConsoleStore } from '@millstream/console';
import { CodedError, languages, parseMetadataEntityId } from '@millstream/core';
import type { DiscoveredMetadata } from '@millstream/modeling';
import {
  emptyMetadataEdit,
  mergeMetadata,
  metadataEditSchema,
  type StudioMetadata,
} from '@millstream/studio';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { personOf } from '../api/caller.ts';
import type { TypedApi } from '../api/typed-api.ts';
import type { EngineClient } from './engine-client.ts';
import { goneSignal } from './gone-signal.ts';
import { versionSchema } from './parse-request.ts';

const appParams = z.object({ appId: z.string().min(1) });
const entityId = z
  .string()
  .refine((id) => parseMetadataEntityId(id) !== null, { error: 'names no event or field' });
const entityQuery = z.object({ entityId: entityId.optional() });
const readQuery = z.object({
  language: z.enum(languages).default('en-US'),
  days: z.coerce.number().int().min(2).max(400).optional(),
  /** `false` leaves values out, which makes lists of names cheap. */
  values: z.enum(['true', 'false']).default('true'),
});
const tags = ['metadata'];
const changeBody = z.strictObject({ entityId, version: versionSchema, edit: metadataEditSchema });

/** What the calls work with. */
export interface MetadataRoutesParts {
  readonly store: ConsoleStore;
  readonly engine: EngineClient;
}

/** Adds the calls for events and fields, and what people say about them, below `/api/apps/:appId/metadata`. */
export function addMetadataRoutes(api: TypedApi, parts: MetadataRoutesParts): void {
  const path = '/api/apps/:appId/metadata';
  const { metadataEdits } = parts.store;
  api.get(
    path,
    {
      config: { permission: 'metadata.read' },
      schema: { tags, summary: 'Events and fields', params: appParams, querystring: readQuery },
    },
    (request, reply) => readMetadata(parts, { ...request.params, ...request.query }, reply),
  );
  api.get(
    `${path}/edits`,
    {
      config: { permission: 'metadata.read' },
      schema: {
        tags,
        summary: 'What people say about events and fields',
        params: appParams,
        querystring: entityQuery,
      },
    },
    async (request) => {
      const { entityId: id } = request.query;
      const appId = request.params.appId;
      if (id === undefined) return metadataEdits.list(appId);
      // Never edited is an answer too: version 0 is what the first edit begins from.
      const edit = await metadataEdits.read(appId, id);
      return edit ?? { appId, entityId: id, edit: emptyMetadataEdit, version: 0 };
    },
  );
  api.get(
    `${path}/edits/history`,
    {
      config: { permission: 'metadata.read' },
      schema: {
        tags,
        summary: 'Earlier texts of an event or field',
        params: appParams,
        querystring: entityQuery.required(),
      },
    },
    (request) => {
      const { entityId: id } = request.query;
      return metadataEdits.history(request.params.appId, id);
    },
  );
  api.put(
    `${path}/edits`,
    {
      config: { permission: 'metadata.write' },
      schema: { tags, summary: 'Describe an event or field', params: appParams, body: changeBody },
    },
    (request) => {
      const { entityId: id, version, edit } = request.body;
      const author = personOf(request);
      return metadataEdits.save({
        appId: request.params.appId,
        entityId: id,
        edit,
        expectedVersion: version,
        author,
      });
    },
  );
}

/** The warehouse knows what was found, the console's store what people wrote; here they come together. */
async function readMetadata(
  { store, engine }: MetadataRoutesParts,
  { appId, language, days, values }: z.output<typeof appParams> & z.output<typeof readQuery>,
  reply: FastifyReply,
): Promise<StudioMetadata> {
  const app = (await store.apps.list()).find((one) => one.appId === appId);
  if (app === undefined) throw new CodedError('NOT_FOUND', { what: `App ${appId}` });
  const asked = { appId, timeZone: app.timeZone, days, withValues: values === 'true' };
  const [discovered, saved] = await Promise.all([
    engine.call('/metadata', asked, goneSignal(reply)) as Promise<DiscoveredMetadata>,
    store.metadataEdits.list(appId),
  ]);
  return mergeMetadata(discovered, saved, language);
}
