import {
  type App,
  type PipelineState,
  type Project,
  pipelineStates,
  projectChangeSchema,
  projectSettingsSchema,
  proposeProjectId,
} from '@millstream/console';
import { type Clock, CodedError, isProjectId } from '@millstream/core';
import { z } from 'zod';
import type { PipelineView } from '../pipelines/pipeline-view.ts';
import { readProjectHealth } from '../pipelines/project-health.ts';
import { removeProject } from '../pipelines/remove-project.ts';
import { createRequestRate } from '../pipelines/request-rate.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import { callerOf, personOf } from './caller.ts';
import { givenOnly } from './given-only.ts';
import type { TypedApi } from './typed-api.ts';

/** What the calls for projects work with. */
export interface ProjectRoutesParts {
  readonly supervisor: Supervisor;
  /** A number from 0 to 1, for proposed ids. */
  readonly random: () => number;
  readonly clock: Clock;
}

/** A project as lists show it. */
export interface ProjectEntry extends Project {
  readonly platform: 'embedded';
  readonly pipelineState: PipelineState;
  readonly pipelineId: string | null;
  readonly pipelineVersion: number;
  readonly appIds: readonly string[];
  readonly isStudioOn: boolean;
}

const tags = ['project'];
const params = z.object({ projectId: z.string().min(1) });
const sortFields = ['name', 'id', 'environment', 'pipelineState', 'createdAtMs'] as const;
const listQuery = z.object({
  search: z.string().max(255).default(''),
  state: z.enum(pipelineStates).optional(),
  sort: z.enum(sortFields).default('createdAtMs'),
  order: z.enum(['asc', 'desc']).default('asc'),
  pageNumber: z.coerce.number().int().min(1).default(1),
  pageSize: z.coerce.number().int().min(1).max(1000).default(1000),
});
const newProject = projectSettingsSchema.extend({
  /** Proposed from the name when absent. */
  id: z.string().max(127).optional(),
  /** Takes over the data of a deleted project of this id. */
  adopt: z.boolean().default(false),
});
const removal = z.strictObject({ confirmation: z.string(), keepData: z.boolean() });
const idQuery = z.object({ name: z.string().max(255) });
const idParams = z.object({ id: z.string().max(255) });

/** Adds the calls for projects. */
export function addProjectRoutes(api: TypedApi, parts: ProjectRoutesParts): void {
  addLists(api, parts);
  addHealth(api, parts);
  addIds(api, parts);
  addChanges(api, parts);
}

function entryOf(project: Project, apps: readonly App[], view: PipelineView | undefined): ProjectEntry {
  return {
    ...project,
    platform: 'embedded',
    pipelineState: view?.state ?? 'Pending',
    pipelineId: view?.pipelineId ?? null,
    pipelineVersion: view?.version ?? 0,
    appIds: apps.filter(({ projectId }) => projectId === project.id).map(({ appId }) => appId),
    isStudioOn: view?.spec?.reporting.studio ?? false,
  };
}

/** One project with its state now. */
async function entryNow(project: Project, supervisor: Supervisor): Promise<ProjectEntry> {
  return entryOf(project, await supervisor.apps(), await supervisor.pipelines.view(project.id));
}

function addLists(api: TypedApi, { supervisor }: ProjectRoutesParts): void {
  const { store } = supervisor;
  api.get(
    '/api/projects',
    {
      config: { permission: 'project.read', acrossProjects: true },
      schema: { tags, summary: 'Projects', querystring: listQuery },
    },
    async (request) => {
      const { search, state, sort, order, pageNumber, pageSize } = request.query;
      const places = callerOf(request).rights.projectsWith('project.read');
      const [projects, apps, views] = await Promise.all([
        store.projects(),
        supervisor.apps(),
        supervisor.pipelines.views(),
      ]);
      const visible = projects.filter(({ id }) => places === 'all' || places.has(id));
      const entries = visible.map((project) => entryOf(project, apps, views.get(project.id)));
      const words = search.toLowerCase();
      const found = entries.filter(
        (entry) =>
          (state === undefined || entry.pipelineState === state) &&
          `${entry.id} ${entry.name} ${entry.description}`.toLowerCase().includes(words),
      );
      const turn = order === 'asc' ? 1 : -1;
      found.sort((one, other) => turn * (one[sort] < other[sort] ? -1 : one[sort] > other[sort] ? 1 : 0));
      const from = (pageNumber - 1) * pageSize;
      return { totalCount: found.length, items: found.slice(from, from + pageSize) };
    },
  );
  api.get(
    '/api/projects/:projectId',
    { config: { permission: 'project.read' }, schema: { tags, summary: 'One project', params } },
    async (request) => {
      const project = await store.projectRegistry.find(request.params.projectId);
      return entryNow(project, supervisor);
    },
  );
}

/** How the project does: the tiles, the strip and the apps of its home. */
function addHealth(api: TypedApi, { supervisor, clock }: ProjectRoutesParts): void {
  const rate = createRequestRate();
  api.get(
    '/api/projects/:projectId/health',
    {
      config: { permission: 'project.read' },
      schema: { tags, summary: 'How each stage of a project does', params },
    },
    async (request) => {
      const { id } = await supervisor.store.projectRegistry.find(request.params.projectId);
      return readProjectHealth(id, { supervisor, rate, clock });
    },
  );
}

function addIds(api: TypedApi, { supervisor, random }: ProjectRoutesParts): void {
  const { projectRegistry } = supervisor.store;
  const config = { permission: 'project.write', acrossProjects: true } as const;
  api.get(
    '/api/project-ids',
    { config, schema: { tags, summary: 'A free id made from a name', querystring: idQuery } },
    async (request) => {
      for (;;) {
        const id = proposeProjectId(request.query.name, random);
        if ((await projectRegistry.standingOf(id)) === 'free') return { id };
      }
    },
  );
  api.get(
    '/api/project-ids/:id',
    { config, schema: { tags, summary: 'Whether an id may be used', params: idParams } },
    async (request) => {
      const { id } = request.params;
      return { id, standing: isProjectId(id) ? await projectRegistry.standingOf(id) : 'invalid' };
    },
  );
}

function addChanges(api: TypedApi, { supervisor, random }: ProjectRoutesParts): void {
  const { store } = supervisor;
  const config = { permission: 'project.write' } as const;
  api.post(
    '/api/projects',
    { config, schema: { tags, summary: 'Create a project', body: newProject } },
    async (request, reply) => {
      const { id, adopt, ...settings } = request.body;
      const projectId = id ?? proposeProjectId(settings.name, random);
      const operator = personOf(request);
      const project = await store.projectRegistry.add(projectId, settings, { operator, adopt });
      request.audit = { object: `project ${project.id}`, after: project };
      return reply.code(201).send(await entryNow(project, supervisor));
    },
  );
  api.patch(
    '/api/projects/:projectId',
    { config, schema: { tags, summary: 'Change a project', params, body: projectChangeSchema } },
    async (request) => {
      const { projectId } = request.params;
      const before = await store.projectRegistry.find(projectId);
      const project = await store.projectRegistry.set(projectId, givenOnly(request.body), personOf(request));
      await supervisor.projectChanged(projectId);
      request.audit = { object: `project ${projectId}`, before, after: project };
      return entryNow(project, supervisor);
    },
  );
  api.delete(
    '/api/projects/:projectId',
    {
      config,
      schema: { tags, summary: 'Delete a project, its data kept or removed', params, body: removal },
    },
    async (request) => {
      const { projectId } = request.params;
      const { confirmation, keepData } = request.body;
      const before = await store.projectRegistry.find(projectId);
      if (confirmation !== projectId) throw new CodedError('CONFIRMATION_WRONG', { expected: projectId });
      request.audit = { object: `project ${projectId}`, before, after: { keepData } };
      return removeProject(projectId, { supervisor, keepData, author: personOf(request) });
    },
  );
}
