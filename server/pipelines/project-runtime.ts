import { rmSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { App, PipelineSpec, Project, Run } from '@millstream/console';
import {
  type Clock,
  CodedError,
  type Logger,
  type ProjectId,
  type StoreLayout,
  storeLayout,
} from '@millstream/core';
import { type CollectorRules, type Fleet, type RefusalReport, startFleet } from '@millstream/ingestion';
import type { EngineSegment } from '../engine/engine-messages.ts';
import { askEngine } from '../supervisor/ask-engine.ts';
import { type ChildEngine, startChildEngine } from '../supervisor/child-engine.ts';
import { readEngineMetrics } from '../supervisor/read-engine-metrics.ts';
import { pageScripts } from './page-scripts.ts';
import type { PipelineSettings } from './pipeline-settings.ts';

/** What the parts of a pipeline are given. */
export interface RuntimeContent {
  readonly project: Project;
  /** Apps of the project. */
  readonly apps: readonly App[];
  readonly segments: readonly EngineSegment[];
}

/** The processes of one project: a fleet of collectors and an engine. Each part is started, changed and ended alone. */
export interface ProjectRuntime {
  readonly projectId: ProjectId;
  readonly layout: StoreLayout;
  /** Unix socket of the engine's API. */
  readonly engineSocket: string;
  /** Null while no collector runs. */
  readonly fleet: Fleet | null;
  readonly engine: ChildEngine | null;
  /** What the parts work by, part by part; null before the first started. */
  readonly inForce: PipelineSpec | null;
  makeFolders(): Promise<void>;
  /** @throws CodedError WAREHOUSE_UNAVAILABLE, CONFIG_INVALID */
  startEngine(spec: PipelineSpec, content: RuntimeContent, isPaused: boolean): Promise<void>;
  /** @throws CodedError, and then the engine runs as before */
  restartEngine(spec: PipelineSpec): Promise<void>;
  stopEngine(): Promise<void>;
  /** Starts the collectors or hands them new settings. @throws CodedError, and then they serve as before */
  serve(spec: PipelineSpec, content: RuntimeContent): Promise<void>;
  stopCollector(): Promise<void>;
  setPaused(isPaused: boolean): void;
  /** Notes what needs no process. */
  note(spec: PipelineSpec): void;
  /** Brings a change of apps into force: the collector first, so that a new app's events find it. */
  setApps(content: RuntimeContent): Promise<void>;
  setSegments(segments: readonly EngineSegment[]): void;
  /** Removes everything that the project keeps on disk. Its parts must have ended. */
  removeData(): Promise<void>;
  /** Collector and engine for people. */
  status(): Promise<{ readonly collector: object; readonly engine: object }>;
  /** Prometheus text of collector and engine. */
  metrics(): Promise<string>;
  close(): Promise<void>;
}

/** What a runtime works with. */
export interface RuntimeParts {
  readonly projectId: ProjectId;
  readonly dataDir: string;
  /** Folder of sockets; paths of sockets are limited to about 100 bytes, so it is not in the data directory. */
  readonly socketFolder: string;
  /** False where only collectors run. */
  readonly withEngine: boolean;
  readonly settingsOf: (spec: PipelineSpec) => PipelineSettings;
  readonly onRun: (run: Run) => void;
  readonly onRefused: (report: RefusalReport) => void;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Number of sockets made so far, for their names: ids of projects may be long. */
let sockets = 0;

function collectorRules(
  settings: PipelineSettings['ingestion'],
  layout: StoreLayout,
  { project, apps }: RuntimeContent,
): CollectorRules {
  return {
    settings,
    scripts: pageScripts(),
    projects: [
      {
        projectId: project.id,
        layout,
        devMode: project.environment === 'Dev',
        apps: apps
          .filter(({ enabled }) => enabled)
          .map(({ appId, strictIntegrity }) => ({ appId, strictIntegrity })),
      },
    ],
  };
}

const engineApps = ({ apps }: RuntimeContent) =>
  apps.map(({ appId, timeZone, weekStart }) => ({ appId, timeZone, weekStart }));

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw new CodedError('SINK_UNWRITABLE', { sink: 'file', path: folder }, { cause });
  });
}

/** Creates the runtime of a project; nothing runs yet. */
export function createProjectRuntime(parts: RuntimeParts): ProjectRuntime {
  const { projectId, dataDir, settingsOf, clock, logger } = parts;
  const layout = storeLayout(dataDir, projectId);
  const root = join(dataDir, 'clickstream', projectId);
  // Workers of one fleet must not meet those of another when they look for what a crash left.
  const fleetDir = join(dataDir, 'collectors', projectId);
  sockets += 1;
  const engineSocket = join(parts.socketFolder, `engine-${sockets}.sock`);
  let fleet: Fleet | null = null;
  let engine: ChildEngine | null = null;
  let inForce: PipelineSpec | null = null;
  let served: PipelineSettings['ingestion'] | null = null;

  async function stopCollector(): Promise<void> {
    const ending = fleet;
    fleet = null;
    await ending?.close();
  }
  async function stopEngine(): Promise<void> {
    const ending = engine;
    engine = null;
    await ending?.close();
    rmSync(engineSocket, { force: true });
  }

  return {
    projectId,
    layout,
    engineSocket,
    get fleet() {
      return fleet;
    },
    get engine() {
      return engine;
    },
    get inForce() {
      return inForce;
    },
    async makeFolders() {
      const { wal, sealed, buffer, lake, scratch, rules, warehouse } = layout;
      for (const folder of [wal, sealed, buffer, lake, scratch, rules, join(warehouse, '..'), fleetDir]) {
        await makeFolder(folder);
      }
    },
    async startEngine(spec, content, isPaused) {
      if (parts.withEngine) {
        engine ??= await startChildEngine(
          {
            kind: 'start',
            projectId,
            layout,
            apps: engineApps(content),
            segments: content.segments,
            settings: settingsOf(spec).engine,
            socketPath: engineSocket,
            isPaused,
          },
          { logger, onRun: parts.onRun },
        );
      }
      inForce = { ...spec, ingestion: inForce?.ingestion ?? spec.ingestion };
    },
    async restartEngine(spec) {
      await engine?.restart(settingsOf(spec).engine);
      inForce = { ...(inForce ?? spec), processing: spec.processing, modeling: spec.modeling };
    },
    stopEngine,
    async serve(spec, content) {
      const { ingestion } = settingsOf(spec);
      const rules = collectorRules(ingestion, layout, content);
      if (fleet === null) {
        await makeFolder(fleetDir);
        const onSealed = () => engine?.wake();
        const { onRefused } = parts;
        fleet = await startFleet({ rules, dataDir: fleetDir, clock, logger, onSealed, onRefused });
      } else await fleet.update(rules);
      served = ingestion;
      inForce = { ...(inForce ?? spec), ingestion: spec.ingestion };
    },
    stopCollector,
    setPaused: (isPaused) => engine?.setPaused(isPaused),
    note(spec) {
      if (inForce !== null) inForce = { ...inForce, reporting: spec.reporting, labels: spec.labels };
    },
    async setApps(content) {
      engine?.setApps(engineApps(content));
      if (fleet !== null && served !== null) await fleet.update(collectorRules(served, layout, content));
    },
    setSegments: (segments) => engine?.setSegments(segments),
    async removeData() {
      await rm(root, { recursive: true, force: true });
      await rm(fleetDir, { recursive: true, force: true });
    },
    async status() {
      const asked = engine ? await askEngine(engineSocket, '/status').catch(() => 'null') : 'null';
      return {
        collector:
          fleet === null ? { url: null } : { url: fleet.url, secureUrl: fleet.secureUrl, ...fleet.stats() },
        engine: { pid: engine?.pid ?? null, ready: engine?.ready ?? false, ...JSON.parse(asked) },
      };
    },
    async metrics() {
      const processing = engine === null ? '' : readEngineMetrics(engineSocket);
      return `${(await fleet?.metrics()) ?? ''}\n${await processing}`;
    },
    async close() {
      await stopCollector();
      await stopEngine();
    },
  };
}
