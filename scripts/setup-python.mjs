import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { must } from './setup-command.mjs';

/** A virtual environment below `.cache` with exactly these packages; made anew when the list changes. Answers with its folder. */
export function installPython(root, name, packages) {
  const folder = join(root, '.cache', name);
  const ready = join(folder, 'ready');
  const list = packages.join('\n');
  if (existsSync(ready) && readFileSync(ready, 'utf8') === list) return folder;
  console.log(`setup: installing ${packages.join(', ')} from PyPI`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(root, '.cache'), { recursive: true });
  must('python3', ['-m', 'venv', folder]);
  must(join(folder, 'bin', 'pip'), ['install', '-q', ...packages]);
  writeFileSync(ready, list);
  return folder;
}
