import { CodedError } from '@millstream/core';
import { z } from 'zod';
import {
  applyProjectFile,
  type ProjectFile,
  planProjectFile,
  projectFileSchema,
  projectFileText,
} from '../pipelines/project-file.ts';
import { readYaml } from '../pipelines/read-yaml.ts';
import { parsed } from '../supervisor/parse-request.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import { personOf } from './caller.ts';
import type { TypedApi } from './typed-api.ts';

const tags = ['project'];
const path = '/api/projects/:projectId/spec';
const params = z.object({ projectId: z.string().min(1) });
const formatQuery = z.object({ format: z.enum(['yaml', 'json']).default('yaml') });
const yamlTypes = ['application/yaml', 'application/x-yaml', 'text/yaml'];
/** A file of a thousand apps is far below. */
const mostBytes = 1_048_576;

/** The file of a call. @throws CodedError USAGE when it names another project than the path */
function fileOf(projectId: string, body: unknown): ProjectFile {
  const file = parsed(projectFileSchema, body);
  if (file.project.id !== projectId)
    throw new CodedError('USAGE', { problem: `project.id: is ${file.project.id}, not ${projectId}` });
  return file;
}

/** Adds the calls for a project as one file, JSON or YAML: read it, plan it, apply it. */
export function addProjectFileRoutes(api: TypedApi, supervisor: Supervisor): void {
  const { store, pipelines } = supervisor;
  api.addContentTypeParser(
    yamlTypes,
    { parseAs: 'string', bodyLimit: mostBytes },
    async (_: unknown, text: string) => readYaml(text),
  );
  api.get(
    path,
    {
      config: { permission: 'project.read' },
      schema: {
        tags,
        summary: 'The project, its pipeline and its apps as one file',
        params,
        querystring: formatQuery,
      },
    },
    async (request, reply) => {
      const project = await store.projectRegistry.find(request.params.projectId);
      const { spec } = await pipelines.view(project.id);
      const apps = (await supervisor.apps()).filter(({ projectId }) => projectId === project.id);
      const text = projectFileText(project, spec, apps);
      if (request.query.format === 'json') return readYaml(text);
      return reply.type('application/yaml; charset=utf-8').send(text);
    },
  );
  api.post(
    `${path}/plan`,
    {
      config: { permission: 'project.write' },
      schema: { tags, summary: 'What applying a file would do', params, body: z.unknown() },
    },
    (request) => planProjectFile(supervisor, fileOf(request.params.projectId, request.body)),
  );
  api.put(
    path,
    {
      config: { permission: 'project.write' },
      schema: {
        tags,
        summary: 'Bring the project to what a file says; the same file again does nothing',
        params,
        body: z.unknown(),
      },
    },
    async (request) => {
      const file = fileOf(request.params.projectId, request.body);
      const plan = await applyProjectFile(supervisor, file, { author: personOf(request) });
      request.audit = { object: `project ${file.project.id}`, after: file };
      return { ...plan, pipeline: await pipelines.view(file.project.id) };
    },
  );
}
