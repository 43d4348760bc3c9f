import { z } from 'zod';
import type { OperationParts } from '../operations/operation-parts.ts';
import type { TypedApi } from './typed-api.ts';

const params = z.object({ projectId: z.string().min(1) });
const hourMs = 3_600_000;
const names = z
  .string()
  .max(2000)
  .transform((text) => text.split(',').filter((name) => name !== ''))
  .pipe(
    z
      .array(z.string().regex(/^[a-z0-9_]+$/))
      .min(1)
      .max(50),
  );

/** Adds the calls for what was measured of a pipeline. */
export function addMetricRoutes(
  api: TypedApi,
  { metrics, clock }: Pick<OperationParts, 'metrics' | 'clock'>,
): void {
  api.get(
    '/api/projects/:projectId/metrics',
    {
      config: { permission: 'operation.read' },
      schema: {
        ...{ tags: ['metric'], summary: 'Series of metrics, kept 14 days, sampled every 15 s', params },
        querystring: z.object({
          names: names.describe('Names, separated by commas.'),
          fromMs: z.coerce.number().int().min(0).optional(),
          untilMs: z.coerce.number().int().min(0).optional(),
          fit: z.stringbool().default(false).describe('Begin at the first sample of the range.'),
          buckets: z.coerce.number().int().min(1).max(2000).default(240),
        }),
      },
    },
    async (request) => {
      const { names: wanted, buckets } = request.query;
      const untilMs = request.query.untilMs ?? clock.now() + 1;
      const { projectId } = request.params;
      const askedMs = request.query.fromMs ?? untilMs - 12 * hourMs;
      const firstMs = request.query.fit ? await metrics.firstAt(projectId, askedMs) : null;
      const fromMs = firstMs ?? askedMs;
      const range = { fromMs: Math.min(fromMs, untilMs - 1), untilMs, buckets };
      const series = await metrics.series(projectId, wanted, range);
      return { ...range, nowMs: clock.now(), series };
    },
  );
  api.get(
    '/api/projects/:projectId/metrics/latest',
    {
      config: { permission: 'operation.read' },
      schema: { tags: ['metric'], summary: 'The newest sample', params },
    },
    (request) => metrics.latest(request.params.projectId),
  );
}
