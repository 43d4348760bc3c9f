import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Cell, Column } from './conformance-table.ts';
import type { SdkName } from './driver.ts';

const root = join(import.meta.dirname, '..', '..');
/** The page that shows what each SDK passes. */
export const tablePage: string = join(root, 'docs', 'sdks.md');

const stored = z.record(z.string(), z.enum(['✓', '✗', 'n/a']));
const fileOf = (sdk: SdkName, folder: string): string => join(folder, `${sdk}.json`);
const cache = join(root, '.cache', 'conformance');

/** Keeps the results of one SDK's run, from which `write-table.ts` makes the page. */
export function saveColumn(sdk: SdkName, column: Column, folder: string = cache): void {
  const file = fileOf(sdk, folder);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(column), null, 1)}\n`);
}

/** Results of the last run of an SDK; null when there was none. */
export function readColumn(sdk: SdkName, folder: string = cache): Column | null {
  const file = fileOf(sdk, folder);
  if (!existsSync(file)) return null;
  return new Map<string, Cell>(Object.entries(stored.parse(JSON.parse(readFileSync(file, 'utf8')))));
}
