import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { CodedError, isProjectId, storeLayout, syncPath } from '@millstream/core';
import { type BackupManifest, readManifest } from './backup-manifest.ts';
import { placeCopies } from './copy-installation.ts';

/** What a restore did. */
export interface Restored {
  readonly manifest: BackupManifest;
  /** Where the data of before lies now; null when there was none. */
  readonly movedTo: string | null;
}

/** Left by a server or by nobody: no data. */
const emptyNames = new Set(['run', 'lost+found']);

async function holdsData(dataDir: string): Promise<boolean> {
  const names = await readdir(dataDir).catch(() => []);
  return names.some((name) => !emptyNames.has(name));
}

/** Every database of the manifest's projects is there. @throws CodedError BACKUP_INVALID */
async function checkWhole(path: string, { projects }: BackupManifest): Promise<void> {
  const names = ['console.sqlite', ...projects.map(({ projectId }) => `projects/${projectId}`)];
  for (const name of names) {
    if ((await stat(join(path, name)).catch(() => null)) === null)
      throw new CodedError('BACKUP_INVALID', { path, reason: `${name} is missing` });
  }
}

/**
 * Restores a backup into a data directory that no server uses. The copy is made beside it and switched by rename, so a
 * crash leaves the old data or the new, each whole. With `replace`, what was there is moved aside, not deleted.
 * @throws CodedError BACKUP_INVALID, DATA_DIRECTORY_NOT_EMPTY
 */
export async function restoreBackup(
  source: string,
  target: string,
  options: { readonly replace: boolean; readonly stamp: string },
): Promise<Restored> {
  const [path, dataDir] = [resolve(source), resolve(target)];
  const manifest = await readManifest(path);
  await checkWhole(path, manifest);
  const hasData = await holdsData(dataDir);
  if (hasData && !options.replace) throw new CodedError('DATA_DIRECTORY_NOT_EMPTY', { dataDir });
  const beside = join(dirname(dataDir), `.${basename(dataDir)}.restoring`);
  await rm(beside, { recursive: true, force: true });
  await mkdir(beside, { recursive: true });
  const projects = manifest.projects.flatMap(({ projectId }) =>
    isProjectId(projectId) ? [{ projectId, layout: storeLayout(beside, projectId) }] : [],
  );
  await placeCopies(path, beside, projects);
  const aside = `${dataDir}.before-${options.stamp}`;
  if (hasData) await rename(dataDir, aside);
  else await rm(dataDir, { recursive: true, force: true });
  await rename(beside, dataDir);
  await syncPath(dirname(dataDir));
  // Backups belong to the place, not to the state that is restored.
  if (hasData && existsSync(join(aside, 'backups')))
    await rename(join(aside, 'backups'), join(dataDir, 'backups'));
  return { manifest, movedTo: hasData ? aside : null };
}
