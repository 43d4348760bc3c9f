import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { TrinoEngine } from '../../engines/trino/trino-engine.ts';

/** A Trino server of its own process and folder. Its one catalog `hive` reads local files by `local:///absolute/path`. */
export interface TrinoServerProcess extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
  /** Settles when the server has ended for any reason. */
  readonly ended: Promise<void>;
}

const program = fileURLToPath(new URL('../../../.cache/trino', import.meta.url));
const startLimitMs = 240_000;
const pollMs = 200;
/** Ends the server when the process that started it dies, however it dies. */
const pdeathsig = '/usr/bin/setpriv';

/** Starts the server that set-up installed and waits until it answers a query: 10 to 30 s. */
export async function startTrino(): Promise<TrinoServerProcess> {
  if (!existsSync(join(program, 'ready'))) {
    throw new Error(`No Trino in ${program}; run: node scripts/setup.mjs test`);
  }
  const folder = await mkdtemp(join(tmpdir(), 'millstream-trino-'));
  const port = await freePort();
  await writeSettings(folder, port);
  const logPath = join(folder, 'server.log');
  const log = openSync(logPath, 'w');
  const java = [join(program, 'java', 'bin', 'java'), ...javaArguments(folder)];
  const [command = '', ...args] = existsSync(pdeathsig) ? [pdeathsig, '--pdeathsig', 'KILL', ...java] : java;
  const child = spawn(command, args, { cwd: folder, stdio: ['ignore', log, log] });
  closeSync(log);
  const ended = once(child, 'exit').then(() => undefined);
  const url = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(url, () => child.exitCode !== null || child.signalCode !== null);
  } catch (error) {
    const tail = readFileSync(logPath, 'utf8').slice(-4000);
    await stop();
    throw new Error(`Trino did not start\n${tail}`, { cause: error });
  }
  return { url, pid: child.pid ?? 0, ended, [Symbol.asyncDispose]: stop };
}

async function untilReady(url: string, hasEnded: () => boolean): Promise<void> {
  const deadline = AbortSignal.timeout(startLimitMs);
  const engine = new TrinoEngine({ url, catalog: 'hive' });
  for (;;) {
    deadline.throwIfAborted();
    if (hasEnded()) throw new Error('the process ended');
    const ready = await engine
      .rows('SELECT count(*) FROM hive.information_schema.schemata')
      .catch(() => null);
    if (ready !== null) return;
    await pause(pollMs);
  }
}

async function writeSettings(folder: string, port: number): Promise<void> {
  const settings = {
    'etc/config.properties': {
      coordinator: 'true',
      'node-scheduler.include-coordinator': 'true',
      'http-server.http.port': String(port),
      'discovery.uri': `http://127.0.0.1:${port}`,
      'plugin.dir': join(program, 'plugin'),
      'query.max-memory': '512MB',
      'query.max-memory-per-node': '512MB',
      'task.concurrency': '1',
      'web-ui.enabled': 'false',
    },
    'etc/catalog/hive.properties': {
      'connector.name': 'hive',
      'hive.metastore': 'file',
      'hive.metastore.catalog.dir': `local://${join(folder, 'metastore')}`,
      'fs.native-local.enabled': 'true',
      'local.location': '/',
    },
  };
  for (const [path, properties] of Object.entries(settings)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    const lines = Object.entries(properties).map(([name, value]) => `${name}=${value}\n`);
    await writeFile(file, lines.join(''));
  }
}

/** The server's own time zone is one that nobody's data has: what depends on it shows. */
function javaArguments(folder: string): readonly string[] {
  const properties = {
    'node.environment': 'test',
    'node.id': 'test',
    'node.data-dir': join(folder, 'data'),
    'node.bind-ip': '127.0.0.1',
    'node.internal-address': '127.0.0.1',
    config: join(folder, 'etc/config.properties'),
    'user.timezone': 'America/Bahia_Banderas',
    'file.encoding': 'UTF-8',
    'jdk.attach.allowAttachSelf': 'true',
  };
  return [
    '-Xmx2G',
    '-XX:TieredStopAtLevel=1',
    '-XX:+UseSerialGC',
    '-XX:+ExitOnOutOfMemoryError',
    '-XX:ReservedCodeCacheSize=256M',
    '--enable-native-access=ALL-UNNAMED',
    ...Object.entries(properties).map(([name, value]) => `-D${name}=${value}`),
    '-cp',
    join(program, 'lib', '*'),
    'io.trino.server.TrinoServer',
  ];
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
