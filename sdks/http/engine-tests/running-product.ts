import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { outputOf } from './command-output.ts';

const entry = fileURLToPath(new URL('../../../server/main.ts', import.meta.url));

/** A row of a query, as the command prints it. */
export type Row = Readonly<Record<string, unknown>>;

/** The product on a data directory of its own; disposing stops it and removes the directory. */
export interface RunningProduct extends AsyncDisposable {
  /** Where events are sent to, with its path. The app `web` is registered. */
  readonly endpoint: string;
  /** Asks until there are as many rows as wanted. @throws Error with the last rows after a minute */
  rows(sql: string, count: number): Promise<readonly Row[]>;
}

async function collectorOf(child: ChildProcess, log: () => string): Promise<string> {
  const { stdout } = child;
  if (stdout === null) throw new Error('the server has no output');
  return new Promise((resolve, reject) => {
    createInterface({ input: stdout }).on('line', (line) => {
      if (line.startsWith('ready ')) resolve(JSON.parse(line.slice('ready '.length)).collect);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}\n${log()}`)));
  });
}

async function query(dataDir: string, sql: string): Promise<readonly Row[]> {
  const { code, stdout, stderr } = await outputOf(process.execPath, [entry, 'query', sql, '--data', dataDir]);
  if (code !== 0) throw new Error(`query ended with ${code}: ${stderr}`);
  const lines = stdout.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line));
}

async function queryUntil(ask: () => Promise<readonly Row[]>, count: number): Promise<readonly Row[]> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const rows = await ask();
    if (rows.length >= count) return rows;
    if (performance.now() > deadline) throw new Error(`${count} rows wanted, got ${JSON.stringify(rows)}`);
    await wait(100);
  }
}

/** Starts the product on free ports and waits until it collects. */
export async function startProduct(): Promise<RunningProduct> {
  const dataDir = mkdtempSync(join(tmpdir(), 'millstream-http-'));
  const args = [entry, 'start', '--data', dataDir, '--port', '0', '--collect-port', '0'];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    // A build machine may be nearly full, which is no matter of these tests.
    env: { ...process.env, MILLSTREAM_INGESTION__DISK_GUARD: '{"minFreeBytes":50000000,"minFreePercent":0}' },
  });
  const exit = once(child, 'exit');
  const stop = async () => {
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
      rows: (sql, count) => queryUntil(() => query(dataDir, sql), count),
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
