import {
  dimensionParameters,
  dimensions,
  lifeCycleDashboard,
  metrics,
  mostTop,
  platforms,
  topParameters,
} from '@millstream/reporting';
import { drillShapes, drillUnits } from '@millstream/studio';
import type { TypedApi } from './typed-api.ts';

/** The life cycle dashboard as data: sheets, visuals, metrics with their words, and what a reader may choose. */
const definition = {
  ...lifeCycleDashboard,
  metrics: Object.fromEntries(
    Object.entries(metrics).map(([id, metric]) => [
      id,
      { ...metric, opens: drillUnits[id as keyof typeof metrics] ?? null },
    ]),
  ),
  dimensions: Object.fromEntries(Object.entries(dimensions).map(([id, { names }]) => [id, names])),
  dimensionParameters,
  topParameters,
  mostTop,
  platforms,
  drillShapes,
};

/** Adds the call that describes the life cycle dashboard. It is the same for every app and shows nothing of one. */
export function addDashboardRoutes(api: TypedApi): void {
  api.get(
    '/api/studio/dashboard/lifecycle',
    {
      config: { permission: 'dashboard.read', acrossProjects: true },
      schema: { tags: ['dashboard'], summary: 'Sheets, visuals and metrics of the life cycle dashboard' },
    },
    async (_request, reply) => reply.header('cache-control', 'private, max-age=300').send(definition),
  );
}
