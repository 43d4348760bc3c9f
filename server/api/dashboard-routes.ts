import {
  type Dimension,
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

/** The field that a dimension's values can be filtered by; null for composites of several columns. */
function fieldOf({ level, parts }: Dimension) {
  const [columns, ...others] = parts;
  const [name, ...more] = columns ?? [];
  if (name === undefined || others.length > 0 || more.length > 0) return null;
  return { category: level === 'user' ? 'user_outer' : 'event_outer', name, type: 'string' };
}

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
  dimensionFields: Object.fromEntries(
    Object.entries(dimensions).flatMap(([id, dimension]) => {
      const field = fieldOf(dimension);
      return field === null ? [] : [[id, field] as const];
    }),
  ),
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
