import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const bytesPerKilobyte = 1024;

/** Resident memory of a process in bytes; 0 when it is gone or the system does not tell. */
export async function residentBytes(pid: number): Promise<number> {
  try {
    if (process.platform !== 'linux') {
      const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]);
      return Number(stdout) * bytesPerKilobyte || 0;
    }
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) * bytesPerKilobyte;
  } catch {
    return 0;
  }
}
