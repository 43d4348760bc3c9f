import { randomUUID } from 'node:crypto';
import type { AlarmTarget } from '@millstream/console';
import { CodedError } from '@millstream/core';
import { z } from 'zod';
import type { AlarmService } from '../operations/alarm-service.ts';
import { mailSettingsSchema } from '../operations/mail-settings.ts';
import { maskedTarget, withStoredAddress } from '../operations/masked-target.ts';
import type { OperationParts } from '../operations/operation-parts.ts';
import { tellTarget } from '../operations/tell-target.ts';
import { callerOf } from './caller.ts';
import type { TypedApi } from './typed-api.ts';

const tags = ['alarm'];
const reads = { permission: 'operation.read' } as const;
const writes = { permission: 'operation.write' } as const;
const settings = { permission: 'setting.write' } as const;
const projectParams = z.object({ projectId: z.string().min(1) });
const alarmParams = projectParams.extend({ alarmId: z.string().min(1).max(100) });
const targetParams = z.object({ targetId: z.string().min(1).max(100) });
const alarmBody = z.strictObject({ enabled: z.boolean(), threshold: z.number().nullable() });
const common = { name: z.string().trim().min(1).max(255), enabled: z.boolean().default(true) };
const targetBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('webhook'), ...common, url: z.url({ protocol: /^https?$/ }).max(2048) }),
  z.strictObject({
    kind: z.literal('email'),
    ...common,
    addresses: z.array(z.email().max(320)).min(1).max(50),
  }),
]);
/** A password of three stars is the one that is stored. */
const hidden = '***';

/** What the calls work with. */
export interface AlarmRoutesParts extends Pick<OperationParts, 'store' | 'clock'> {
  readonly alarms: AlarmService;
}

/** Adds the calls for alarms, their history, targets and the mail server. */
export function addAlarmRoutes(api: TypedApi, parts: AlarmRoutesParts): void {
  addAlarms(api, parts);
  addTargets(api, parts);
  addMail(api, parts);
}

function addAlarms(api: TypedApi, { alarms, store }: AlarmRoutesParts): void {
  api.get(
    '/api/projects/:projectId/alarms',
    {
      config: reads,
      schema: { tags, summary: 'Alarms of a project with their states', params: projectParams },
    },
    (request) => alarms.alarms(request.params.projectId),
  );
  api.get(
    '/api/alarms',
    { config: { ...reads, acrossProjects: true }, schema: { tags, summary: 'Alarms of all projects' } },
    async (request) => {
      const places = callerOf(request).rights.projectsWith('operation.read');
      const projects = (await store.pipelines.list()).map(({ projectId }) => projectId);
      const shown = projects.filter((projectId) => places === 'all' || places.has(projectId));
      return (await Promise.all(shown.map((projectId) => alarms.alarms(projectId)))).flat();
    },
  );
  api.get(
    '/api/alarms/changes',
    {
      config: { ...reads, acrossProjects: true },
      schema: {
        ...{ tags, summary: 'What alarms did, newest first' },
        querystring: z.object({ limit: z.coerce.number().int().min(1).max(1000).default(100) }),
      },
    },
    async (request) => {
      const places = callerOf(request).rights.projectsWith('operation.read');
      const changes = await store.alarms.changes(null, request.query.limit);
      return places === 'all' ? changes : changes.filter(({ projectId }) => places.has(projectId));
    },
  );
  api.put(
    '/api/projects/:projectId/alarms/:alarmId',
    {
      config: writes,
      schema: {
        tags,
        summary: 'Turn an alarm on or off, set its threshold',
        params: alarmParams,
        body: alarmBody,
      },
    },
    (request) => {
      const { projectId, alarmId } = request.params;
      return alarms.set(projectId, { alarmId, ...request.body });
    },
  );
  api.get(
    '/api/projects/:projectId/alarms/:alarmId/preview',
    {
      config: reads,
      schema: {
        ...{ tags, summary: 'How often an alarm would have fired in the last 7 days', params: alarmParams },
        querystring: z.object({ threshold: z.coerce.number() }),
      },
    },
    (request) => {
      const { projectId, alarmId } = request.params;
      return alarms.preview(projectId, alarmId, request.query.threshold);
    },
  );
}

function addTargets(api: TypedApi, { store, clock }: AlarmRoutesParts): void {
  const targetOf = async (targetId: string): Promise<AlarmTarget | undefined> =>
    (await store.alarms.targets()).find((target) => target.targetId === targetId);
  api.get(
    '/api/alarm-targets',
    {
      config: reads,
      schema: {
        tags,
        summary: 'Where alarms are told; addresses of webhooks whole only to who may change them',
      },
    },
    async (request) => {
      const targets = await store.alarms.targets();
      return callerOf(request).rights.may('setting.write', null) ? targets : targets.map(maskedTarget);
    },
  );
  api.post(
    '/api/alarm-targets',
    { config: settings, schema: { tags, summary: 'Add a webhook or mail addresses', body: targetBody } },
    async (request, reply) => {
      const target = { targetId: randomUUID(), ...request.body };
      await store.alarms.saveTarget(target);
      return reply.code(201).send(target);
    },
  );
  api.put(
    '/api/alarm-targets/:targetId',
    {
      config: settings,
      schema: { tags, summary: 'Change a target', params: targetParams, body: targetBody },
    },
    async (request) => {
      const { targetId } = request.params;
      const before = await targetOf(targetId);
      const target = withStoredAddress({ targetId, ...request.body }, before);
      request.audit = { before: before && maskedTarget(before), after: maskedTarget(target) };
      await store.alarms.saveTarget(target);
      return target;
    },
  );
  api.delete(
    '/api/alarm-targets/:targetId',
    { config: settings, schema: { tags, summary: 'Remove a target', params: targetParams } },
    async (request) => {
      await store.alarms.removeTarget(request.params.targetId);
      return { removed: request.params.targetId };
    },
  );
  api.post(
    '/api/alarm-targets/test',
    {
      config: settings,
      schema: { tags, summary: 'Send a test message to a target as it is entered', body: targetBody },
    },
    async (request) => {
      const at = new Date(clock.now()).toISOString();
      const about = { projectId: 'test', alarmId: 'test', state: 'TEST', value: null, threshold: null, at };
      const message = { kind: 'test', text: 'This is a test of Millstream alarms', ...about } as const;
      await tellTarget({ targetId: 'test', ...request.body }, message, store.operationSettings);
      return { sent: true };
    },
  );
}

function addMail(api: TypedApi, { store }: AlarmRoutesParts): void {
  const stored = () => store.operationSettings.get('mail', mailSettingsSchema);
  const shown = (mail: z.output<typeof mailSettingsSchema>) => ({
    ...mail,
    password: mail.password === '' ? '' : hidden,
  });
  api.get(
    '/api/settings/mail',
    { config: settings, schema: { tags, summary: 'The mail server; its password is never told' } },
    async () => shown(await stored()),
  );
  api.put(
    '/api/settings/mail',
    { config: settings, schema: { tags, summary: 'Set the mail server', body: mailSettingsSchema.strict() } },
    async (request) => {
      const before = await stored();
      const isKept = request.body.password === hidden;
      // The mail server of before gave it; another one must not learn it.
      if (isKept && before.password !== '' && request.body.host !== before.host)
        throw new CodedError('USAGE', { problem: 'password: send it again for another host' });
      const password = isKept ? before.password : request.body.password;
      const mail = { ...request.body, password };
      await store.operationSettings.set('mail', mail);
      request.audit = { object: 'mail server', before: shown(before), after: shown(mail) };
      return shown(mail);
    },
  );
}
