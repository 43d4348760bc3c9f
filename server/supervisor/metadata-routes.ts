import type { ConsoleStore } from '@millstream/console';
import { emptyMetadataEdit, metadataEditSchema } from '@millstream/studio';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parsed, personOf, versionSchema } from './parse-request.ts';

const appParams = z.object({ appId: z.string().min(1) });
/** Ids of metadata hold names of any characters and lengths, so they travel in the query and the body. */
const entityQuery = z.object({ entityId: z.string().min(1).optional() });
const change = z.strictObject({
  entityId: z.string().min(1),
  version: versionSchema,
  edit: metadataEditSchema,
});

/** Adds the calls for what people say about events and fields. */
export function addMetadataRoutes(api: FastifyInstance, { metadataEdits }: ConsoleStore): void {
  const path = '/api/apps/:appId/metadata/edits';
  api.get(path, async (request) => {
    const { appId } = parsed(appParams, request.params);
    const { entityId } = parsed(entityQuery, request.query);
    if (entityId === undefined) return metadataEdits.list(appId);
    // Never edited is an answer too: version 0 is what the first edit begins from.
    return (
      (await metadataEdits.read(appId, entityId)) ?? { appId, entityId, edit: emptyMetadataEdit, version: 0 }
    );
  });
  api.get(`${path}/history`, (request) => {
    const { appId } = parsed(appParams, request.params);
    const { entityId } = parsed(entityQuery.required(), request.query);
    return metadataEdits.history(appId, entityId);
  });
  api.put(path, (request) => {
    const { appId } = parsed(appParams, request.params);
    const { entityId, version, edit } = parsed(change, request.body);
    const author = personOf(request);
    return metadataEdits.save({ appId, entityId, edit, expectedVersion: version, author });
  });
}
