import { randomUUID } from 'node:crypto';
import { addTile, type ConsoleStore, type SavedObjects } from '@millstream/console';
import { CodedError } from '@millstream/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parsed, personOf, versionSchema } from './parse-request.ts';

/** Paths of the kinds that people save as they are; metadata and rules have routes of their own. */
const pathOfKind = {
  dashboard: 'dashboards',
  exploration: 'explorations',
  analysis: 'analyses',
  segment: 'segments',
  annotation: 'annotations',
} as const;

const text = z.string().min(1);
const appParams = z.object({ appId: text });
const objectParams = appParams.extend({ id: text });
const versionParams = objectParams.extend({ version: versionSchema });
const versionQuery = z.object({ version: versionSchema });
/** Ids stand in paths: 255 characters fit there however they are encoded, and clients leave dots alone out of them. */
const newId = text.max(255).refine((id) => id !== '.' && id !== '..', { error: 'an id is not . or ..' });
const newBody = z.strictObject({ id: newId.optional(), body: z.unknown() });
const changeBody = z.strictObject({ version: versionSchema, body: z.unknown() });
const sheetParams = objectParams.extend({ sheetId: text });
const tileBody = z.strictObject({ version: versionSchema, tile: z.record(z.string(), z.unknown()) });
const draftBody = z.strictObject({ version: versionSchema, body: z.unknown() });

/** Bytes of a saved object's body in a call. */
const bodyLimit = 8_000_000;

function keyOf(request: FastifyRequest): { readonly appId: string; readonly id: string } {
  return parsed(objectParams, request.params);
}

async function found<T>(value: Promise<T | null>, what: string): Promise<T> {
  const known = await value;
  if (known === null) throw new CodedError('NOT_FOUND', { what });
  return known;
}

/** Adds the calls for saved objects of every kind, below `/api/apps/:appId/<kind>`. */
export function addSavedRoutes(api: FastifyInstance, store: ConsoleStore): void {
  for (const kind of ['dashboard', 'exploration', 'analysis', 'segment', 'annotation'] as const) {
    const label = kind.replace(/^./, (first) => first.toUpperCase());
    addKind(api, store, { path: `/api/apps/:appId/${pathOfKind[kind]}`, label, objects: store.saved[kind] });
  }
  api.post('/api/apps/:appId/dashboards/:id/sheets/:sheetId/cards', { bodyLimit }, async (request) => {
    const { appId, id, sheetId } = parsed(sheetParams, request.params);
    const { version, tile } = parsed(tileBody, request.body);
    const tileId = randomUUID();
    const place = { appId, id, sheetId, tileId };
    const write = { tile, expectedVersion: version, author: personOf(request) };
    return { tileId, dashboard: await addTile(store.saved.dashboard, { ...place, ...write }) };
  });
}

interface KindRoutes {
  readonly path: string;
  /** Word for people. */
  readonly label: string;
  readonly objects: SavedObjects<unknown>;
}

function addKind(api: FastifyInstance, store: ConsoleStore, kind: KindRoutes): void {
  const { path, label, objects } = kind;
  api.get(path, async (request) => {
    const { appId } = parsed(appParams, request.params);
    // An app that nobody registered is a mistake, not an empty list.
    await store.projectOf(appId);
    return objects.list(appId);
  });
  api.post(path, { bodyLimit }, async (request) => {
    const { appId } = parsed(appParams, request.params);
    const { id, body } = parsed(newBody, request.body);
    const projectId = await store.projectOf(appId);
    const author = personOf(request);
    return objects.create({ projectId, appId, body, author, ...(id === undefined ? {} : { id }) });
  });
  api.get(`${path}/:id`, (request) => {
    const key = keyOf(request);
    return found(objects.read(key), `${label} ${key.id}`);
  });
  api.put(`${path}/:id`, { bodyLimit }, (request) => {
    const { version, body } = parsed(changeBody, request.body);
    return objects.save({ ...keyOf(request), expectedVersion: version, author: personOf(request), body });
  });
  api.delete(`${path}/:id`, async (request) => {
    const { version } = parsed(versionQuery, request.query);
    await objects.remove({ ...keyOf(request), expectedVersion: version, author: personOf(request) });
    return { deleted: true };
  });
  api.post(`${path}/:id/undelete`, (request) => objects.bringBack(keyOf(request)));
  api.get(`${path}/:id/uses`, (request) => objects.usersOf(keyOf(request)));
  addVersions(api, kind);
  addDrafts(api, kind);
}

function addVersions(api: FastifyInstance, { path, objects }: KindRoutes): void {
  api.get(`${path}/:id/versions`, (request) => objects.versions(keyOf(request)));
  api.post(`${path}/:id/versions/:version/restore`, (request) => {
    const { appId, id, version } = parsed(versionParams, request.params);
    const { version: expectedVersion } = parsed(versionQuery, request.body);
    return objects.restore({ appId, id, version, expectedVersion, author: personOf(request) });
  });
}

function addDrafts(api: FastifyInstance, { path, label, objects }: KindRoutes): void {
  const { drafts } = objects;
  api.get(`${path}-drafts`, (request) =>
    drafts.list(parsed(appParams, request.params).appId, personOf(request)),
  );
  api.get(`${path}/:id/draft`, (request) => {
    const key = keyOf(request);
    return found(drafts.read(key, personOf(request)), `Your draft of ${label} ${key.id}`);
  });
  api.put(`${path}/:id/draft`, { bodyLimit }, (request) => {
    const { version, body } = parsed(draftBody, request.body);
    return drafts.save({ ...keyOf(request), person: personOf(request), baseVersion: version, body });
  });
  api.delete(`${path}/:id/draft`, async (request) => {
    await drafts.discard(keyOf(request), personOf(request));
    return { discarded: true };
  });
}
