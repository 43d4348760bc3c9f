import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type App,
  type AppSettings,
  type ConsoleStore,
  openConsoleStore,
  type PipelineSpec,
  pipelineSpecSchema,
  settleRuleFiles,
} from '@millstream/console';
import { type Clock, CodedError, type Logger, type ProjectId, storeLayout } from '@millstream/core';
import type { GivenSettings } from '../config/load-settings.ts';
import type { Settings } from '../config/settings.ts';
import { createRefusalLog, type RefusalLog } from '../operations/refusal-log.ts';
import { checkSpec, type UsedPort } from '../pipelines/check-spec.ts';
import { createLiveFeed, type LiveFeed } from '../pipelines/live-feed.ts';
import { mergeMetrics } from '../pipelines/merge-metrics.ts';
import { createPipelineDesk, type PipelineDesk } from '../pipelines/pipeline-desk.ts';
import { type PluginPath, pipelineSettings } from '../pipelines/pipeline-settings.ts';
import {
  createProjectRuntime,
  type ProjectRuntime,
  type RuntimeContent,
} from '../pipelines/project-runtime.ts';
import { fixedFields, withFixed } from '../pipelines/spec-places.ts';
import type { NamedPlace } from './engine-address.ts';

/** The embedded profile at work: console store, and for each project with a pipeline its collectors and its engine. */
export interface Supervisor {
  /** Base URL of the first project's collector; empty without one. */
  readonly collectUrl: string;
  /** What people configure and save. */
  readonly store: ConsoleStore;
  readonly dataDir: string;
  /** Address that the console's port is opened on; new collectors take it too. */
  readonly host: string;
  /** False where only collectors run. */
  readonly hasEngine: boolean;
  readonly pipelines: PipelineDesk;
  /** Tells what changes in a project. */
  readonly live: LiveFeed;
  /** Requests that collectors refused. */
  readonly refusals: RefusalLog;
  /** The engine's socket for a call that names apps or projects; the first project's when it names none. @throws CodedError NOT_FOUND, USAGE */
  engineSocketOf(named: NamedPlace): Promise<string>;
  /** The running parts that a call is for, by the same rules. */
  runtimeNamed(named: NamedPlace): Promise<ProjectRuntime>;
  /** The running parts of a project; null while it has no pipeline. */
  runtimeOf(projectId: string): ProjectRuntime | null;
  /** Ports of the installation and what uses them. */
  usedPorts(): Promise<readonly UsedPort[]>;
  apps(): Promise<App[]>;
  /** Registers an app; resolves when the collector serves it. */
  addApp(appId: string, settings: AppSettings, projectId?: ProjectId): Promise<App>;
  /** Changes an app; resolves when the change is in force. */
  setApp(appId: string, settings: AppSettings): Promise<App>;
  /** Ends collection of an app and hides it; its data stays. */
  removeApp(appId: string, operator: string): Promise<App>;
  /** The project's settings changed: collectors hear of its environment. */
  projectChanged(projectId: string): Promise<void>;
  /** User segments were saved, renamed or deleted: the engines hear of it. */
  segmentsChanged(): Promise<void>;
  status(): Promise<object>;
  /** Prometheus text of collectors and engines. */
  metrics(): Promise<string>;
  /** Stops collecting, seals what was collected, lets the jobs finish their batches. */
  close(): Promise<void>;
}

/** What a supervisor is started with. */
export interface SupervisorOptions {
  readonly settings: Settings;
  /** Which settings a person gave by hand. @default those that differ from their defaults */
  readonly given?: GivenSettings;
  /** False runs collectors alone; what they seal waits for a later start with the engine. */
  readonly withEngine: boolean;
  /** Files of uploaded plug-ins. @default there are none */
  readonly pluginPath?: PluginPath;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Starts everything of the data directory. @throws CodedError with what of the first project could not be started */
export async function startSupervisor(options: SupervisorOptions): Promise<Supervisor> {
  const { settings, clock, logger, withEngine } = options;
  const pluginPath = options.pluginPath ?? (() => null);
  const store = await openConsoleStore(join(settings.dataDir, 'console.sqlite'), clock);
  await store.segments.failAbandonedRuns();
  await store.runs.failAbandoned(clock.now());
  for (const { appId, projectId } of await store.apps.list())
    await settleRuleFiles(storeLayout(settings.dataDir, projectId).rules, appId);

  /** The oldest project: calls that name none mean it, and settings given by hand are its pipeline's. */
  let firstId: ProjectId | null = (await store.projects())[0]?.id ?? null;
  const fixed = fixedFields(settings, options.given ?? null);
  const fixedOf = (projectId: string) => (projectId === firstId ? fixed : []);
  const socketFolder = mkdtempSync(join(tmpdir(), 'millstream-'));
  const runtimes = new Map<string, ProjectRuntime>();
  const live = createLiveFeed();
  const refusals = createRefusalLog(clock);

  /** Segments without their contents: one that this version cannot read must not keep a project from starting. */
  async function contentOf(projectId: string): Promise<RuntimeContent> {
    const project = await store.projectRegistry.find(projectId);
    const apps = (await store.apps.list()).filter((app) => app.projectId === projectId);
    const lists = await Promise.all(apps.map(({ appId }) => store.saved.segment.list(appId)));
    const segments = lists.flat().map(({ appId, id, name }) => ({ appId, segmentId: id, name }));
    return { project, apps, segments };
  }

  function runtimeOf(projectId: ProjectId): ProjectRuntime {
    const known = runtimes.get(projectId);
    if (known) return known;
    const isFirst = projectId === firstId;
    const runtime = createProjectRuntime({
      projectId,
      dataDir: settings.dataDir,
      socketFolder,
      withEngine,
      settingsOf: (spec) =>
        pipelineSettings(spec, {
          settings,
          hasGivenPlugins: isFirst && fixed.some(({ field }) => field === 'processing.plugins'),
          memoryShare: isFirst ? settings.memory : Math.max(268_435_456, Math.round(settings.memory / 4)),
          pluginPath,
        }),
      onRun(run) {
        store.runs
          .keep(run)
          .catch((error: unknown) => logger.error({ error: String(error) }, 'a run could not be noted'));
        live.publish(projectId, { kind: 'run', run });
      },
      onRefused: (report) => refusals.note(projectId, report),
      clock,
      logger,
    });
    runtimes.set(projectId, runtime);
    return runtime;
  }

  async function usedPorts(): Promise<readonly UsedPort[]> {
    const living = new Map((await store.projects()).map(({ id, name }) => [id, name]));
    const records = await store.pipelines.list();
    const ports = records.flatMap(({ projectId, spec, lastAction, execution }): UsedPort[] => {
      const isGone = lastAction === 'Delete' && execution === 'succeeded';
      if (isGone || !living.has(projectId)) return [];
      const { port, https } = withFixed(spec, fixedOf(projectId)).ingestion;
      const user = `the pipeline of ${living.get(projectId)}`;
      return [port, ...(https.enabled ? [https.port] : [])].map((one) => ({ port: one, projectId, user }));
    });
    // A port that was given as 0 is known only once it is bound.
    const bound = [...runtimes.values()].flatMap(({ projectId, fleet }): UsedPort[] =>
      [fleet?.url, fleet?.secureUrl].flatMap((url) => {
        const user = `the pipeline of ${living.get(projectId) ?? projectId}`;
        return url ? [{ port: Number(new URL(url).port), projectId, user }] : [];
      }),
    );
    return [...ports, ...bound, { port: settings.port, projectId: null, user: 'the console' }];
  }

  const pipelines = createPipelineDesk({
    store,
    runtimeOf,
    runtimeIfAny: (projectId) => runtimes.get(projectId) ?? null,
    forgetRuntime: (projectId) => runtimes.delete(projectId),
    contentOf,
    fixedOf,
    checkSpec: (projectId, spec) => checkSpec(projectId, spec, { usedPorts, pluginPath, clock }),
    live,
    clock,
    logger,
  });

  async function close(): Promise<void> {
    await Promise.all([...runtimes.values()].map((runtime) => runtime.close()));
    await store.close();
    rmSync(socketFolder, { recursive: true, force: true });
  }

  try {
    await settleFirst(store, firstId);
    await pipelines.startAll(firstId);
  } catch (error) {
    await close();
    throw error;
  }

  async function applyApps(projectId: string): Promise<void> {
    await runtimes.get(projectId)?.setApps(await contentOf(projectId));
  }
  async function projectNow(): Promise<ProjectId> {
    firstId = (await store.projects())[0]?.id ?? null;
    if (firstId === null) throw new CodedError('NOT_FOUND', { what: 'A project' });
    return firstId;
  }
  async function runtimeNamed({ appIds, projectIds }: NamedPlace): Promise<ProjectRuntime> {
    const projects = new Set(projectIds);
    for (const appId of appIds) projects.add(await store.projectOf(appId));
    if (projects.size > 1)
      throw new CodedError('USAGE', { problem: `Name one project, not ${[...projects].join(', ')}.` });
    const [projectId = await projectNow()] = projects;
    const runtime = runtimes.get(projectId);
    if (!runtime) throw new CodedError('NOT_FOUND', { what: `A pipeline of project ${projectId}` });
    return runtime;
  }
  const firstRuntime = () => (firstId === null ? null : (runtimes.get(firstId) ?? null));

  return {
    get collectUrl() {
      return firstRuntime()?.fleet?.url ?? '';
    },
    store,
    dataDir: settings.dataDir,
    host: settings.host,
    hasEngine: withEngine,
    pipelines,
    live,
    refusals,
    engineSocketOf: async (named) => (await runtimeNamed(named)).engineSocket,
    runtimeNamed,
    runtimeOf: (projectId) => runtimes.get(projectId) ?? null,
    usedPorts,
    apps: () => store.apps.list(),
    async addApp(appId, appSettings, projectId) {
      const owner = projectId ?? (await projectNow());
      await store.projectRegistry.find(owner);
      const app = await store.apps.add(owner, appId, appSettings);
      await settleRuleFiles(storeLayout(settings.dataDir, owner).rules, app.appId);
      await applyApps(owner);
      return app;
    },
    async setApp(appId, appSettings) {
      const app = await store.apps.set(appId, appSettings);
      await applyApps(app.projectId);
      return app;
    },
    async removeApp(appId, operator) {
      const app = await store.apps.hide(appId, operator);
      await applyApps(app.projectId);
      return app;
    },
    projectChanged: applyApps,
    async segmentsChanged() {
      for (const [projectId, runtime] of runtimes) {
        runtime.setSegments((await contentOf(projectId)).segments);
      }
    },
    async status() {
      const states = await Promise.all(
        [...runtimes.values()].map(async (runtime) => ({
          projectId: runtime.projectId,
          ...(await runtime.status()),
        })),
      );
      const first = states.find(({ projectId }) => projectId === firstId);
      const nothing = { collector: { url: null }, engine: { pid: null, ready: false } };
      const { projectId: _, ...parts } = first ?? { projectId: '', ...nothing };
      return { ...parts, projects: states };
    },
    async metrics() {
      const texts = await Promise.all(
        [...runtimes.values()].map(async (runtime) => ({
          projectId: runtime.projectId,
          text: await runtime.metrics(),
        })),
      );
      return mergeMetrics(texts);
    },
    close,
  };
}

/** A new data directory collects at once: its first project gets a pipeline with every default. */
async function settleFirst(store: ConsoleStore, firstId: ProjectId | null): Promise<void> {
  if (firstId === null || (await store.pipelines.list()).length > 0) return;
  const spec: PipelineSpec = pipelineSpecSchema.parse({});
  await store.pipelines.create(firstId, spec, '');
}
