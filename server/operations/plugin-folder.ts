import { existsSync } from 'node:fs';
import { mkdir, readdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CodedError, syncPath } from '@millstream/core';
import type { InspectedPlugin } from '@millstream/processing';

/** Name of the bundled module in a plug-in's folder. */
const moduleName = 'plugin.mjs';
const entryNames = ['plugin', 'index', 'main'];
const extensions = ['.ts', '.mts', '.mjs', '.js'];

/** A version of a plug-in. */
export interface PluginKey {
  readonly name: string;
  readonly version: string;
}

/** The bundled module of an uploaded version, whether it is there or not. Both parts may hold any text. */
export function pluginPath(dataDir: string, { name, version }: PluginKey): string {
  return join(dataDir, 'plugins', `${encodeURIComponent(name)}@${encodeURIComponent(version)}`, moduleName);
}

/** Finds uploaded versions below a data directory; null for one that is not there. */
export function pluginPathIn(dataDir: string): (plugin: PluginKey) => string | null {
  return (plugin) => {
    const path = pluginPath(dataDir, plugin);
    return existsSync(path) ? path : null;
  };
}

/** A new empty folder for an upload at work, without links in its path. */
export async function incomingFolder(dataDir: string, id: string): Promise<string> {
  const folder = join(dataDir, 'plugins', '.incoming', id);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return realpath(folder);
}

/**
 * The module of an unpacked upload: `plugin`, `index` or `main`, or the only module there is. One folder around
 * everything is passed through. @throws CodedError PLUGIN_UPLOAD_INVALID
 */
export async function findEntry(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.') && name !== '__MACOSX');
  for (const entry of entryNames) {
    const found = extensions.map((extension) => `${entry}${extension}`).find((name) => names.includes(name));
    if (found !== undefined) return join(folder, found);
  }
  const modules = names.filter((name) => extensions.some((extension) => name.endsWith(extension)));
  const [only] = modules;
  if (only !== undefined && modules.length === 1) return join(folder, only);
  const [inner] = names;
  if (
    modules.length === 0 &&
    names.length === 1 &&
    inner !== undefined &&
    (await stat(join(folder, inner))).isDirectory()
  )
    return findEntry(join(folder, inner));
  const reason =
    modules.length === 0
      ? 'there is no .js, .mjs or .ts module in it'
      : 'name its module plugin.ts, plugin.mjs or plugin.js';
  throw new CodedError('PLUGIN_UPLOAD_INVALID', { reason });
}

/** Keeps a checked plug-in under its name and version, whole or not at all; answers with the path of its module. */
export async function keepPlugin(
  dataDir: string,
  { manifest, source, files }: InspectedPlugin,
): Promise<string> {
  const folder = dirname(pluginPath(dataDir, manifest));
  const aside = `${folder}.tmp`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true, mode: 0o700 });
  await writeFile(join(aside, moduleName), source, { flush: true });
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(aside, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes, { flush: true });
  }
  await rm(folder, { recursive: true, force: true });
  await rename(aside, folder);
  await syncPath(dirname(folder));
  return pluginPath(dataDir, manifest);
}

/** Removes a version's files; harmless when they are gone. */
export async function dropPlugin(dataDir: string, plugin: PluginKey): Promise<void> {
  await rm(dirname(pluginPath(dataDir, plugin)), { recursive: true, force: true });
}
