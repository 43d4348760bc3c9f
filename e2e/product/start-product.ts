import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const entry = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'server', 'main.ts');

/** What a command of the product printed, and how it ended. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running product on its own data directory. Dispose it to stop it and remove a directory made for it. */
export interface Product extends AsyncDisposable {
  /** Address of the API. */
  readonly url: string;
  /** Address of the collector, without path. */
  readonly collect: string;
  readonly dataDir: string;
  /** One-time link for the first administrator; none when there is one. */
  readonly setup?: string;
  /** Process id of the server, for tests that kill it. */
  readonly pid: number;
  /** Everything the server has written to its standard error so far. */
  log(): string;
  /** Runs `millstream ARGS --data DIR` and returns what it printed. */
  run(...args: readonly string[]): Promise<CommandResult>;
  /** Rows of a reading SQL statement. @throws Error with the command's message when it fails. */
  query(sql: string): Promise<Record<string, unknown>[]>;
  /** Asks until the rows satisfy `isEnough`. @throws Error with the last rows after `timeoutMs` (default 60,000). */
  queryUntil(
    sql: string,
    isEnough: (rows: Record<string, unknown>[]) => boolean,
    timeoutMs?: number,
  ): Promise<Record<string, unknown>[]>;
  /** Stops the server in good order; returns its exit code. Keeps the data directory. */
  stop(): Promise<number | null>;
  /** Kills the server and all its processes with SIGKILL. Keeps the data directory. */
  kill(): Promise<void>;
}

/** Options of {@link startProduct}. */
export interface StartProductOptions {
  /** Data directory, kept when the product is disposed. @default a new one, removed when the product is disposed */
  readonly dataDir?: string;
  /** Further options of `millstream start`. */
  readonly args?: readonly string[];
  /** Environment variables besides those of the test. */
  readonly env?: Readonly<Record<string, string>>;
  /** How long it may take until ready, ms. @default 120_000 */
  readonly timeoutMs?: number;
}

/** Runs one `millstream` command to its end. */
export async function runCommand(args: readonly string[]): Promise<CommandResult> {
  const child = spawn(process.execPath, [entry, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

interface Ready {
  readonly url: string;
  readonly collect: string;
  readonly dataDir: string;
  readonly setup?: string;
}

async function untilReady(child: ChildProcess, timeoutMs: number, log: () => string): Promise<Ready> {
  const { stdout } = child;
  if (stdout === null) throw new Error('the server has no output');
  const lines = createInterface({ input: stdout });
  const ready = new Promise<Ready>((resolve, reject) => {
    lines.on('line', (line) => {
      if (line.startsWith('ready ')) resolve(JSON.parse(line.slice(6)));
    });
    child.once('exit', (code) =>
      reject(new Error(`the server ended with ${code} before it was ready\n${log()}`)),
    );
    AbortSignal.timeout(timeoutMs).addEventListener('abort', () => {
      reject(new Error(`the server was not ready after ${timeoutMs} ms\n${log()}`));
    });
  });
  return ready;
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

async function queryRows(dataDir: string, sql: string): Promise<Record<string, unknown>[]> {
  const { code, stdout, stderr } = await runCommand(['query', sql, '--data', dataDir]);
  if (code !== 0) throw new Error(`query ended with ${code}: ${stderr}`);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** The server's process: its group, its log, and how it ends. */
interface ServerProcess {
  readonly child: ChildProcess;
  readonly pid: number;
  log(): string;
  /** Resolves with the exit code when the server and all its processes are gone. */
  ended(): Promise<number | null>;
}

function spawnServer(dataDir: string, options: StartProductOptions): ServerProcess {
  const ports = ['--port', '0', '--collect-port', '0'];
  const args = [entry, 'start', '--data', dataDir, ...ports, ...(options.args ?? [])];
  // A process group of its own, so that kill() also reaches workers that lost their parent.
  const child = spawn(process.execPath, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A build machine may be nearly full; tests of the guard itself set their own.
    env: {
      MILLSTREAM_INGESTION__DISK_GUARD: '{"minFreeBytes":50000000,"minFreePercent":0}',
      ...process.env,
      ...options.env,
    },
  });
  const pid = child.pid ?? 0;
  const killAtExit = () => killGroup(pid);
  process.once('exit', killAtExit);
  let text = '';
  child.stderr.setEncoding('utf8').on('data', (part) => {
    text += part;
  });
  const exit = once(child, 'exit');
  return {
    child,
    pid,
    log: () => text,
    async ended() {
      const [code] = await exit;
      killGroup(pid);
      process.removeListener('exit', killAtExit);
      return code;
    },
  };
}

async function queryRowsUntil(
  ask: () => Promise<Record<string, unknown>[]>,
  isEnough: (rows: Record<string, unknown>[]) => boolean,
  limit: { readonly timeoutMs: number; readonly log: () => string },
): Promise<Record<string, unknown>[]> {
  const deadline = performance.now() + limit.timeoutMs;
  for (;;) {
    const rows = await ask();
    if (isEnough(rows)) return rows;
    if (performance.now() > deadline) {
      throw new Error(`still not enough: ${JSON.stringify(rows)}\n${limit.log()}`);
    }
    await wait(100);
  }
}

/** Starts the whole product as a process of its own, on free ports, and waits until it is ready. */
export async function startProduct(options: StartProductOptions = {}): Promise<Product> {
  const ownDir = options.dataDir === undefined ? mkdtempSync(join(tmpdir(), 'millstream-e2e-')) : null;
  const dataDir = options.dataDir ?? ownDir ?? '';
  const removeOwnDir = () => ownDir !== null && rmSync(ownDir, { recursive: true, force: true });
  const server = spawnServer(dataDir, options);
  const { child, pid, log } = server;
  const address = await untilReady(child, options.timeoutMs ?? 120_000, log).catch((error: unknown) => {
    killGroup(pid);
    removeOwnDir();
    throw error;
  });
  const product: Product = {
    ...address,
    dataDir,
    pid,
    log,
    run: (...args) => runCommand([...args, '--data', dataDir]),
    query: (sql) => queryRows(dataDir, sql),
    queryUntil: (sql, isEnough, timeoutMs = 60_000) =>
      queryRowsUntil(() => queryRows(dataDir, sql), isEnough, { timeoutMs, log }),
    stop() {
      child.kill('SIGTERM');
      return server.ended();
    },
    async kill() {
      killGroup(pid);
      await server.ended();
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) await product.stop();
      removeOwnDir();
    },
  };
  return product;
}
