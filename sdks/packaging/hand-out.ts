import { join } from 'node:path';
import { packageArchive } from './package-archive.ts';
import { isUpToDate, sourceMark, writeFresh } from './source-mark.ts';

type Files = ReadonlyMap<string, string | Uint8Array>;

/** What an installation hands out of one SDK. */
export interface HandOut {
  /** Folder of the repository. */
  readonly root: string;
  /** Folder of the SDK below `sdks/`. */
  readonly room: string;
  /** Makes the files of the npm package, and those that are handed out by themselves, by path. */
  make(): Promise<{ readonly inPackage: Files; readonly alone?: Files }>;
}

/** Writes package, archive and single files into the SDK's `dist`, when sources have changed since they were written. */
export async function buildHandOut({ root, room, make }: HandOut): Promise<void> {
  const dist = join(root, 'sdks', room, 'dist');
  const mark = sourceMark(root, [
    `sdks/{client,${room},packaging}/**/*.{ts,tsx,mjs,json,md}`,
    'package-lock.json',
  ]);
  if (isUpToDate(dist, mark)) return;
  const startedAt = performance.now();
  const { inPackage, alone = new Map() } = await make();
  const files = new Map<string, string | Uint8Array>(alone);
  for (const [path, content] of inPackage) files.set(`package/${path}`, content);
  files.set(`millstream-analytics-${room}.tgz`, packageArchive(inPackage));
  writeFresh(dist, mark, files);
  console.log(`sdks/${room}: package built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}
