import { z } from 'zod';
import { createDiskForecast } from '../operations/disk-forecast.ts';
import { installationBytes } from '../operations/metric-sampler.ts';
import { layoutOf, type OperationParts } from '../operations/operation-parts.ts';
import { diskSpace, forecast, projectStorage } from '../operations/storage.ts';
import packageJson from '../package.json' with { type: 'json' };
import { callerOf } from './caller.ts';
import type { TypedApi } from './typed-api.ts';

const params = z.object({ projectId: z.string().min(1) });
const reads = { permission: 'operation.read' } as const;

/** Adds the calls for sizes, growth and forecast of the disk, and for the version. */
export function addStorageRoutes(api: TypedApi, parts: OperationParts): void {
  const { store, metrics, clock, dataDir } = parts;
  const of = async (projectId: string, freeBytes: number) => ({
    projectId,
    sizes: await projectStorage(layoutOf(dataDir, projectId)),
    forecast: await forecast(metrics, projectId, { ms: clock.now(), freeBytes }),
  });
  const diskForecast = createDiskForecast({
    projectIds: async () => (await store.projects()).map(({ id }) => id),
    freeBytes: async () => (await diskSpace(dataDir)).freeBytes,
    metrics,
    clock,
  });
  api.get(
    '/api/projects/:projectId/storage',
    { config: reads, schema: { tags: ['storage'], summary: 'Sizes by kind, growth, forecast', params } },
    async (request) => {
      const disk = await diskSpace(dataDir);
      return { disk, ...(await of(request.params.projectId, disk.freeBytes)) };
    },
  );
  api.get(
    '/api/storage',
    {
      config: { ...reads, acrossProjects: true },
      schema: { tags: ['storage'], summary: 'Sizes of all projects and of the installation' },
    },
    async (request) => {
      const places = callerOf(request).rights.projectsWith('operation.read');
      const projects = (await store.projects()).filter(({ id }) => places === 'all' || places.has(id));
      const disk = await diskSpace(dataDir);
      return {
        disk,
        installation: await installationBytes(dataDir),
        projects: await Promise.all(projects.map(({ id }) => of(id, disk.freeBytes))),
      };
    },
  );
  api.get(
    '/api/storage/forecast',
    {
      config: { ...reads, acrossProjects: true },
      schema: { tags: ['storage'], summary: 'When all projects together will have filled the disk' },
    },
    () => diskForecast(),
  );
  api.get(
    '/api/about',
    { config: { permission: 'own' }, schema: { tags: ['storage'], summary: 'Version of the product' } },
    async () => ({
      product: 'Millstream',
      version: packageJson.version,
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
      license: packageJson.license,
    }),
  );
}
