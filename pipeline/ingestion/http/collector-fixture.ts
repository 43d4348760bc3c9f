import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AppId, isAppId, isProjectId, type RawRecord, storeLayout } from '@millstream/core';
import { type IngestionSettings, ingestionSettingsSchema } from '../settings/ingestion-settings.ts';
import { type Collector, type CollectorOptions, createCollector } from './collector.ts';
import type { CollectorApp, CollectorProject, CollectorRules } from './collector-rules.ts';

/** An app id for tests; throws when it is none. */
export function appNamed(appId: string): AppId {
  if (!isAppId(appId)) throw new Error(`${appId} is no app id`);
  return appId;
}

/** An answer as it came over the wire. */
export interface WireAnswer {
  readonly status: number;
  /** By lower-case name; the last of equal names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Takes whole answers off the front of `bytes`; what is incomplete stays in `rest`. A HEAD's answer never has its body. */
export function readAnswers(bytes: Buffer, isHead = false): { answers: WireAnswer[]; rest: Buffer } {
  const answers: WireAnswer[] = [];
  let rest = bytes;
  for (;;) {
    const end = rest.indexOf('\r\n\r\n');
    if (end === -1) return { answers, rest };
    const [line = '', ...fields] = rest.toString('latin1', 0, end).split('\r\n');
    const headers = Object.fromEntries(
      fields.map((field) => {
        const colon = field.indexOf(':');
        return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()];
      }),
    );
    const status = Number(line.split(' ')[1]);
    const length = isHead ? 0 : Number(headers['content-length'] ?? 0);
    if (rest.length < end + 4 + length) return { answers, rest };
    if (status !== 100) {
      answers.push({ status, headers, body: rest.toString('utf8', end + 4, end + 4 + length) });
    }
    rest = rest.subarray(end + 4 + length);
  }
}

/** A collector on a free port with a store in a fresh folder. */
export interface RunningCollector {
  readonly collector: Collector;
  readonly port: number;
  readonly project: CollectorProject;
  /** Opens a raw connection. */
  connect(): Socket;
  /** Sends bytes on a connection of their own and gives the first `count` answers (or those before it closed). */
  exchange(bytes: string | Buffer, count?: number): Promise<WireAnswer[]>;
  /** Seals and reads all records of the store, in the order of their segments. */
  records(): Promise<RawRecord[]>;
  /** Rules like the first ones with other settings or apps. */
  rules(settings?: unknown, apps?: readonly CollectorApp[], devMode?: boolean): CollectorRules;
  stop(): Promise<void>;
}

/** How a test's collector differs from the default one, which serves the app `web`. */
export interface FixtureOptions extends Partial<Omit<CollectorOptions, 'rules'>> {
  readonly settings?: unknown;
  readonly apps?: readonly CollectorApp[];
  readonly devMode?: boolean;
  readonly scripts?: CollectorRules['scripts'];
  /** Data directory to use; a fresh one is made and removed otherwise. */
  readonly dataDir?: string;
}

const defaultApps: readonly CollectorApp[] = [{ appId: appNamed('web'), strictIntegrity: false }];
/** Tests run on small and busy disks. */
const unguarded = { diskGuard: { minFreeBytes: 0, minFreePercent: 0 } };

function parseSettings(settings: unknown): IngestionSettings {
  return ingestionSettingsSchema.parse({ ...unguarded, ...(settings ?? {}) });
}

/** Reads the records of sealed segments, in order of their names. */
export async function readSealed(folder: string): Promise<RawRecord[]> {
  const records: RawRecord[] = [];
  for (const name of (await readdir(folder)).toSorted()) {
    const text = await readFile(join(folder, name), 'utf8');
    for (const line of text.split('\n').slice(0, -1)) records.push(JSON.parse(line));
  }
  return records;
}

function collectAnswers(socket: Socket, bytes: string | Buffer, count: number): Promise<WireAnswer[]> {
  return new Promise((resolve) => {
    let received: Buffer = Buffer.alloc(0);
    const isHead = bytes.toString('latin1').startsWith('HEAD ');
    const finish = () => {
      socket.destroy();
      resolve(readAnswers(received, isHead).answers.slice(0, count));
    };
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (readAnswers(received, isHead).answers.length >= count) finish();
    });
    socket.on('error', finish);
    socket.on('close', finish);
    socket.write(bytes);
  });
}

/** Starts a collector for a test. */
export async function startCollector(options: FixtureOptions = {}): Promise<RunningCollector> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'millstream-collector-')));
  const projectId = 'first';
  if (!isProjectId(projectId)) throw new Error('unreachable');
  const project: CollectorProject = {
    projectId,
    layout: storeLayout(dataDir, projectId),
    devMode: options.devMode ?? false,
    apps: options.apps ?? defaultApps,
  };
  const rules = (settings?: unknown, apps = project.apps, devMode = project.devMode): CollectorRules => ({
    projects: [{ ...project, apps, devMode }],
    settings: parseSettings(settings),
  });
  const { settings, scripts, apps: _apps, devMode: _devMode, dataDir: _dataDir, ...rest } = options;
  const collector = createCollector({
    writer: 'w1.test',
    ...rest,
    rules: { ...rules(settings), ...(scripts ? { scripts } : {}) },
  });
  const { server } = collector;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    collector,
    port,
    project,
    rules,
    connect: () => connect(port, '127.0.0.1'),
    exchange: (bytes, count = 1) => collectAnswers(connect(port, '127.0.0.1'), bytes, count),
    records: async () => {
      await collector.seal();
      return readSealed(project.layout.sealed);
    },
    stop: async () => {
      await collector.close(0);
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true });
    },
  };
}

/** The text of a request with a body; further headers as lines. */
export function requestText(
  method: string,
  target: string,
  parts: { body?: string; headers?: string[] } = {},
): string {
  const { body, headers = [] } = parts;
  const length = body === undefined ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
  return [
    `${method} ${target} HTTP/1.1`,
    'Host: collector.example',
    ...headers,
    ...length,
    '',
    body ?? '',
  ].join('\r\n');
}
