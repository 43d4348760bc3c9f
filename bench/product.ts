import { spawn, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lineOf } from './child.ts';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** The command as a list to spawn. */
export const millstream: readonly string[] = [
  process.execPath,
  join(root, 'server', 'bin', 'millstream.mjs'),
];

/** A running product. */
export interface Product {
  readonly pid: number;
  readonly url: string;
  readonly collect: string;
  readonly dataDir: string;
  /** One-time link for the first administrator; none when there is one. */
  readonly setup?: string;
  /** Runs a subcommand against it and answers with its output. @throws Error when it fails */
  command(...args: readonly string[]): string;
  stop(): Promise<void>;
}

/** Starts the product, or its collector alone, on `<folder>/data` with any free ports. */
export async function startProduct(folder: string, command: 'start' | 'collect' = 'start'): Promise<Product> {
  const dataDir = join(folder, 'data');
  const [node = '', main = ''] = millstream;
  const args = [
    main,
    command,
    '--data',
    dataDir,
    '--port',
    '0',
    '--collect-port',
    '0',
    '--log-level',
    'warn',
  ];
  const child = spawn(node, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      MILLSTREAM_INGESTION__DISK_GUARD: '{"minFreeBytes":200000000,"minFreePercent":0}',
    },
  });
  const line = await lineOf(child, /^ready /);
  const told = JSON.parse(line.slice('ready '.length)) as Pick<Product, 'url' | 'collect' | 'setup'>;
  return {
    pid: child.pid ?? 0,
    ...told,
    dataDir,
    command(...words) {
      const result = spawnSync(node, [main, ...words, '--data', dataDir], {
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      });
      if (result.status !== 0) throw new Error(`millstream ${words[0]}: ${result.stderr}`);
      return result.stdout;
    },
    async stop() {
      if (child.exitCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}
