import { randomUUID } from 'node:crypto';
import { addTile, type ConsoleStore, type Permission, type SavedObjects } from '@millstream/console';
import { CodedError } from '@millstream/core';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { callerOf, personOf } from '../api/caller.ts';
import { sightOf } from '../api/dashboard-sharing.ts';
import type { TypedApi } from '../api/typed-api.ts';
import { parsed, versionSchema } from './parse-request.ts';
import { inUseError, usesSeenBy } from './saved-uses.ts';

/** Paths of the kinds that people save as they are; metadata and rules have routes of their own. */
const pathOfKind = {
  dashboard: 'dashboards',
  exploration: 'explorations',
  analysis: 'analyses',
  segment: 'segments',
  annotation: 'annotations',
} as const;

/** Rights of each kind: to look, to save for others, to keep a draft of one's own. */
const rightsOfKind = {
  dashboard: { read: 'dashboard.read', write: 'dashboard.write', draft: 'dashboard.write' },
  exploration: { read: 'exploration.read', write: 'exploration.write', draft: 'exploration.read' },
  // Cards on dashboards show analyses to readers too.
  analysis: { read: 'dashboard.read', write: 'analysis.write', draft: 'analysis.write' },
  segment: { read: 'segment.read', write: 'segment.write', draft: 'segment.write' },
  annotation: { read: 'dashboard.read', write: 'dashboard.write', draft: 'dashboard.write' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Permission>>>>;

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

const tags = ['saved'];

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
export function addSavedRoutes(api: TypedApi, store: ConsoleStore): void {
  for (const kind of ['dashboard', 'exploration', 'analysis', 'segment', 'annotation'] as const) {
    const label = kind.replace(/^./, (first) => first.toUpperCase());
    addKind(api, store, {
      path: `/api/apps/:appId/${pathOfKind[kind]}`,
      label,
      objects: store.saved[kind],
      rights: rightsOfKind[kind],
      ...(kind === 'dashboard' ? { sightOf } : {}),
    });
  }
  const dashboards = {
    path: `/api/apps/:appId/${pathOfKind.dashboard}`,
    label: 'Dashboard',
    objects: store.saved.dashboard as SavedObjects<unknown>,
    rights: rightsOfKind.dashboard,
  };
  api.post(
    '/api/apps/:appId/dashboards/:id/sheets/:sheetId/cards',
    {
      bodyLimit,
      config: { permission: 'dashboard.write' },
      ...sightGuard({ ...dashboards, sightOf }),
      schema: { tags, summary: 'Dashboard: add a card', params: sheetParams, body: tileBody },
    },
    async (request) => {
      const { appId, id, sheetId } = request.params;
      const { version, tile } = request.body;
      const tileId = randomUUID();
      const place = { appId, id, sheetId, tileId };
      const write = { tile, expectedVersion: version, author: personOf(request) };
      return { tileId, dashboard: await addTile(store.saved.dashboard, { ...place, ...write }) };
    },
  );
}

interface KindRoutes {
  readonly path: string;
  /** Word for people. */
  readonly label: string;
  readonly objects: SavedObjects<unknown>;
  readonly rights: { readonly read: Permission; readonly write: Permission; readonly draft: Permission };
  /** How a caller sees an object of the app. @default everybody who may read the kind sees all */
  readonly sightOf?: typeof sightOf;
}

/** Answers NOT_FOUND for objects that the caller does not see. */
function sightGuard({ objects, label, sightOf: sight }: KindRoutes) {
  if (sight === undefined) return {};
  return {
    async preHandler(request: FastifyRequest) {
      const key = keyOf(request);
      const object = (await objects.readAllKept(key.appId)).find(({ id }) => id === key.id);
      if (object !== undefined && sight(callerOf(request), object) === 'hidden')
        throw new CodedError('NOT_FOUND', { what: `${label} ${key.id}` });
    },
  };
}

/** Objects of the app that the caller's lists show. */
async function listedFor(request: FastifyRequest, { objects, sightOf: sight }: KindRoutes, appId: string) {
  if (sight === undefined) return objects.list(appId);
  const all = await objects.list(appId);
  const kept = new Map((await objects.readAllKept(appId)).map((object) => [object.id, object]));
  return all.filter(({ id }) => {
    const object = kept.get(id);
    return object === undefined || sight(callerOf(request), object) === 'listed';
  });
}

/** What the API's document says of a call for one object. */
function describer(label: string) {
  return (what: string) => ({ tags, summary: `${label}: ${what}`, params: objectParams });
}

function addKind(api: TypedApi, store: ConsoleStore, kind: KindRoutes): void {
  const { path, label, objects, rights } = kind;
  const guard = sightGuard(kind);
  const described = describer(label);
  const reads = { config: { permission: rights.read } };
  const writes = { bodyLimit, config: { permission: rights.write } };
  api.get(
    path,
    { ...reads, schema: { tags, summary: `${label}: list`, params: appParams } },
    async (request) => {
      const { appId } = request.params;
      // An app that nobody registered is a mistake, not an empty list.
      await store.projectOf(appId);
      return listedFor(request, kind, appId);
    },
  );
  api.post(
    path,
    { ...writes, schema: { tags, summary: `${label}: create`, params: appParams, body: newBody } },
    async (request) => {
      const { appId } = request.params;
      const { id, body } = request.body;
      const projectId = await store.projectOf(appId);
      const author = personOf(request);
      return objects.create({ projectId, appId, body, author, ...(id === undefined ? {} : { id }) });
    },
  );
  api.get(`${path}/:id`, { ...reads, ...guard, schema: described('read') }, (request) => {
    const key = keyOf(request);
    return found(objects.read(key), `${label} ${key.id}`);
  });
  api.put(
    `${path}/:id`,
    { ...writes, ...guard, schema: { ...described('save'), body: changeBody } },
    (request) => {
      const { version, body } = request.body;
      return objects.save({ ...keyOf(request), expectedVersion: version, author: personOf(request), body });
    },
  );
  api.delete(
    `${path}/:id`,
    { ...writes, ...guard, schema: { ...described('delete'), querystring: versionQuery } },
    async (request) => {
      const key = keyOf(request);
      const { version } = request.query;
      await objects
        .remove({ ...key, expectedVersion: version, author: personOf(request) })
        .catch(async (error: unknown) => {
          if (!(error instanceof CodedError && error.code === 'SAVED_OBJECT_IN_USE')) throw error;
          const uses = await usesSeenBy(callerOf(request), await objects.usersOf(key), store);
          throw inUseError(String(error.details.what), uses);
        });
      return { deleted: true };
    },
  );
  api.post(`${path}/:id/undelete`, { ...writes, ...guard, schema: described('bring back') }, (request) =>
    objects.bringBack(keyOf(request)),
  );
  api.get(`${path}/:id/uses`, { ...reads, ...guard, schema: described('what uses it') }, async (request) =>
    usesSeenBy(callerOf(request), await objects.usersOf(keyOf(request)), store),
  );
  addVersions(api, kind);
  addDrafts(api, kind);
}

function addVersions(api: TypedApi, kind: KindRoutes): void {
  const { path, label, objects, rights } = kind;
  const described = describer(label);
  const guard = sightGuard(kind);
  const reads = { config: { permission: rights.read } };
  const writes = { config: { permission: rights.write } };
  api.get(`${path}/:id/versions`, { ...reads, ...guard, schema: described('every version') }, (request) =>
    objects.versions(keyOf(request)),
  );
  api.post(
    `${path}/:id/versions/:version/restore`,
    {
      ...writes,
      ...guard,
      schema: { ...described('restore a version'), params: versionParams, body: versionQuery },
    },
    (request) => {
      const { appId, id, version } = request.params;
      const { version: expectedVersion } = request.body;
      return objects.restore({ appId, id, version, expectedVersion, author: personOf(request) });
    },
  );
}

function addDrafts(api: TypedApi, kind: KindRoutes): void {
  const { path, label, objects, rights } = kind;
  const guard = sightGuard(kind);
  // A draft changes nothing that others see.
  const own = { bodyLimit, config: { permission: rights.draft, isAudited: false } };
  const described = describer(label);
  const { drafts } = objects;
  api.get(
    `${path}-drafts`,
    { ...own, schema: { tags, summary: `${label}: own drafts`, params: appParams } },
    (request) => drafts.list(request.params.appId, personOf(request)),
  );
  api.get(`${path}/:id/draft`, { ...own, ...guard, schema: described('own draft') }, (request) => {
    const key = keyOf(request);
    return found(drafts.read(key, personOf(request)), `Your draft of ${label} ${key.id}`);
  });
  api.put(
    `${path}/:id/draft`,
    { ...own, ...guard, schema: { ...described('keep a draft'), body: draftBody } },
    (request) => {
      const { version, body } = request.body;
      return drafts.save({ ...keyOf(request), person: personOf(request), baseVersion: version, body });
    },
  );
  api.delete(
    `${path}/:id/draft`,
    { ...own, ...guard, schema: described('discard the own draft') },
    async (request) => {
      await drafts.discard(keyOf(request), personOf(request));
      return { discarded: true };
    },
  );
}
