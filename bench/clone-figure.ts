import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lineOf, processTree } from './child.ts';
import type { Figure } from './figure.ts';
import { root } from './product.ts';

/** Time from a fresh clone's `npm start` to its ready line, with npm's package cache warm. */
export async function cloneFigure(): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-clone-'));
  const clone = join(folder, 'millstream');
  try {
    const cloned = spawnSync('git', ['clone', '-q', root, clone], { encoding: 'utf8' });
    if (cloned.status !== 0) throw new Error(cloned.stderr);
    const startedAt = performance.now();
    const npm = spawn('npm', ['start', '--', '--port', '0', '--collect-port', '0'], {
      cwd: clone,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await lineOf(npm, /^ready /);
    const seconds = (performance.now() - startedAt) / 1000;
    const ended = new Promise((resolve) => npm.once('exit', resolve));
    for (const pid of processTree(npm.pid ?? 0).slice(1)) process.kill(pid, 'SIGTERM');
    await ended;
    return {
      name: 'fresh clone to "ready", package cache warm',
      value: seconds,
      unit: 's',
      promise: { atMost: 60 },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
