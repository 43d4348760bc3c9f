import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type App,
  type AppSettings,
  type ConsoleStore,
  openConsoleStore,
  type Project,
  settleRuleFiles,
} from '@millstream/console';
import {
  type AppId,
  type Clock,
  CodedError,
  type Logger,
  type ProjectId,
  type StoreLayout,
  storeLayout,
} from '@millstream/core';
import { type CollectorRules, type Fleet, startFleet } from '@millstream/ingestion';
import type { Settings } from '../config/settings.ts';
import { askEngine } from './ask-engine.ts';
import { type ChildEngine, startChildEngine } from './child-engine.ts';
import { readEngineMetrics } from './read-engine-metrics.ts';

/** The embedded profile at work: console store, collector workers and engine of one data directory. */
export interface Supervisor {
  /** Base URL of the collector. */
  readonly collectUrl: string;
  /** Unix socket of the engine's API. */
  readonly engineSocket: string;
  /** What people configure and save. */
  readonly store: ConsoleStore;
  /** False where only the collector runs. */
  readonly hasEngine: boolean;
  apps(): Promise<App[]>;
  /** Registers an app; resolves when the collector serves it. */
  addApp(appId: string, settings: AppSettings, projectId?: ProjectId): Promise<App>;
  /** Changes an app; resolves when the change is in force. */
  setApp(appId: string, settings: AppSettings): Promise<App>;
  /** User segments were saved, renamed or deleted: the engine hears of it. */
  segmentsChanged(): Promise<void>;
  status(): Promise<object>;
  /** Prometheus text of collector and engine. */
  metrics(): Promise<string>;
  /** Stops collecting, seals what was collected, lets the job finish its batch. */
  close(): Promise<void>;
}

/** What a supervisor is started with. */
export interface SupervisorOptions {
  readonly settings: Settings;
  /** False runs the collector alone; what it seals waits for a later start with the engine. */
  readonly withEngine: boolean;
  readonly clock: Clock;
  readonly logger: Logger;
}

function makeFolders(layout: StoreLayout): void {
  for (const folder of [
    layout.wal,
    layout.sealed,
    layout.buffer,
    layout.lake,
    layout.scratch,
    layout.rules,
  ]) {
    mkdirSync(folder, { recursive: true });
  }
  mkdirSync(join(layout.warehouse, '..'), { recursive: true });
}

function collectorRules(
  settings: Settings,
  projects: readonly Project[],
  apps: readonly App[],
): CollectorRules {
  return {
    settings: { ...settings.ingestion, host: settings.host, port: settings.collectPort },
    projects: projects.map((project) => ({
      projectId: project.id,
      layout: storeLayout(settings.dataDir, project.id),
      devMode: project.environment === 'Dev',
      apps: apps
        .filter((app) => app.projectId === project.id && app.enabled)
        .map(({ appId, strictIntegrity }) => ({ appId, strictIntegrity })),
    })),
  };
}

/** Starts everything of the data directory. @throws CodedError with what could not be started */
export async function startSupervisor(options: SupervisorOptions): Promise<Supervisor> {
  const { settings, clock, logger } = options;
  const store = await openConsoleStore(join(settings.dataDir, 'console.sqlite'), clock);
  await store.segments.failAbandonedRuns();
  const projects = await store.projects();
  const [project] = projects;
  if (!project) throw new CodedError('NOT_FOUND', { what: 'A project' });
  const layout = storeLayout(settings.dataDir, project.id);
  for (const { id } of projects) makeFolders(storeLayout(settings.dataDir, id));
  for (const { appId, projectId } of await store.apps.list())
    await settleRuleFiles(storeLayout(settings.dataDir, projectId).rules, appId);

  // Socket paths are limited to about 100 bytes, so the socket is not in the data directory.
  const socketFolder = mkdtempSync(join(tmpdir(), 'millstream-'));
  const engineSocket = join(socketFolder, 'engine.sock');
  const engineApps = (apps: readonly App[]) =>
    apps
      .filter(({ projectId }) => projectId === project.id)
      .map(({ appId, timeZone, weekStart }) => ({ appId, timeZone, weekStart }));

  /** Without their contents: one that this version cannot read must not keep the server from collecting. */
  async function engineSegments() {
    const apps = await store.apps.list();
    const lists = await Promise.all(apps.map(({ appId }) => store.saved.segment.list(appId)));
    return lists.flat().map(({ appId, id, name }) => ({ appId, segmentId: id, name }));
  }

  let engine: ChildEngine | null = null;
  let fleet: Fleet;
  try {
    const { processing, modeling, studio, raw, memory, logLevel } = settings;
    if (options.withEngine) {
      engine = await startChildEngine(
        {
          kind: 'start',
          projectId: project.id,
          layout,
          apps: engineApps(await store.apps.list()),
          segments: await engineSegments(),
          settings: { processing, modeling, studio, raw, memory, logLevel },
          socketPath: engineSocket,
        },
        logger,
      );
    }
    fleet = await startFleet({
      rules: collectorRules(settings, projects, await store.apps.list()),
      dataDir: settings.dataDir,
      clock,
      logger,
      onSealed: () => engine?.wake(),
    });
  } catch (error) {
    await engine?.close();
    await store.close();
    rmSync(socketFolder, { recursive: true, force: true });
    throw error;
  }

  /** Brings a change of apps into force everywhere: the collector first, so that a new app's events find it. */
  async function applyApps(): Promise<void> {
    const apps = await store.apps.list();
    engine?.setApps(engineApps(apps));
    await fleet.update(collectorRules(settings, projects, apps));
  }

  return {
    collectUrl: fleet.url,
    engineSocket,
    store,
    hasEngine: options.withEngine,
    apps: () => store.apps.list(),
    async addApp(appId, appSettings, projectId) {
      const app = await store.apps.add(projectId ?? project.id, appId as AppId, appSettings);
      await applyApps();
      return app;
    },
    async setApp(appId, appSettings) {
      const app = await store.apps.set(appId, appSettings);
      await applyApps();
      return app;
    },
    async segmentsChanged() {
      engine?.setSegments(await engineSegments());
    },
    async status() {
      const asked = engine ? await askEngine(engineSocket, '/status').catch(() => 'null') : 'null';
      return {
        collector: { url: fleet.url, secureUrl: fleet.secureUrl, ...fleet.stats() },
        engine: { pid: engine?.pid ?? null, ready: engine?.ready ?? false, ...JSON.parse(asked) },
      };
    },
    async metrics() {
      const processing = options.withEngine ? readEngineMetrics(engineSocket) : '';
      return `${await fleet.metrics()}\n${await processing}`;
    },
    async close() {
      await fleet.close();
      await engine?.close();
      await store.close();
      rmSync(socketFolder, { recursive: true, force: true });
    },
  };
}
