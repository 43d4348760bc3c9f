import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { CodedError, type Logger, systemClock } from '@millstream/core';
import { findServer } from '../local/local-endpoint.ts';
import { connectToServer, type ServerClient } from '../local/server-client.ts';
import { type DemoHistoryOptions, demoHistory } from './demo-history.ts';
import { type LiveRequest, liveTraffic } from './live-traffic.ts';
import { defaultDemoAppId } from './simulation.ts';
import { demoPlatforms } from './visitor.ts';

/** What a data directory remembers of its demo, so that later starts continue the same shop. */
interface DemoFacts {
  readonly seed: number;
  readonly endMs: number;
  readonly targetEvents: number;
}

/** How far a demo is. */
export type DemoProgress =
  /** The past is being made: events so far, of about so many. */
  | { readonly phase: 'making'; readonly events: number; readonly target: number }
  /** It is being loaded. */
  | { readonly phase: 'loading'; readonly events: number; readonly target: number }
  /** The past is there; live traffic goes on where it was asked for. */
  | { readonly phase: 'ready' };

/** How to run the demo against a running server. */
export interface RunDemoOptions {
  readonly dataDir: string;
  /** A registered app that becomes the shop, and its project. @default the app `shop`, registered when it is missing */
  readonly app?: { readonly appId: string; readonly projectId: string; readonly collectUrl: string };
  readonly onProgress?: (progress: DemoProgress) => void;
  /** Ends the live traffic; null leaves it out. */
  readonly stopped: Promise<void> | null;
  /** @default 1 */
  readonly seed?: number;
  /** @default 250_000 */
  readonly targetEvents?: number;
  readonly logger: Logger;
}

/** Writes the history as raw records, gzip when the name ends in `.gz`; answers with what was written. */
export async function writeDemoHistory(
  path: string,
  options: DemoHistoryOptions,
  onProgress: (events: number) => void = () => {},
): Promise<{ requests: number; events: number }> {
  const written = { requests: 0, events: 0 };
  function* blocks(): Generator<string> {
    let text = '';
    for (const line of demoHistory(options)) {
      text += `${line.line}\n`;
      written.requests += 1;
      written.events += line.events;
      if (text.length < 1 << 20) continue;
      onProgress(written.events);
      yield text;
      text = '';
    }
    yield text;
  }
  const file = createWriteStream(path);
  if (path.endsWith('.gz')) await pipeline(Readable.from(blocks()), createGzip(), file);
  else await pipeline(Readable.from(blocks()), file);
  return written;
}

async function ensureApp(server: ServerClient): Promise<void> {
  try {
    await server.call('POST', '/api/apps', {
      appId: defaultDemoAppId,
      name: 'Demo shop',
      timeZone: 'Europe/Berlin',
    });
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== 'APP_EXISTS') throw error;
  }
}

/** Every app has visitors of its own; the shop's first ones stay those of seed 1. */
function seedOf(appId: string): number {
  if (appId === defaultDemoAppId) return 1;
  return [...appId].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003, 7);
}

/** All platforms of the shop send to the app. */
function appIdsOf({ app }: RunDemoOptions): Pick<DemoHistoryOptions, 'appIds'> {
  if (app === undefined) return {};
  return { appIds: Object.fromEntries(demoPlatforms.map((platform) => [platform, app.appId])) };
}

/** Imports the past once per data directory; answers with the facts that live traffic continues from. */
async function ensureHistory(server: ServerClient, options: RunDemoOptions): Promise<DemoFacts> {
  const { app, onProgress = () => {} } = options;
  const folder = join(resolve(options.dataDir), 'demo');
  const factsPath = join(folder, app === undefined ? 'demo.json' : `demo-${app.appId}.json`);
  if (existsSync(factsPath)) return JSON.parse(readFileSync(factsPath, 'utf8')) as DemoFacts;
  mkdirSync(folder, { recursive: true });
  const facts: DemoFacts = {
    seed: options.seed ?? seedOf(app?.appId ?? defaultDemoAppId),
    endMs: systemClock.now(),
    targetEvents: options.targetEvents ?? 250_000,
  };
  const path = join(folder, `history-${app?.appId ?? defaultDemoAppId}.ndjson`);
  const target = facts.targetEvents;
  onProgress({ phase: 'making', events: 0, target });
  const written = await writeDemoHistory(path, { ...facts, ...appIdsOf(options) }, (events) =>
    onProgress({ phase: 'making', events, target }),
  );
  onProgress({ phase: 'loading', events: written.events, target });
  const imported = await server.call('POST', '/api/import', {
    paths: [path],
    ...(app === undefined ? {} : { projectId: app.projectId }),
  });
  rmSync(path);
  writeFileSync(factsPath, JSON.stringify(facts));
  options.logger.info({ ...written, imported }, 'the demo shop has its past');
  return facts;
}

/** Sends one request; an answer that asks to wait is heeded a few times, since real clients keep their events too. */
async function send(collectUrl: string, request: LiveRequest): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const { path, headers, body } = request;
    const answer = await fetch(`${collectUrl}${path}`, { method: 'POST', headers, body }).catch(() => null);
    await answer?.arrayBuffer().catch(() => null);
    if (answer && answer.status < 500 && answer.status !== 429) return;
    const seconds = Number(answer?.headers.get('retry-after') ?? 1);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000).unref());
  }
}

/** Gives the server a demo shop: the app with 30 past days, then live traffic until `stopped`. */
export async function runDemo(options: RunDemoOptions): Promise<void> {
  const server = connectToServer(options.dataDir);
  if (options.app === undefined) await ensureApp(server);
  const facts = await ensureHistory(server, options);
  options.onProgress?.({ phase: 'ready' });
  if (!options.stopped) return;
  const { collectUrl } = options.app ?? findServer(resolve(options.dataDir));
  const ended = new AbortController();
  void options.stopped.then(() => ended.abort());
  const live = liveTraffic({
    ...facts,
    ...appIdsOf(options),
    startMs: systemClock.now(),
    clock: systemClock,
    signal: ended.signal,
  });
  for await (const request of live) void send(collectUrl, request);
}
