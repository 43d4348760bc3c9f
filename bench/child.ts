import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** A finished command with what the system counted for it and its children. */
export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** User plus system seconds. */
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  /** Largest resident memory of a single process, bytes. */
  readonly peakBytes: number;
}

function seconds(text: string): number {
  const match = /(\d+)m([\d.]+)s/.exec(text);
  return match ? Number(match[1]) * 60 + Number(match[2]) : 0;
}

/** Reads the high-water mark of a process; 0 when it is gone. */
function peakOf(pid: number): number {
  try {
    const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
    return Number(kilobytes) * 1024;
  } catch {
    return 0;
  }
}

/** Process ids below (and with) `pid`. */
export function processTree(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        return { pid: Number(name), parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) };
      } catch {
        return { pid: 0, parent: -1 };
      }
    });
  const tree = [pid];
  for (const id of tree)
    tree.push(...parents.filter(({ parent }) => parent === id).map((entry) => entry.pid));
  return tree;
}

/** Resident bytes of a process tree: the sum of each process, shared pages counted once each. */
export function residentBytes(pid: number): { rss: number; pss: number } {
  let rss = 0;
  let pss = 0;
  for (const id of processTree(pid)) {
    try {
      const text = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8');
      rss += Number(/Rss:\s+(\d+) kB/.exec(text)?.[1] ?? 0) * 1024;
      pss += Number(/Pss:\s+(\d+) kB/.exec(text)?.[1] ?? 0) * 1024;
    } catch {
      // A process that ended meanwhile holds nothing.
    }
  }
  return { rss, pss };
}

/** Runs a command to its end and measures it as a whole; `times` of the shell counts all its children. */
export async function runMeasured(command: readonly string[]): Promise<Finished> {
  const startedAt = performance.now();
  const shell = spawn('bash', ['-c', '"$@"; status=$?; times >&2; exit $status', 'bench', ...command], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  shell.stdout.on('data', (text: Buffer) => {
    stdout += text;
  });
  shell.stderr.on('data', (text: Buffer) => {
    stderr += text;
  });
  let peakBytes = 0;
  const watch = setInterval(() => {
    for (const pid of processTree(shell.pid ?? 0)) peakBytes = Math.max(peakBytes, peakOf(pid));
  }, 100);
  const status = await new Promise<number | null>((resolve) => shell.on('close', resolve));
  clearInterval(watch);
  const children = stderr.trimEnd().split('\n').at(-1) ?? '';
  const [user = '', system = ''] = children.split(' ');
  const wallSeconds = (performance.now() - startedAt) / 1000;
  return { status, stdout, stderr, cpuSeconds: seconds(user) + seconds(system), wallSeconds, peakBytes };
}

/** Waits for a line of the child's output that matches. @throws Error when it ends before */
export function lineOf(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (part: Buffer) => {
      text += part;
      const line = text.split('\n').find((candidate) => pattern.test(candidate));
      if (line !== undefined) resolve(line);
    });
    child.on('exit', (code) => reject(new Error(`the process ended with ${code} before ${pattern}`)));
  });
}
