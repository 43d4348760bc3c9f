import { once } from 'node:events';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Run } from '@millstream/console';
import { CodedError, type Logger, type ProjectId, systemClock } from '@millstream/core';
import { openDuckDbWarehouse, type Warehouse } from '@millstream/modeling';
import { createStagingHost, type PluginSetting } from '@millstream/processing';
import { boardRoutes } from './board-routes.ts';
import { createEngineApi } from './engine-api.ts';
import type { EngineApp, EngineSegment, EngineStart } from './engine-messages.ts';
import { createEngineMetrics } from './engine-metrics.ts';
import { createEngineSegments } from './engine-segments.ts';
import { createEngineStudio } from './engine-studio.ts';
import { startMaintenance } from './maintenance.ts';
import { operationRoutes } from './operations/operation-routes.ts';
import { createPipelineJob } from './pipeline-job.ts';
import { processingConfig } from './processing-config.ts';
import { createRunLog } from './run-log.ts';
import { runRoutes } from './run-routes.ts';
import { parseSchedule } from './schedule.ts';
import { segmentRoutes } from './segment-routes.ts';
import { studioRoutes } from './studio-routes.ts';

/** The engine at work. */
export interface Engine {
  /** Apps changed; the next batch knows them. */
  setApps(apps: readonly EngineApp[]): void;
  /** User segments were saved, renamed or deleted. */
  setSegments(segments: readonly EngineSegment[]): void;
  /** A segment was sealed: start the job now when it is continuous. */
  wake(): void;
  /** Stops and resumes the job; the API answers on. */
  setPaused(isPaused: boolean): void;
  close(): Promise<void>;
}

/** Looks for segments this often even without a message, so that none can be forgotten. */
const pollMs = 2_000;
const openTries = 60;

/** Opens the warehouse; right after a crash the engine before may hold the file until its batch is done. */
async function openWarehouse(start: EngineStart, logger: Logger): Promise<Warehouse> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await openDuckDbWarehouse({
        path: start.layout.warehouse,
        lakeDir: start.layout.lake,
        projectId: start.projectId as ProjectId,
        memoryLimitBytes: start.settings.memory,
        threads: start.settings.processing.threads,
        clock: systemClock,
        logger,
        readableDirectories: [start.layout.scratch],
      });
    } catch (error) {
      const isLocked = error instanceof CodedError && /lock/i.test(`${error.message} ${error.cause}`);
      if (!isLocked || attempt === openTries) throw error;
      await delay(500);
    }
  }
}

async function emptyFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) await rm(`${folder}/${name}`, { recursive: true, force: true });
}

/** What an engine works with besides its start. */
export interface EngineParts {
  readonly logger: Logger;
  /** Hears each state of each run. */
  readonly tellRun: (run: Run) => void;
}

/** Starts warehouse, job, maintenance and API. @throws CodedError WAREHOUSE_UNAVAILABLE, CONFIG_INVALID */
export async function startEngine(start: EngineStart, { logger, tellRun }: EngineParts): Promise<Engine> {
  const { layout, settings } = start;
  const { processing } = settings;
  let { apps } = start;
  const schedule = parseSchedule(processing.schedule, systemClock);
  const warehouse = await openWarehouse(start, logger);
  await emptyFolder(layout.scratch);
  const configWith = (plugins: readonly PluginSetting[] = processing.plugins) =>
    processingConfig(
      start.projectId,
      apps.map(({ appId }) => appId),
      { ...processing, plugins: plugins.map(({ path, config = {} }) => ({ path, config: { ...config } })) },
      layout.rules,
    );
  const host = createStagingHost({ threads: processing.threads, config: () => configWith(), logger });
  const metrics = createEngineMetrics();
  const segments = createEngineSegments(
    {
      warehouse,
      lakeDir: layout.lake,
      projectId: start.projectId,
      apps: () => apps,
      clock: systemClock,
      logger,
      onChange: () => studio.dataChanged(),
    },
    start.segments,
  );
  const studio = createEngineStudio({
    warehouse,
    projectId: start.projectId,
    settings: settings.studio,
    apps: () => apps,
    segmentName: segments.nameOf,
    clock: systemClock,
  });
  const runs = createRunLog({ projectId: start.projectId, clock: systemClock, tell: tellRun });
  const job = createPipelineJob({
    layout,
    runs,
    warehouse,
    host,
    transformer: processing.transformer,
    batchBytes: processing.batchBytes,
    batchSegments: processing.batchSegments,
    retryDelaysMs: processing.retryDelaysMs,
    parkedRetryMs: processing.parkedRetryMs,
    clock: systemClock,
    logger,
    onCommit(result, durationMs) {
      metrics.committed(result, durationMs);
      studio.dataChanged();
    },
    onFailed: metrics.failed,
  });
  job.setPaused(start.isPaused);
  const run = () => {
    job
      .run()
      .catch((error: unknown) => logger.error({ error: String(error) }, 'the job could not look for work'));
  };
  let timer: NodeJS.Timeout;
  const arm = () => {
    timer = setTimeout(
      () => {
        run();
        arm();
      },
      schedule.untilNext() ?? Math.min(pollMs, job.untilRetry() ?? pollMs),
    );
  };
  const maintenance = startMaintenance({
    warehouse,
    layout,
    settings,
    runs,
    afterFlush: () => segments.lake.catchUp(),
    clock: systemClock,
    logger,
  });
  const server = createServer(
    createEngineApi({
      warehouse,
      job,
      layout,
      settings,
      maintenance,
      metrics,
      more: {
        ...studioRoutes(studio),
        ...boardRoutes(studio),
        ...segmentRoutes(segments.desk),
        ...runRoutes({ runs, job, layout, warehouse }),
        ...operationRoutes({ warehouse, job, layout, configWith, clock: systemClock, logger }),
      },
      run,
      logger,
    }),
  );
  // An engine that was killed leaves its socket behind.
  await rm(start.socketPath, { force: true });
  server.listen(start.socketPath);
  await once(server, 'listening');
  run();
  arm();
  return {
    setSegments: segments.set,
    setApps(next) {
      apps = next;
      studio.dataChanged();
      void host.retire();
    },
    setPaused(isPaused) {
      job.setPaused(isPaused);
      if (!isPaused) run();
    },
    wake() {
      if (schedule.continuous) run();
    },
    async close() {
      clearTimeout(timer);
      server.close();
      server.closeAllConnections();
      await maintenance.close();
      await job.close();
      await host.retire();
      await warehouse.close();
    },
  };
}
