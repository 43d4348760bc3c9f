import { isAbsolute } from 'node:path';
import { rolesWith } from '@millstream/console';
import { CodedError } from '@millstream/core';
import { z } from 'zod';
import { readManifest } from '../backup/backup-manifest.ts';
import { type BackupService, backupScheduleSchema } from '../backup/backup-service.ts';
import { pendingRestore, setPendingRestore } from '../backup/pending-restore.ts';
import type { OperationParts } from '../operations/operation-parts.ts';
import { callerOf, personOf } from './caller.ts';
import type { TypedApi } from './typed-api.ts';

const tags = ['backup'];
const reads = { permission: 'operation.read' } as const;
const writes = { permission: 'operation.write' } as const;
const settings = { permission: 'setting.write' } as const;
const params = z.object({ backupId: z.string().min(1).max(100) });

/** What the calls work with. */
export interface BackupRoutesParts extends OperationParts {
  readonly backups: BackupService;
}

/** Adds the calls for backups: list, make, schedule, look inside, remove, restore at the next start. */
export function addBackupRoutes(api: TypedApi, parts: BackupRoutesParts): void {
  addBackups(api, parts);
  addSchedule(api, parts);
  addRestore(api, parts);
}

function addBackups(api: TypedApi, { store, backups, dataDir }: BackupRoutesParts): void {
  api.get(
    '/api/backups',
    { config: reads, schema: { tags, summary: 'Backups, newest first' } },
    async () => ({
      backups: await store.backups.list(),
      nextMs: await backups.next(),
      pending: pendingRestore(dataDir),
    }),
  );
  api.post(
    '/api/backups',
    {
      config: writes,
      schema: {
        ...{ tags, summary: 'Begin a backup of everything while it goes on' },
        body: z.strictObject({
          path: z
            .string()
            .max(1000)
            .refine((text) => isAbsolute(text) && !text.includes('\0'), 'is no path from the root')
            .optional()
            .describe('A folder on the server that is not there yet; for administrators.'),
        }),
      },
    },
    async (request, reply) => {
      const { path } = request.body;
      const { kind, rights } = callerOf(request);
      // Everything there is, people and keys too, in a folder that somebody else may read: not for every operator.
      if (path !== undefined && kind !== 'local' && !rights.may('setting.write', null))
        throw new CodedError('FORBIDDEN', {
          permission: 'setting.write',
          roles: rolesWith('setting.write').join(', '),
        });
      const by = {
        person: personOf(request),
        origin: 'by hand' as const,
        ...(path === undefined ? {} : { path }),
      };
      return reply.code(202).send(await backups.start(by));
    },
  );
  api.get(
    '/api/backups/:backupId',
    { config: reads, schema: { tags, summary: 'A backup and what it holds', params } },
    async (request) => {
      const backup = await store.backups.get(request.params.backupId);
      const contents = await readManifest(backup.path).catch(() => null);
      return { ...backup, contents };
    },
  );
  api.delete(
    '/api/backups/:backupId',
    { config: settings, schema: { tags, summary: 'Remove a backup with its files', params } },
    async (request) => {
      await backups.remove(request.params.backupId);
      return { removed: request.params.backupId };
    },
  );
}

function addSchedule(api: TypedApi, { store }: BackupRoutesParts): void {
  api.get(
    '/api/settings/backup',
    { config: reads, schema: { tags, summary: 'When backups are made by themselves' } },
    () => store.operationSettings.get('backup-schedule', backupScheduleSchema),
  );
  api.put(
    '/api/settings/backup',
    {
      config: writes,
      schema: {
        tags,
        summary: 'Set when backups are made by themselves',
        body: backupScheduleSchema.strict(),
      },
    },
    async (request) => {
      const before = await store.operationSettings.get('backup-schedule', backupScheduleSchema);
      await store.operationSettings.set('backup-schedule', request.body);
      request.audit = { object: 'backup schedule', before, after: request.body };
      return request.body;
    },
  );
}

function addRestore(api: TypedApi, { backups, store, dataDir, clock }: BackupRoutesParts): void {
  api.post(
    '/api/backups/:backupId/restore',
    {
      config: settings,
      schema: {
        tags,
        summary: 'Restore a backup at the next start; what is there now is moved aside',
        params,
      },
    },
    async (request, reply) => {
      await backups.contents(request.params.backupId);
      const { path } = await store.backups.get(request.params.backupId);
      const askedAt = new Date(clock.now()).toISOString();
      setPendingRestore(dataDir, { path, person: personOf(request), askedAt });
      return reply.code(202).send(pendingRestore(dataDir));
    },
  );
  api.delete(
    '/api/restore',
    { config: settings, schema: { tags, summary: 'Take back a restore that waits for the next start' } },
    async () => {
      setPendingRestore(dataDir, null);
      return { pending: null };
    },
  );
}
