import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Clock, CodedError, type Logger } from '@millstream/core';

const checkMs = 50;
/** A supervisor that is dying at this moment is still seen by the first checks. */
const supervisedAfterChecks = 10;

/** Settings of {@link outwaitLeftWorkers}. */
export interface LeftWorkersOptions {
  /** Folder of the files in which workers note that they live. */
  readonly runDirectory: string;
  readonly dataDir: string;
  /** A worker that is still there after this time is killed: its supervisor died longer ago than it may drain. */
  readonly patienceMs: number;
  readonly clock: Clock;
  readonly logger: Logger;
}

interface LeftWorker {
  readonly file: string;
  readonly pid: number;
  readonly supervisorPid: number;
}

/**
 * Waits until the workers of a supervisor that died are gone; only then may their open segments be touched.
 * @throws CodedError DATA_DIRECTORY_IN_USE when their supervisor lives
 */
export async function outwaitLeftWorkers(options: LeftWorkersOptions): Promise<void> {
  const { runDirectory, dataDir, clock, logger } = options;
  await mkdir(runDirectory, { recursive: true });
  const giveUpMs = clock.monotonic() + options.patienceMs;
  for (const name of await readdir(runDirectory)) {
    const left = await readRunFile(join(runDirectory, name));
    let supervisedChecks = 0;
    while (left && (await isWorker(left.pid))) {
      supervisedChecks = (await isSupervised(left)) ? supervisedChecks + 1 : 0;
      if (supervisedChecks === supervisedAfterChecks) {
        throw new CodedError('DATA_DIRECTORY_IN_USE', { dataDir, pid: left.supervisorPid });
      }
      if (clock.monotonic() > giveUpMs) {
        logger.warn({ pid: left.pid }, 'a collector worker without supervisor did not leave and is killed');
        signal(left.pid, 'SIGKILL');
      }
      await pause(checkMs);
    }
    await rm(join(runDirectory, name), { force: true });
  }
}

async function readRunFile(file: string): Promise<LeftWorker | null> {
  try {
    const content: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof content !== 'object' || content === null) return null;
    if (!('pid' in content) || !('supervisorPid' in content)) return null;
    const { pid, supervisorPid } = content;
    if (typeof pid !== 'number' || typeof supervisorPid !== 'number') return null;
    return { file, pid, supervisorPid };
  } catch {
    return null;
  }
}

/** Whether the process lives and, where the system tells, runs our worker: numbers of dead processes come back. */
async function isWorker(pid: number): Promise<boolean> {
  if (!signal(pid, 0)) return false;
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  if (commandLine === null) return process.platform !== 'linux';
  return commandLine.includes('worker-main');
}

/** On Linux the parent is looked up, for an orphan has another one; elsewhere a living supervisor must do. */
async function isSupervised({ pid, supervisorPid }: LeftWorker): Promise<boolean> {
  if (supervisorPid === process.pid) return false;
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => null);
  if (status === null) return process.platform !== 'linux' && signal(supervisorPid, 0);
  return Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1]) === supervisorPid;
}

function signal(pid: number, name: 'SIGKILL' | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
