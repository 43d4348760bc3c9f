import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoreLayout } from '@millstream/core';
import { readLine } from '@millstream/processing';
import { rawLines } from './raw-lines.ts';

/** A raw record to try something on. */
export interface RecentRecord {
  readonly text: string;
}

/** Names below a folder, newest last; empty when there is none. */
async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(() => [])).filter((name) => !name.endsWith('.tmp')).sort();
}

/** Paths of kept raw files, newest first; hours are entered one after another, as many as are needed. */
async function* newestFiles(layout: StoreLayout): AsyncGenerator<string, void> {
  for (const name of (await namesIn(layout.sealed)).toReversed()) yield join(layout.sealed, name);
  async function* below(folder: string, depth: number): AsyncGenerator<string, void> {
    for (const name of (await namesIn(folder)).toReversed()) {
      if (depth === 0) yield join(folder, name);
      else yield* below(join(folder, name), depth - 1);
    }
  }
  // Year, month, day and hour.
  yield* below(layout.buffer, 4);
}

/** The newest kept raw records of a project, of one app when given, at most `count`. */
export async function recentRecords(
  layout: StoreLayout,
  count: number,
  app?: string,
): Promise<readonly RecentRecord[]> {
  const found: RecentRecord[] = [];
  for await (const path of newestFiles(layout)) {
    const ofFile: RecentRecord[] = [];
    for await (const { line, text } of rawLines(path)) {
      if (app !== undefined && readLine({ file: 0, line, text }, 0).record.appId !== app) continue;
      ofFile.push({ text });
      if (ofFile.length > count) ofFile.shift();
    }
    found.unshift(...ofFile);
    if (found.length >= count) break;
  }
  return found.slice(-count);
}
