import {
  editRules,
  type Published,
  ruleEditSchema,
  rulesDraftId,
  type TrafficDesk,
  trafficCaseSchema,
} from '@millstream/console';
import type { Clock } from '@millstream/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { personOf } from '../api/caller.ts';
import type { TypedApi } from '../api/typed-api.ts';
import type { EngineClient } from './engine-client.ts';
import { goneSignal } from './gone-signal.ts';
import { parsed, versionSchema } from './parse-request.ts';

/** What the calls work with. */
export interface TrafficRoutesParts {
  readonly desk: TrafficDesk;
  readonly engine: EngineClient;
  readonly clock: Clock;
}

/** Bytes of the rules of one app in a call. */
const bodyLimit = 8_000_000;
const path = '/api/apps/:appId/traffic';
const tags = ['traffic'];
const reads = { config: { permission: 'metadata.read' } } as const;
const writes = { bodyLimit, config: { permission: 'metadata.write' } } as const;
/** Changes nothing that others see. */
const tries = { bodyLimit, config: { permission: 'metadata.write', isAudited: false } } as const;

const day = z.iso.date();
const appParams = z.object({ appId: z.string().min(1) });
const rules = z.strictObject({ categories: z.array(z.unknown()), channels: z.array(z.unknown()) });
/** Rules to try; without them those in force. */
const tried = z.strictObject({ rules: rules.optional() });
/** First day (UTC, by arrival) whose kept raw records are processed again with the new rules. */
const reprocess = { reprocessSince: day.optional() };
const publishBody = z.strictObject({ version: versionSchema, rules, ...reprocess });
const restoreBody = z.strictObject({ version: versionSchema, restore: versionSchema, ...reprocess });
const editBody = tried.extend({ edits: z.array(ruleEditSchema).max(1000) });
const testBody = tried.extend({ cases: z.array(trafficCaseSchema).min(1).max(200) });
const casesBody = z.strictObject({ version: versionSchema, body: z.unknown() });
const draftBody = z.strictObject({ version: versionSchema, body: z.unknown() });
const previewBody = tried.extend({ from: day.optional(), to: day.optional() });

function appOf(request: FastifyRequest): string {
  return parsed(appParams, request.params).appId;
}

/** Adds the calls for an app's traffic-source rules, below `/api/apps/:appId/traffic`. */
export function addTrafficRoutes(api: TypedApi, parts: TrafficRoutesParts): void {
  addReading(api, parts);
  addPublishing(api, parts);
  addTrying(api, parts);
  addDrafts(api, parts);
}

function addReading(api: TypedApi, { desk }: TrafficRoutesParts): void {
  api.get(path, { ...reads, schema: { tags, summary: 'Rules in force', params: appParams } }, (request) =>
    desk.book.current(appOf(request)),
  );
  api.get(
    `${path}/versions`,
    { ...reads, schema: { tags, summary: 'Every version of the rules', params: appParams } },
    (request) => desk.book.versions(appOf(request)),
  );
  api.get(
    `${path}/cases`,
    { ...reads, schema: { tags, summary: 'Test cases of the rules', params: appParams } },
    async (request) => (await desk.cases(appOf(request))) ?? { version: 0, body: null },
  );
  api.put(
    `${path}/cases`,
    { ...writes, schema: { tags, summary: 'Save test cases', params: appParams, body: casesBody } },
    (request) => {
      const { version, body } = request.body;
      return desk.saveCases(appOf(request), { expectedVersion: version, author: personOf(request), body });
    },
  );
}

function addPublishing(api: TypedApi, { desk, engine, clock }: TrafficRoutesParts): void {
  /** Processes kept raw records again when that was asked for, and says how many files they were. */
  async function andReprocess(
    published: Published,
    { appId, since, reply }: { appId: string; since: string | undefined; reply: FastifyReply },
  ) {
    if (since === undefined) return published;
    const to = new Date(clock.now()).toISOString().slice(0, 10);
    // The app says whose raw records they are: without it, another project's engine would be asked.
    const reprocessed = await engine.call('/rebuild', { appId, from: since, to }, goneSignal(reply));
    return { ...published, reprocessed };
  }
  api.put(
    path,
    { ...writes, schema: { tags, summary: 'Publish rules', params: appParams, body: publishBody } },
    async (request, reply) => {
      const { version, rules: written, reprocessSince: since } = request.body;
      const appId = appOf(request);
      const write = { appId, expectedVersion: version, author: personOf(request) };
      return andReprocess(await desk.book.publish({ ...write, rules: written }), { appId, since, reply });
    },
  );
  api.post(
    `${path}/restore`,
    {
      ...writes,
      schema: { tags, summary: 'Bring an old version back', params: appParams, body: restoreBody },
    },
    async (request, reply) => {
      const { version, restore, reprocessSince: since } = request.body;
      const appId = appOf(request);
      const write = { appId, expectedVersion: version, author: personOf(request) };
      return andReprocess(await desk.book.restore({ ...write, version: restore }), { appId, since, reply });
    },
  );
}

function addTrying(api: TypedApi, { desk }: TrafficRoutesParts): void {
  const given = async (request: FastifyRequest, written: z.infer<typeof tried>['rules']) =>
    written ?? (await desk.book.current(appOf(request))).rules;
  api.post(
    `${path}/edit`,
    {
      ...tries,
      schema: { tags, summary: 'Apply edits to rules; nothing is saved', params: appParams, body: editBody },
    },
    async (request) => {
      const { rules: written, edits } = request.body;
      let edited: Parameters<typeof editRules>[0] = await given(request, written);
      for (const edit of edits) edited = editRules(edited, edit);
      return { rules: edited, ...(await desk.book.check(edited)) };
    },
  );
  api.post(
    `${path}/check`,
    { ...tries, schema: { tags, summary: 'Check rules', params: appParams, body: tried } },
    async (request) => desk.book.check(await given(request, request.body.rules)),
  );
  api.post(
    `${path}/test`,
    { ...tries, schema: { tags, summary: 'Try visits on rules', params: appParams, body: testBody } },
    (request) => {
      const { rules: written, cases } = request.body;
      return desk.test(appOf(request), written ?? null, cases);
    },
  );
  api.post(
    `${path}/cases/run`,
    { ...tries, schema: { tags, summary: 'Run the test cases', params: appParams, body: tried } },
    (request) => desk.runCases(appOf(request), request.body.rules ?? null),
  );
  api.post(
    `${path}/preview`,
    {
      ...tries,
      schema: { tags, summary: 'What rules would change on past days', params: appParams, body: previewBody },
    },
    (request, reply) => {
      const { rules: written, from, to } = request.body;
      const days = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
      return desk.preview(appOf(request), written ?? null, { ...days, signal: goneSignal(reply) });
    },
  );
}

/** The draft of the caller; null when there is none. */
function addDrafts(api: TypedApi, { desk: { drafts } }: TrafficRoutesParts): void {
  const keyOf = (request: FastifyRequest) => ({ appId: appOf(request), id: rulesDraftId });
  api.get(
    `${path}/draft`,
    { ...tries, schema: { tags, summary: 'Own draft of rules', params: appParams } },
    async (request) => ({
      draft: await drafts.read(keyOf(request), personOf(request)),
    }),
  );
  api.put(
    `${path}/draft`,
    { ...tries, schema: { tags, summary: 'Keep a draft of rules', params: appParams, body: draftBody } },
    (request) => {
      const { version, body } = request.body;
      return drafts.save({ ...keyOf(request), person: personOf(request), baseVersion: version, body });
    },
  );
  api.delete(
    `${path}/draft`,
    { ...tries, schema: { tags, summary: 'Discard the own draft', params: appParams } },
    async (request) => {
      await drafts.discard(keyOf(request), personOf(request));
      return { discarded: true };
    },
  );
}
