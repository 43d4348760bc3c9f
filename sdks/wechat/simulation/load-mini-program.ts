import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { openScripts } from './load-sdk.ts';
import type { SimulatedProcess } from './simulated-process.ts';

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/**
 * Makes the pages of a mini program known, from the folder a developer opens in WeChat's tools.
 * @param given scripts that stand in for files, by their path in the folder
 * @returns runs `app.js`
 */
export function loadMiniProgram(
  process: SimulatedProcess,
  folder: string,
  given: Readonly<Record<string, string>>,
): () => void {
  const run = openScripts(process);
  const modules = new Map<string, unknown>();
  const requireFrom =
    (from: string) =>
    (path: string): unknown => {
      const file = posix.join(posix.dirname(from), path);
      if (!modules.has(file)) modules.set(file, runFile(file));
      return modules.get(file);
    };
  const runFile = (file: string): unknown =>
    run(given[file] ?? readFileSync(join(folder, file), 'utf8'), file, requireFrom(file));
  const settingsIn = (file: string): Readonly<Record<string, unknown>> => {
    if (!existsSync(join(folder, file))) return {};
    const settings: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    return isObject(settings) ? settings : {};
  };

  const { pages } = settingsIn('app.json');
  for (const page of Array.isArray(pages) ? pages : []) {
    const route = String(page);
    const { navigationBarTitleText: title } = settingsIn(`${route}.json`);
    process.addPage(route, {
      load: () => void runFile(`${route}.js`),
      ...(typeof title === 'string' && { title }),
    });
  }
  return () => void runFile('app.js');
}
