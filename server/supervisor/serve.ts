import { mkdirSync } from 'node:fs';
import { asCodedError, CodedError, systemClock } from '@millstream/core';
import { openAccess } from '../api/open-access.ts';
import type { TypedApi } from '../api/typed-api.ts';
import { carryOutPendingRestore } from '../backup/pending-restore.ts';
import type { ParsedCommand } from '../commands/command.ts';
import { givenOf, settingsOf } from '../commands/command-settings.ts';
import { maskSecrets } from '../config/load-settings.ts';
import type { Settings } from '../config/settings.ts';
import { claimDataDirectory, createToken, publish, withdraw } from '../local/local-endpoint.ts';
import { createLogger } from '../local/logger.ts';
import { pluginPathIn } from '../operations/plugin-folder.ts';
import { createApi } from './api.ts';
import { type Supervisor, startSupervisor } from './supervisor.ts';

/** Which parts run. */
export interface ServeParts {
  readonly withEngine: boolean;
  readonly demo: boolean;
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
  });
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

async function listen(api: TypedApi, settings: Settings): Promise<string> {
  try {
    return await api.listen({ host: settings.host, port: settings.port });
  } catch (cause) {
    const reason = (cause as Error).message;
    throw new CodedError('PORT_UNAVAILABLE', { port: settings.port, host: settings.host, reason }, { cause });
  }
}

/** Runs the server until it is told to stop; answers with the exit code. */
export async function serve(parsed: ParsedCommand, parts: ServeParts): Promise<number> {
  const settings = settingsOf(parsed);
  const logger = createLogger(settings.logLevel, 'millstream');
  mkdirSync(settings.dataDir, { recursive: true, mode: 0o700 });
  claimDataDirectory(settings.dataDir);
  const stamp = new Date(systemClock.now()).toISOString().replaceAll(/[:.]/g, '-');
  if (await carryOutPendingRestore(settings.dataDir, { stamp, logger })) claimDataDirectory(settings.dataDir);
  logger.info({ settings: maskSecrets(settings) }, 'starting');
  const stopped = untilStopped();
  let supervisor: Supervisor | null = null;
  try {
    supervisor = await startSupervisor({
      settings,
      given: givenOf(parsed),
      withEngine: parts.withEngine,
      pluginPath: pluginPathIn(settings.dataDir),
      clock: systemClock,
      logger,
    });
    const token = createToken();
    await using access = await openAccess(settings.dataDir, systemClock, logger);
    const api = await createApi({
      supervisor,
      engineSocket: supervisor.engineSocketOf,
      token,
      access,
      isOnLoopback: isLoopback(settings.host),
      dataDir: settings.dataDir,
      clock: systemClock,
      logger,
    });
    const url = await listen(api, settings);
    const { collectUrl, pipelines } = supervisor;
    const tellCommands = () =>
      publish(settings.dataDir, { pid: process.pid, url, collectUrl: supervisor?.collectUrl ?? '', token });
    tellCommands();
    // The console may move the collector.
    supervisor.live.onPipeline(tellCommands);
    const [first] = await supervisor.store.projects();
    const endpoint = first === undefined ? null : (await pipelines.view(first.id)).endpoint;
    console.log(`Millstream runs.\n  collector  ${endpoint === null ? 'none' : `${endpoint}?appId=web`}`);
    console.log(`  pages      ${url}\n  data       ${settings.dataDir}`);
    const setupPath = await access.setupPath();
    const setup = setupPath === null ? {} : { setup: `${url}${setupPath}` };
    if (setupPath !== null) console.log(`Set up: ${url}${setupPath}`);
    console.log(`ready ${JSON.stringify({ url, collect: collectUrl, dataDir: settings.dataDir, ...setup })}`);
    const demo = parts.demo ? await import('../demo/run-demo.ts') : null;
    const demoStopped = demo
      ?.runDemo({ dataDir: settings.dataDir, stopped, logger })
      .catch((error: unknown) => {
        const coded = asCodedError(error);
        logger.error(
          { code: coded.code, cause: String(coded.cause ?? '') },
          `the demo ended: ${coded.message}`,
        );
      });
    await stopped;
    logger.info({}, 'stopping');
    await demoStopped;
    await api.close();
    return 0;
  } finally {
    await supervisor?.close();
    withdraw(settings.dataDir);
  }
}
