import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Backup } from '@millstream/console';
import { asCodedError, CodedError } from '@millstream/core';
import { z } from 'zod';
import { layoutOf, type OperationParts } from '../operations/operation-parts.ts';
import { folderBytes } from '../operations/storage.ts';
import packageJson from '../package.json' with { type: 'json' };
import type { ProjectRuntime } from '../pipelines/project-runtime.ts';
import { type BackupManifest, readManifest, writeManifest } from './backup-manifest.ts';
import { copyInstallation, copyStoppedProject } from './copy-installation.ts';

/** When backups are made by themselves. */
export const backupScheduleSchema = z.object({
  every: z.enum(['off', 'day', 'week']).default('off'),
  /** Hour of the day, UTC; weekly ones are made on Sunday. */
  hour: z.number().int().min(0).max(23).default(3),
  /** Scheduled backups that are kept; older ones are removed after a new one succeeded. */
  keep: z.number().int().min(1).max(365).default(7),
});

/** When backups are made by themselves. */
export type BackupSchedule = z.output<typeof backupScheduleSchema>;

/** Makes backups of the whole installation while everything goes on. */
export interface BackupService {
  /** Begins one; `path` is a folder that is not there yet, by default below the data directory. @throws CodedError BACKUP_RUNNING */
  start(by: {
    readonly person: string;
    readonly origin: Backup['origin'];
    readonly path?: string;
  }): Promise<Backup>;
  /** What a backup holds. @throws CodedError NOT_FOUND, BACKUP_INVALID */
  contents(backupId: string): Promise<BackupManifest>;
  /** Removes a backup with its files. @throws CodedError NOT_FOUND, BACKUP_RUNNING */
  remove(backupId: string): Promise<void>;
  /** The next scheduled one, epoch ms; null when none is. */
  next(): Promise<number | null>;
  close(): Promise<void>;
}

/** What the service works with. */
export interface BackupParts extends OperationParts {
  readonly runtimeOf: (projectId: string) => ProjectRuntime | null;
}

const dayMs = 86_400_000;
const checkEveryMs = 60_000;

/** The last planned time up to a moment, and the next one. */
export function plannedTimes(
  { every, hour }: BackupSchedule,
  nowMs: number,
): { lastMs: number; nextMs: number } | null {
  if (every === 'off') return null;
  const stepMs = every === 'day' ? dayMs : 7 * dayMs;
  // 1970-01-04 was a Sunday.
  const originMs = (every === 'day' ? 0 : 3 * dayMs) + hour * 3_600_000;
  const lastMs = originMs + Math.floor((nowMs - originMs) / stepMs) * stepMs;
  return { lastMs, nextMs: lastMs + stepMs };
}

/** Creates the service and begins to look for scheduled backups. */
export function startBackupService(parts: BackupParts): BackupService {
  const { store, clock, logger, dataDir } = parts;
  let work: Promise<void> | null = null;

  const schedule = () => store.operationSettings.get('backup-schedule', backupScheduleSchema);

  async function copyProject(projectId: string, target: string): Promise<number | null> {
    await mkdir(target, { recursive: true });
    const runtime = parts.runtimeOf(projectId);
    if (runtime?.engine == null) {
      await copyStoppedProject(layoutOf(dataDir, projectId), target);
      return null;
    }
    await parts.engineOf(projectId).call('/operations/back-up', { target }, new AbortController().signal);
    const { engine } = await runtime.status();
    const { warehouse } = engine as { warehouse?: { rows?: { event_v2?: number } } };
    return warehouse?.rows?.event_v2 ?? null;
  }

  async function make(path: string): Promise<number> {
    const aside = `${path}.unfinished`;
    await mkdir(aside, { recursive: true, mode: 0o700 });
    const apps = await store.apps.list();
    const projects = await store.projects();
    const held: BackupManifest['projects'] = [];
    for (const { id, name } of projects) {
      const events = await copyProject(id, join(aside, 'projects', id));
      const ofProject = apps.filter(({ projectId }) => projectId === id).map(({ appId }) => appId);
      held.push({ projectId: id, name, apps: ofProject, events });
    }
    const ids = projects.map(({ id }) => id);
    await copyInstallation(dataDir, aside, ids);
    const bytes = await folderBytes(aside);
    const createdAt = new Date(clock.now()).toISOString();
    const manifest = {
      formatVersion: 1,
      productVersion: packageJson.version,
      createdAt,
      bytes,
      projects: held,
    } as const;
    await writeManifest(aside, manifest);
    await rename(aside, path);
    return bytes;
  }

  async function carryOut(backup: Backup): Promise<void> {
    try {
      const bytes = await make(backup.path);
      await store.backups.end(backup.backupId, { state: 'Succeeded', bytes, failure: null });
      if (backup.origin === 'schedule') await forgetOld();
    } catch (error) {
      await rm(`${backup.path}.unfinished`, { recursive: true, force: true });
      const { code, cause, message } = asCodedError(error);
      const reason = code === 'INTERNAL' ? String(cause) : message;
      logger.error({ code, backup: backup.backupId, cause: String(cause) }, 'a backup failed');
      const failure = new CodedError('BACKUP_FAILED', { reason }).message;
      await store.backups.end(backup.backupId, { state: 'Failed', bytes: 0, failure });
    } finally {
      work = null;
    }
  }

  async function forgetOld(): Promise<void> {
    const { keep } = await schedule();
    const made = (await store.backups.list()).filter(
      ({ origin, state }) => origin === 'schedule' && state === 'Succeeded',
    );
    for (const { backupId } of made.slice(keep)) await remove(backupId);
  }

  async function remove(backupId: string): Promise<void> {
    const { path, state } = await store.backups.get(backupId);
    if (state === 'Running') throw new CodedError('BACKUP_RUNNING');
    // Only what is a backup: a path of years ago may hold something else by now.
    if (await readManifest(path).then(Boolean, () => false)) await rm(path, { recursive: true, force: true });
    await store.backups.remove(backupId);
  }

  const start: BackupService['start'] = async ({ person, origin, path }) => {
    if (work !== null) throw new CodedError('BACKUP_RUNNING');
    const begun = Promise.withResolvers<void>();
    work = begun.promise;
    try {
      const stamp = new Date(clock.now()).toISOString().replaceAll(/[:.]/g, '-');
      const folder = resolve(path ?? join(dataDir, 'backups', stamp));
      const backup = await store.backups.begin({ backupId: randomUUID(), path: folder, origin, person });
      work = carryOut(backup);
      return backup;
    } catch (error) {
      work = null;
      throw error;
    } finally {
      begun.resolve();
    }
  };

  async function startDue(): Promise<void> {
    const planned = plannedTimes(await schedule(), clock.now());
    if (planned === null || work !== null) return;
    const [last] = (await store.backups.list()).filter(({ origin }) => origin === 'schedule');
    if ((last?.startedAtMs ?? 0) >= planned.lastMs) return;
    await start({ person: 'schedule', origin: 'schedule' });
  }

  const timer = setInterval(() => {
    startDue().catch((error: unknown) => logger.error({ error: String(error) }, 'a backup could not begin'));
  }, checkEveryMs);
  timer.unref();

  return {
    start,
    async contents(backupId) {
      return readManifest((await store.backups.get(backupId)).path);
    },
    remove,
    async next() {
      return plannedTimes(await schedule(), clock.now())?.nextMs ?? null;
    },
    async close() {
      clearInterval(timer);
      await work;
    },
  };
}
