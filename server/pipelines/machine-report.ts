import { open, rm, statfs } from 'node:fs/promises';
import { availableParallelism, freemem, hostname, totalmem } from 'node:os';
import { join } from 'node:path';

/** What this machine offers. */
export interface MachineReport {
  readonly host: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly freeMemoryBytes: number;
  readonly dataDir: string;
  readonly diskBytes: number;
  readonly freeDiskBytes: number;
  /** Null when nothing can be written. */
  readonly fsyncMs: number | null;
}

const probes = 5;

/** Median time for which a small write waits until it is durable, ms; null when the folder cannot be written. */
async function measureSync(folder: string): Promise<number | null> {
  const path = join(folder, `.fsync-probe-${process.pid}-${performance.now()}`);
  try {
    const handle = await open(path, 'w');
    const times: number[] = [];
    try {
      for (let probe = 0; probe < probes; probe += 1) {
        await handle.write(Buffer.alloc(4096, probe));
        const startedAt = performance.now();
        await handle.datasync();
        times.push(performance.now() - startedAt);
      }
    } finally {
      await handle.close();
      await rm(path, { force: true });
    }
    times.sort((one, other) => one - other);
    return Math.round((times[Math.floor(probes / 2)] ?? 0) * 100) / 100;
  } catch {
    return null;
  }
}

/** Looks at cores, memory and the disk of the data directory. */
export async function reportMachine(dataDir: string): Promise<MachineReport> {
  const [disk, fsyncMs] = await Promise.all([statfs(dataDir), measureSync(dataDir)]);
  return {
    host: hostname(),
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    freeMemoryBytes: freemem(),
    dataDir,
    diskBytes: disk.blocks * disk.bsize,
    freeDiskBytes: disk.bavail * disk.bsize,
    fsyncMs,
  };
}
