import type { ProjectId } from '@millstream/core';
import { z } from 'zod';
import type { Supervisor } from '../supervisor/supervisor.ts';
import { callerOf } from './caller.ts';
import type { TypedApi } from './typed-api.ts';

const appBody = z.strictObject({
  name: z.string().min(1).max(255).optional(),
  timeZone: z.string().optional(),
  weekStart: z.enum(['monday', 'sunday']).optional(),
  strictIntegrity: z.boolean().optional(),
  enabled: z.boolean().optional(),
  projectId: z.string().optional(),
});
const newAppBody = appBody.extend({ appId: z.string() });
const appParams = z.object({ appId: z.string().min(1) });

/** Drops what was not given, so that `exactOptionalPropertyTypes` and defaults hold. */
function given<T extends object>(settings: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as never;
}

/** Adds the calls for apps and for the state of the server. */
export function addAppRoutes(
  api: TypedApi,
  supervisor: Pick<Supervisor, 'apps' | 'addApp' | 'setApp' | 'status'>,
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
      config: { permission: 'project.write' },
      schema: { tags, summary: 'Register an app', body: newAppBody },
    },
    (request) => {
      const { appId, projectId, ...settings } = request.body;
      return supervisor.addApp(appId, given(settings), projectId as ProjectId | undefined);
    },
  );
  api.patch(
    '/api/apps/:appId',
    {
      config: { permission: 'project.write' },
      schema: { tags, summary: 'Change an app', params: appParams, body: appBody },
    },
    (request) => {
      const { projectId: _, ...settings } = request.body;
      return supervisor.setApp(request.params.appId, given(settings));
    },
  );
}
