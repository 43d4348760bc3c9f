import {
  type App,
  type AppSettings,
  appSettingsSchema,
  PipelineInvalidError,
  type PipelineSpec,
  type Project,
  pipelineSpecSchema,
  projectSettingsSchema,
  type SpecProblem,
  specChanges,
} from '@millstream/console';
import { CodedError } from '@millstream/core';
import { stringify } from 'yaml';
import { z } from 'zod';
import type { Supervisor } from '../supervisor/supervisor.ts';
import { maskedSpec } from './spec-secrets.ts';

const appEntry = appSettingsSchema.extend({ appId: z.string().min(1) });

/** A project, its pipeline and its apps in one file. What the file leaves out stays as it is. */
export const projectFileSchema = z.strictObject({
  project: projectSettingsSchema.extend({ id: z.string().min(1).max(127) }),
  /** Absent = the pipeline stays; an empty mapping = every default. */
  pipeline: z.unknown().optional(),
  apps: z.array(appEntry).max(1000).default([]),
});

/** A checked file; its pipeline is checked by the desk. */
export type ProjectFile = z.output<typeof projectFileSchema>;

/** One thing that applying a file does. */
export interface FileAction {
  readonly what: 'project' | 'pipeline' | 'app';
  readonly id: string;
  readonly kind: 'create' | 'change';
  readonly text: string;
}

/** What applying a file would do; nothing when all is as it says. */
export interface FilePlan {
  readonly actions: readonly FileAction[];
  readonly problems: readonly SpecProblem[];
}

/** Author of what a file changes. */
interface FileAuthor {
  readonly author: string;
}

type AppEntry = ProjectFile['apps'][number];

/** The project as a file: what `apply` of it on another server brings there. Secrets read `***`. */
export function projectFileText(project: Project, spec: PipelineSpec | null, apps: readonly App[]): string {
  const { id, name, environment, description, emails } = project;
  return stringify({
    project: { id, name, environment, description, emails },
    ...(spec === null ? {} : { pipeline: maskedSpec(spec) }),
    apps: apps.map(entryOf),
  });
}

function entryOf(app: App): AppEntry {
  const { appId, name, timeZone, weekStart, strictIntegrity, enabled } = app;
  const { description, androidPackage, iosBundleId, iosAppStoreId } = app;
  const texts = { description, androidPackage, iosBundleId, iosAppStoreId };
  const given = Object.entries(texts).filter(([, value]) => value !== '');
  return { appId, name, timeZone, weekStart, strictIntegrity, enabled, ...Object.fromEntries(given) };
}

/** Settings of an app that differ from what the file says. */
function appChanges(entry: AppEntry, app: App | undefined): AppSettings {
  const { appId: _, ...wanted } = entry;
  const differs = ([name, value]: [string, unknown]) =>
    value !== undefined && (app === undefined || Reflect.get(app, name) !== value);
  return Object.fromEntries(Object.entries(wanted).filter(differs));
}

/** What of the project differs. */
function projectChanges(file: ProjectFile, project: Project): Partial<ProjectFile['project']> {
  const { id: _, ...wanted } = file.project;
  return Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => Reflect.get(project, name) !== value),
  );
}

async function projectIfAny({ store }: Supervisor, id: string): Promise<Project | null> {
  return (await store.projects()).find((project) => project.id === id) ?? null;
}

/** Which apps of the file are new and which differ. @throws CodedError APP_EXISTS for one of another project */
async function appActions(supervisor: Supervisor, file: ProjectFile) {
  const apps = await supervisor.apps();
  return file.apps.flatMap((entry) => {
    const app = apps.find(({ appId }) => appId === entry.appId);
    if (app !== undefined && app.projectId !== file.project.id)
      throw new CodedError('APP_EXISTS', { appId: entry.appId });
    const changes = appChanges(entry, app);
    return app !== undefined && Object.keys(changes).length === 0 ? [] : [{ entry, app, changes }];
  });
}

/** What applying the file would do. Changes nothing. */
export async function planProjectFile(supervisor: Supervisor, file: ProjectFile): Promise<FilePlan> {
  const { id } = file.project;
  const actions: FileAction[] = [];
  let problems: readonly SpecProblem[] = [];
  const project = await projectIfAny(supervisor, id);
  if (project === null) {
    actions.push({ what: 'project', id, kind: 'create', text: `Create the project ${id}.` });
  } else {
    const names = Object.keys(projectChanges(file, project));
    const words = `Change ${names.join(', ')} of the project ${id}.`;
    if (names.length > 0) actions.push({ what: 'project', id, kind: 'change', text: words });
  }
  if (file.pipeline !== undefined) {
    const { spec: stored, state } = await supervisor.pipelines.view(id);
    const preview = await supervisor.pipelines.preview(id, file.pipeline);
    problems = preview.problems;
    const isNew = stored === null || state === 'Deleted';
    const kind = isNew ? 'create' : 'change';
    if (isNew || (await isDifferent(supervisor, id, file.pipeline)))
      actions.push(
        ...preview.steps.map((step): FileAction => ({ what: 'pipeline', id, kind, text: step.text })),
      );
  }
  for (const { entry, app } of await appActions(supervisor, file)) {
    const { appId } = entry;
    const kind = app === undefined ? 'create' : 'change';
    const words = app === undefined ? `Register the app ${appId}.` : `Change the app ${appId}.`;
    actions.push({ what: 'app', id: appId, kind, text: words });
  }
  return { actions, problems };
}

/** Whether the pipeline of a file differs from the stored one, defaults filled in. */
async function isDifferent({ store, pipelines }: Supervisor, id: string, wanted: unknown): Promise<boolean> {
  const record = await store.pipelines.find(id);
  const { spec } = await pipelines.preview(id, wanted);
  if (record === null || spec === null) return true;
  const before = pipelineSpecSchema.parse(record.spec);
  return specChanges(before, spec).length > 0 || record.failure !== null;
}

/**
 * Brings a project to what a file says; the same file a second time does nothing. Apps that the file does not name stay.
 * @throws PipelineInvalidError, and then nothing was changed; CodedError
 */
export async function applyProjectFile(
  supervisor: Supervisor,
  file: ProjectFile,
  { author }: FileAuthor,
): Promise<FilePlan> {
  const plan = await planProjectFile(supervisor, file);
  if (plan.problems.length > 0) throw new PipelineInvalidError(plan.problems);
  const { store, pipelines } = supervisor;
  const { id, ...settings } = file.project;
  const project = await projectIfAny(supervisor, id);
  if (project === null) await store.projectRegistry.add(id, settings, { operator: author, adopt: true });
  else if (Object.keys(projectChanges(file, project)).length > 0) {
    await store.projectRegistry.set(id, settings, author);
    await supervisor.projectChanged(id);
  }
  if (file.pipeline !== undefined) await applyPipeline(supervisor, id, { wanted: file.pipeline, author });
  for (const { entry, app, changes } of await appActions(supervisor, file)) {
    const values = { ...changes, operator: author };
    if (app === undefined) await supervisor.addApp(entry.appId, values, await projectIdOf(supervisor, id));
    else await supervisor.setApp(entry.appId, values);
  }
  const { failure } = await pipelines.view(id);
  if (failure !== null) throw new CodedError('PIPELINE_STATE', { state: failure.message, action: 'apply' });
  return plan;
}

async function projectIdOf({ store }: Supervisor, id: string) {
  return (await store.projectRegistry.find(id)).id;
}

async function applyPipeline(
  supervisor: Supervisor,
  id: string,
  { wanted, author }: { wanted: unknown; author: string },
): Promise<void> {
  const { pipelines } = supervisor;
  const { state, version } = await pipelines.view(id);
  if (state === 'Pending' || state === 'Deleted') await pipelines.create(id, wanted, author);
  else if (await isDifferent(supervisor, id, wanted)) await pipelines.change(id, wanted, { version, author });
  await pipelines.settled(id);
}
