import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const markFile = '.sources';

/** Hash of sources, to know whether something made of them is still true. @param patterns globs below `root` */
export function sourceMark(root: string, patterns: readonly string[]): string {
  const hash = createHash('sha256');
  const files = globSync([...patterns], {
    cwd: root,
    exclude: (name) => /(?:^|\/)(?:node_modules|dist|engine-tests)$/.test(name),
  });
  for (const file of files.sort()) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** Whether a folder was written from sources with this mark. */
export function isUpToDate(folder: string, mark: string): boolean {
  const path = join(folder, markFile);
  return existsSync(path) && readFileSync(path, 'utf8') === mark;
}

/** Replaces a folder's contents as a whole: who reads meanwhile sees the former files or the new ones. */
export function writeFresh(
  folder: string,
  mark: string,
  files: ReadonlyMap<string, string | Uint8Array>,
): void {
  const fresh = `${folder}.${process.pid}.new`;
  const former = `${folder}.${process.pid}.old`;
  rmSync(fresh, { recursive: true, force: true });
  for (const [path, content] of [...files, [markFile, mark] as const]) {
    mkdirSync(dirname(join(fresh, path)), { recursive: true });
    writeFileSync(join(fresh, path), content);
  }
  if (existsSync(folder)) renameSync(folder, former);
  renameSync(fresh, folder);
  rmSync(former, { recursive: true, force: true });
}
