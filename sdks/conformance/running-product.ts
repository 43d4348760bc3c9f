import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const entry = join(import.meta.dirname, '..', '..', 'server', 'main.ts');
const eventRow = z.object({ event_id: z.string() });
const ledgerRow = z.object({
  events: z.number(),
  duplicate: z.number(),
  rejected: z.number(),
  balanced: z.boolean(),
});

/** Sums of the ledger. */
export interface LedgerSums {
  /** Events that came, whatever became of them. */
  readonly events: number;
  readonly duplicate: number;
  readonly rejected: number;
  readonly isBalanced: boolean;
}

/** The product on a data directory of its own; disposing stops it and removes the directory. */
export interface RunningProduct extends AsyncDisposable {
  /** Where events are sent to, with its path. The app `web` is registered. */
  readonly endpoint: string;
  /** Ids of all rows of the table of events. */
  eventIds(): Promise<readonly string[]>;
  /** What came of everything that was sent so far. */
  ledger(): Promise<LedgerSums>;
}

async function collectorOf(child: ChildProcess, log: () => string): Promise<string> {
  const { stdout } = child;
  if (stdout === null) throw new Error('the server has no output');
  return new Promise((resolve, reject) => {
    createInterface({ input: stdout }).on('line', (line) => {
      if (!line.startsWith('ready ')) return;
      resolve(z.object({ collect: z.string() }).parse(JSON.parse(line.slice('ready '.length))).collect);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}\n${log()}`)));
  });
}

/** Runs a command of the product and reads the JSON line that each row is. */
async function linesOf(args: readonly string[]): Promise<readonly unknown[]> {
  const child = spawn(process.execPath, [entry, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [rows, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => {
    rows += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text;
  });
  const [code] = await once(child, 'close');
  // 1 is how the ledger says that it does not balance; its lines say so too.
  if (code !== 0 && !(args[0] === 'ledger' && code === 1))
    throw new Error(`${args[0]} ended with ${code}: ${errors}`);
  return rows
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** Starts the product on free ports and waits until it collects. */
export async function startProduct(): Promise<RunningProduct> {
  const dataDir = mkdtempSync(join(tmpdir(), 'millstream-sdks-'));
  const child = spawn(
    process.execPath,
    [entry, 'start', '--data', dataDir, '--port', '0', '--collect-port', '0'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      // A build machine may be nearly full, which is no matter of these tests.
      env: {
        ...process.env,
        MILLSTREAM_INGESTION__DISK_GUARD: '{"minFreeBytes":50000000,"minFreePercent":0}',
      },
    },
  );
  const exit = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exit;
    rmSync(dataDir, { recursive: true, force: true });
  };
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    log += text;
  });
  try {
    const collector = await collectorOf(child, () => log);
    return {
      endpoint: `${collector}/collect`,
      async eventIds() {
        const rows = await linesOf(['query', 'SELECT event_id FROM event_v2', '--data', dataDir]);
        return rows.map((row) => eventRow.parse(row).event_id);
      },
      async ledger() {
        const lines = await linesOf(['ledger', '--data', dataDir]);
        const rows = lines.map((line) => ledgerRow.parse(line));
        const sum = (of: (row: z.infer<typeof ledgerRow>) => number): number =>
          rows.reduce((total, row) => total + of(row), 0);
        return {
          events: sum(({ events }) => events),
          duplicate: sum(({ duplicate }) => duplicate),
          rejected: sum(({ rejected }) => rejected),
          isBalanced: rows.every(({ balanced }) => balanced),
        };
      },
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
