import {
  type ConsoleStore,
  type DeployPlan,
  deletePlan,
  deployPlan,
  type LastAction,
  nothingRuns,
  type PipelineAction,
  PipelineInvalidError,
  type PipelineRecord,
  type PipelineSpec,
  type RunningParts,
  readPipelineSpec,
  type SpecProblem,
} from '@millstream/console';
import { type Clock, CodedError, type Logger, type ProjectId } from '@millstream/core';
import { carryOut } from './carry-out.ts';
import type { LiveFeed } from './live-feed.ts';
import { type PipelineView, pendingView, viewOf } from './pipeline-view.ts';
import type { ProjectRuntime, RuntimeContent } from './project-runtime.ts';
import { type FixedField, withFixed, withoutFixed } from './spec-places.ts';
import { withStoredSecret } from './spec-secrets.ts';

/** What would be done with a pipeline, or what is wrong with it. */
export interface PipelinePreview extends DeployPlan {
  readonly problems: readonly SpecProblem[];
  /** As it would be stored, with every default; null when it cannot be read. */
  readonly spec: PipelineSpec | null;
}

/** How a pipeline is deleted. */
export interface PipelineRemoval {
  /** False removes raw records, warehouse and lake from disk. */
  readonly keepData: boolean;
  readonly author: string;
}

/** Everything that is done with pipelines: looked at, planned, changed, paused, deleted. */
export interface PipelineDesk {
  view(projectId: string): Promise<PipelineView>;
  /** Views of every project that has or had a pipeline, by project. */
  views(): Promise<ReadonlyMap<string, PipelineView>>;
  /** What a change would do. Changes nothing. */
  preview(projectId: string, wanted: unknown): Promise<PipelinePreview>;
  /** @throws PipelineInvalidError, CodedError PIPELINE_STATE */
  create(projectId: string, wanted: unknown, author: string): Promise<PipelineView>;
  /** @throws PipelineInvalidError, CodedError PIPELINE_VERSION_STALE, PIPELINE_STATE */
  change(projectId: string, wanted: unknown, by: { version: number; author: string }): Promise<PipelineView>;
  /** Does once more what failed, and only that. @throws CodedError PIPELINE_STATE */
  retry(projectId: string): Promise<PipelineView>;
  setPaused(projectId: string, isPaused: boolean): Promise<PipelineView>;
  remove(projectId: string, removal: PipelineRemoval): Promise<PipelineView>;
  /** Resolves when no action of the project is at work. */
  settled(projectId: string): Promise<PipelineView>;
  /** Brings up every pipeline of the store, and ends what a crash interrupted. Only `firstId` may keep the server from starting. */
  startAll(firstId: string | null): Promise<void>;
}

/** What the desk works with. */
export interface PipelineDeskParts {
  readonly store: ConsoleStore;
  /** Makes the runtime of a project when it has none. */
  readonly runtimeOf: (projectId: ProjectId) => ProjectRuntime;
  readonly runtimeIfAny: (projectId: string) => ProjectRuntime | null;
  readonly forgetRuntime: (projectId: string) => void;
  readonly contentOf: (projectId: string) => Promise<RuntimeContent>;
  /** Fields of the project's pipeline that file, environment or options fix. */
  readonly fixedOf: (projectId: string) => readonly FixedField[];
  /** What this machine has against a pipeline: ports, certificates, plug-ins. */
  readonly checkSpec: (projectId: string, spec: PipelineSpec) => Promise<readonly SpecProblem[]>;
  readonly live: LiveFeed;
  readonly clock: Clock;
  readonly logger: Logger;
}

function runningParts(runtime: ProjectRuntime | null): RunningParts {
  if (runtime === null) return nothingRuns;
  return { spec: runtime.inForce, hasEngine: runtime.engine !== null, hasCollector: runtime.fleet !== null };
}

/** Opens the desk; nothing runs before `startAll`. */
export function createPipelineDesk(parts: PipelineDeskParts): PipelineDesk {
  const { store, runtimeOf, runtimeIfAny, fixedOf, clock, logger, live } = parts;
  const { pipelines } = store;
  const atWork = new Map<string, Promise<void>>();

  const turns = new Map<string, Promise<unknown>>();

  /** Decides about one action of a project after the other, so that two at once cannot both find it allowed. */
  function inTurn<T>(projectId: string, decide: () => Promise<T>): Promise<T> {
    const result = (turns.get(projectId) ?? Promise.resolve()).then(decide);
    turns.set(
      projectId,
      result.catch(() => {}),
    );
    return result;
  }

  async function view(projectId: string): Promise<PipelineView> {
    const record = await pipelines.find(projectId);
    const fixed = fixedOf(projectId);
    return record === null ? pendingView(projectId, fixed) : viewOf(record, runtimeIfAny(projectId), fixed);
  }

  async function announce(projectId: string): Promise<PipelineView> {
    const pipeline = await view(projectId);
    live.publish(projectId, { kind: 'pipeline', pipeline });
    return pipeline;
  }

  async function allow(projectId: string, action: PipelineAction): Promise<PipelineRecord | null> {
    const { id } = await store.projectRegistry.find(projectId);
    const { state, actions } = await view(id);
    if (!actions.includes(action)) throw new CodedError('PIPELINE_STATE', { state, action });
    return pipelines.find(id);
  }

  /** Reads what is wanted and asks the machine about it. */
  async function judged(
    projectId: string,
    wanted: unknown,
  ): Promise<{ readonly spec: PipelineSpec | null; readonly problems: readonly SpecProblem[] }> {
    const record = await pipelines.find(projectId);
    const fixed = fixedOf(projectId);
    const base = record?.spec ?? defaultSpec();
    const read = readPipelineSpec(withoutFixed(withStoredSecret(wanted, record?.spec ?? null), base, fixed));
    if ('problems' in read) return { spec: null, problems: read.problems };
    const problems = await parts.checkSpec(projectId, withFixed(read.spec, fixed));
    return {
      spec: read.spec,
      problems: problems.filter(({ field }) => !fixed.some((one) => one.field === field)),
    };
  }

  async function checked(projectId: string, wanted: unknown): Promise<PipelineSpec> {
    const { spec, problems } = await judged(projectId, wanted);
    if (spec === null || problems.length > 0) throw new PipelineInvalidError(problems);
    return spec;
  }

  /** Does the steps; `isNoted` keeps how far they went. Answers with the error of the one that failed. */
  async function perform(
    record: PipelineRecord,
    { action, plan, isNoted }: { action: LastAction; plan: DeployPlan; isNoted: boolean },
  ): Promise<CodedError | null> {
    const { projectId } = record;
    const failed = await carryOut(plan.steps, {
      runtime: runtimeOf(projectId),
      content: await parts.contentOf(projectId),
      spec: withFixed(record.spec, fixedOf(projectId)),
      action,
      isPaused: record.isPaused,
      async note(steps) {
        if (!isNoted) return;
        await pipelines.note(projectId, steps);
        await announce(projectId);
      },
      clock,
      logger,
    });
    if (isNoted || failed !== null) await pipelines.end(projectId, failed?.failure ?? null);
    if (action === 'Delete' && failed === null) parts.forgetRuntime(projectId);
    return failed?.error ?? null;
  }

  /** Starts an action; its steps go on after the answer. */
  async function start(record: PipelineRecord, action: LastAction, plan: DeployPlan): Promise<PipelineView> {
    const { projectId } = record;
    await pipelines.begin(projectId, { action, steps: plan.steps });
    const work = perform(record, { action, plan, isNoted: true })
      .catch((error: unknown) => logger.error({ error: String(error) }, 'an action could not be noted'))
      .finally(() => atWork.delete(projectId))
      .then(() => announce(projectId))
      .then(() => {});
    atWork.set(projectId, work);
    return announce(projectId);
  }

  function planFor(record: PipelineRecord): DeployPlan {
    const spec = withFixed(record.spec, fixedOf(record.projectId));
    return deployPlan(runningParts(runtimeIfAny(record.projectId)), spec);
  }

  /** Brings a pipeline up as it is wanted; an action that a crash interrupted is done to its end. */
  async function bringUp(record: PipelineRecord): Promise<CodedError | null> {
    const { projectId, lastAction, execution } = record;
    const isNoted = execution !== 'succeeded';
    if (lastAction === 'Delete' && !isNoted) return null;
    // What stood in the steps says whether data stays.
    const keepsData = record.steps.some(({ kind }) => kind === 'keep-data');
    const plan = lastAction === 'Delete' ? deletePlan(keepsData) : planFor(record);
    if (isNoted) await pipelines.begin(projectId, { action: lastAction, steps: plan.steps });
    return perform(record, { action: lastAction, plan, isNoted });
  }

  return {
    view,
    async views() {
      const records = await pipelines.list();
      const entries = records.map((record) => {
        const { projectId } = record;
        return [projectId, viewOf(record, runtimeIfAny(projectId), fixedOf(projectId))] as const;
      });
      return new Map<string, PipelineView>(entries);
    },
    async preview(projectId, wanted) {
      const { spec, problems } = await judged(projectId, wanted);
      if (spec === null) return { spec, problems, steps: [], changes: [] };
      const effective = withFixed(spec, fixedOf(projectId));
      return { spec, problems, ...deployPlan(runningParts(runtimeIfAny(projectId)), effective) };
    },
    create: (projectId, wanted, author) =>
      inTurn(projectId, async () => {
        const former = await allow(projectId, 'create');
        const spec = await checked(projectId, wanted);
        if (former !== null) await pipelines.remove(projectId);
        const { id } = await store.projectRegistry.find(projectId);
        const record = await pipelines.create(id, spec, author);
        return start(record, 'Create', planFor(record));
      }),
    change: (projectId, wanted, { version, author }) =>
      inTurn(projectId, async () => {
        await allow(projectId, 'update');
        const spec = await checked(projectId, wanted);
        const record = await pipelines.change(projectId, { spec, expectedVersion: version, author });
        return start(record, 'Update', planFor(record));
      }),
    retry: (projectId) =>
      inTurn(projectId, async () => {
        const record = await allow(projectId, 'retry');
        if (record === null) return view(projectId);
        if (record.lastAction !== 'Delete') return start(record, record.lastAction, planFor(record));
        const keepsData = record.steps.some(({ kind }) => kind === 'keep-data');
        return start(record, 'Delete', deletePlan(keepsData));
      }),
    setPaused: (projectId, isPaused) =>
      inTurn(projectId, async () => {
        const record = await allow(projectId, isPaused ? 'pause' : 'resume');
        await pipelines.setPaused(projectId, isPaused);
        runtimeIfAny(projectId)?.setPaused(isPaused || record?.spec.processing.enabled === false);
        return announce(projectId);
      }),
    remove: (projectId, { keepData }) =>
      inTurn(projectId, async () => {
        const record = await allow(projectId, 'delete');
        if (record === null) return view(projectId);
        return start(record, 'Delete', deletePlan(keepData));
      }),
    async settled(projectId) {
      await atWork.get(projectId);
      return view(projectId);
    },
    async startAll(firstId) {
      const living = new Set((await store.projects()).map(({ id }) => id));
      const records = (await pipelines.list()).filter(({ projectId }) => living.has(projectId));
      const errors = await Promise.all(records.map(bringUp));
      const error = errors[records.findIndex(({ projectId }) => projectId === firstId)] ?? null;
      if (error !== null) throw error;
    },
  };
}

function defaultSpec(): PipelineSpec {
  const read = readPipelineSpec({});
  if ('problems' in read) throw new PipelineInvalidError(read.problems);
  return read.spec;
}
