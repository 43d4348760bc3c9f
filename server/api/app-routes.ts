import { appSettingsSchema } from '@millstream/console';
import { CodedError, type ProjectId } from '@millstream/core';
import { z } from 'zod';
import type { Supervisor } from '../supervisor/supervisor.ts';
import { callerOf, personOf } from './caller.ts';
import { givenOnly } from './given-only.ts';
import type { TypedApi } from './typed-api.ts';

const appBody = appSettingsSchema.extend({ projectId: z.string().optional() });
const newAppBody = appBody.extend({ appId: z.string() });
const appParams = z.object({ appId: z.string().min(1) });
const projectParams = z.object({ projectId: z.string().min(1) });
const removal = z.strictObject({ confirmation: z.string() });

/** Adds the calls for apps and for the state of the server. */
export function addAppRoutes(
  api: TypedApi,
  supervisor: Pick<Supervisor, 'apps' | 'addApp' | 'setApp' | 'removeApp' | 'status' | 'store'>,
): void {
  const tags = ['app'];
  api.get(
    '/api/status',
    {
      config: { permission: 'operation.read' },
      schema: { tags: ['operation'], summary: 'State of the server' },
    },
    () => supervisor.status(),
  );
  api.get(
    '/api/projects/:projectId/apps',
    {
      config: { permission: 'project.read' },
      schema: { tags, summary: 'Apps of a project', params: projectParams },
    },
    async (request) => {
      const { id } = await supervisor.store.projectRegistry.find(request.params.projectId);
      return (await supervisor.apps()).filter(({ projectId }) => projectId === id);
    },
  );
  api.get(
    '/api/apps',
    { config: { permission: 'project.read', acrossProjects: true }, schema: { tags, summary: 'Apps' } },
    async (request) => {
      const places = callerOf(request).rights.projectsWith('project.read');
      const apps = await supervisor.apps();
      return places === 'all' ? apps : apps.filter(({ projectId }) => places.has(projectId));
    },
  );
  api.post(
    '/api/apps',
    {
      config: { permission: 'project.write', namesPlace: true },
      schema: { tags, summary: 'Register an app', body: newAppBody },
    },
    async (request) => {
      const { appId, projectId, ...settings } = request.body;
      const operator = personOf(request);
      const app = await supervisor.addApp(
        appId,
        { ...givenOnly(settings), operator },
        projectId as ProjectId | undefined,
      );
      request.audit = { object: `app ${appId}`, after: app };
      return app;
    },
  );
  api.patch(
    '/api/apps/:appId',
    {
      config: { permission: 'project.write' },
      schema: { tags, summary: 'Change an app', params: appParams, body: appBody },
    },
    async (request) => {
      const { appId } = request.params;
      const { projectId: _, ...settings } = request.body;
      const before = (await supervisor.apps()).find((app) => app.appId === appId);
      const after = await supervisor.setApp(appId, { ...givenOnly(settings), operator: personOf(request) });
      request.audit = { object: `app ${appId}`, before, after };
      return after;
    },
  );
  api.delete(
    '/api/apps/:appId',
    {
      config: { permission: 'project.write' },
      schema: {
        tags,
        summary: 'Delete an app: its requests are refused, it is hidden, its data stays',
        params: appParams,
        body: removal,
      },
    },
    async (request) => {
      const { appId } = request.params;
      await supervisor.store.projectOf(appId);
      if (request.body.confirmation !== appId)
        throw new CodedError('CONFIRMATION_WRONG', { expected: appId });
      const before = await supervisor.removeApp(appId, personOf(request));
      request.audit = { object: `app ${appId}`, before };
      return before;
    },
  );
}
