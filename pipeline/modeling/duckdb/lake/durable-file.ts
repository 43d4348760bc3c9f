import { copyFile, link, mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncPath } from '@millstream/core';

/** Makes a finished file appear at `target` at once, durably; what was there before is replaced. */
export async function publishFile(source: string, target: string): Promise<void> {
  await syncPath(source);
  const folder = dirname(target);
  await mkdir(folder, { recursive: true });
  await rename(source, target);
  await syncPath(folder);
}

/** Gives a file a second name that outlives a replacement of the first; copies where links are impossible. */
export async function keepVersion(source: string, version: string): Promise<void> {
  await syncPath(source);
  await mkdir(dirname(version), { recursive: true });
  await link(source, version).catch(() => copyFile(source, version));
  await syncPath(dirname(version));
}
