import type { ConsoleStore } from '@millstream/console';
import { CodedError } from '@millstream/core';
import { z } from 'zod';
import { createDemoShops } from '../demo/demo-shops.ts';
import type { TypedApi } from './typed-api.ts';

/** What demo shops are made with. */
export interface DemoRoutesParts {
  readonly store: Pick<ConsoleStore, 'projectOf'>;
  readonly dataDir: string;
  /** Base URL of the collector that serves a project's apps. */
  readonly collectUrlOf: (projectId: string) => string;
}

/** Events of the past, about; as many as the command line's demo has unless a number is given. */
const startBody = z.strictObject({ events: z.int().min(1_000).max(5_000_000).default(250_000) }).prefault({});
const params = z.object({ projectId: z.string().min(1), appId: z.string().min(1) });

/** Adds the calls that fill an app with the demo shop: 30 past days, then live traffic while the server runs. */
export function addDemoRoutes(api: TypedApi, parts: DemoRoutesParts): void {
  const shops = createDemoShops(parts.dataDir);
  const path = '/api/projects/:projectId/apps/:appId/demo';
  const tags = ['app'];

  async function appOf({ projectId, appId }: z.output<typeof params>) {
    if ((await parts.store.projectOf(appId)) !== projectId)
      throw new CodedError('NOT_FOUND', { what: `App ${appId} of project ${projectId}` });
    return { appId, projectId, collectUrl: parts.collectUrlOf(projectId) };
  }

  api.get(
    path,
    {
      config: { permission: 'project.read' },
      schema: { tags, summary: 'How far the demo shop of an app is', params },
    },
    async (request) => shops.stateOf((await appOf(request.params)).appId),
  );
  api.post(
    path,
    {
      config: { permission: 'operation.write' },
      schema: { tags, summary: 'Load the demo shop into an app', params, body: startBody },
    },
    async (request) => {
      const app = await appOf(request.params);
      request.audit = { object: `app ${app.appId}`, after: { demo: true } };
      return shops.start(app, request.body.events);
    },
  );
  api.delete(
    path,
    {
      config: { permission: 'operation.write' },
      schema: { tags, summary: 'End the live traffic of the demo shop', params },
    },
    async (request) => {
      const { appId } = await appOf(request.params);
      shops.stop(appId);
      return shops.stateOf(appId);
    },
  );
  api.addHook('onClose', async () => shops.close());
}
