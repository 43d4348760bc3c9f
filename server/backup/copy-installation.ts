import { constants, existsSync } from 'node:fs';
import { copyFile, cp, mkdir, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type StoreLayout, syncPath } from '@millstream/core';
import { copyBuffer, copyCollected } from '../engine/operations/copy-raw.ts';
import { projectParts } from './project-parts.ts';

/** The secret that seals second factors. */
const secretName = 'secret.key';
/** Folder of a project's collectors: keys of senders' sessions. */
const keysOf = (dataDir: string, projectId: string) => join(dataDir, 'collectors', projectId, 'keys');

/** Copies what belongs to the installation as a whole: people, settings, plug-ins, keys. Databases stay open meanwhile. */
export async function copyInstallation(
  dataDir: string,
  target: string,
  projectIds: readonly string[],
): Promise<void> {
  for (const name of await readdir(dataDir)) {
    if (!name.endsWith('.sqlite')) continue;
    const database = new DatabaseSync(join(dataDir, name), { readOnly: true });
    try {
      database.prepare('vacuum into ?').run(join(target, name));
    } finally {
      database.close();
    }
    await syncPath(join(target, name));
  }
  if (existsSync(join(dataDir, secretName)))
    await copyFile(join(dataDir, secretName), join(target, secretName));
  const plugins = join(dataDir, 'plugins');
  if (existsSync(plugins))
    await cp(plugins, join(target, 'plugins'), {
      recursive: true,
      filter: (source) => basename(source) !== '.incoming',
    });
  for (const projectId of projectIds) {
    const keys = keysOf(dataDir, projectId);
    if (existsSync(keys)) await cp(keys, join(target, 'keys', projectId), { recursive: true });
  }
}

/** Copies a project whose engine does not run. */
export async function copyStoppedProject(layout: StoreLayout, target: string): Promise<void> {
  const mode = constants.COPYFILE_FICLONE;
  const warehouse = join(target, projectParts.warehouse);
  await mkdir(warehouse, { recursive: true });
  await copyBuffer(layout, target);
  await copyCollected(layout, target);
  for (const path of [layout.warehouse, `${layout.warehouse}.wal`])
    if (existsSync(path)) await copyFile(path, join(warehouse, basename(path)), mode);
  if (existsSync(layout.lake)) await cp(layout.lake, join(warehouse, 'lake'), { recursive: true, mode });
  if (existsSync(layout.rules)) await cp(layout.rules, join(target, projectParts.rules), { recursive: true });
}

/** Puts the copies of the installation and of its projects into an empty data directory. */
export async function placeCopies(
  source: string,
  dataDir: string,
  projects: readonly { readonly projectId: string; readonly layout: StoreLayout }[],
): Promise<void> {
  const mode = constants.COPYFILE_FICLONE;
  for (const name of await readdir(source)) {
    if (name.endsWith('.sqlite') || name === secretName)
      await copyFile(join(source, name), join(dataDir, name), mode);
  }
  const place = async (from: string, to: string) => {
    if (existsSync(from)) await cp(from, to, { recursive: true, mode, preserveTimestamps: true });
  };
  await place(join(source, 'plugins'), join(dataDir, 'plugins'));
  for (const { projectId, layout } of projects) {
    const from = join(source, 'projects', projectId);
    await place(join(source, 'keys', projectId), keysOf(dataDir, projectId));
    await place(join(from, projectParts.buffer), layout.buffer);
    await place(join(from, projectParts.sealed), layout.sealed);
    await place(join(from, projectParts.wal), layout.wal);
    await place(join(from, projectParts.rules), layout.rules);
    await place(join(from, projectParts.warehouse, 'lake'), layout.lake);
    await mkdir(join(layout.warehouse, '..'), { recursive: true });
    for (const name of ['warehouse.duckdb', 'warehouse.duckdb.wal'])
      await place(join(from, projectParts.warehouse, name), join(layout.warehouse, '..', name));
  }
}
