import type { Warehouse } from '@millstream/modeling';
import { z } from 'zod';
import { parsed } from '../../supervisor/parse-request.ts';
import type { ApiHandler } from '../json-api.ts';

const askedSchema = z.object({
  app: z.string().min(1),
  /** Arrival from, epoch ms. */
  sinceMs: z.number().int().min(0),
  limit: z.number().int().min(1).max(500),
});

/** A call for the newest events of an app with their outcomes, and one for the records that were refused whole. */
export function recentOutcomesRoutes({
  warehouse,
}: {
  readonly warehouse: Warehouse;
}): Readonly<Record<string, ApiHandler>> {
  return {
    'POST /operations/recent-outcomes': async ({ body }) => {
      const { app, sinceMs, limit } = parsed(askedSchema, body);
      const page = { offset: 0, limit };
      const events = await warehouse.ledgerEvents({ app, sinceMs, count: 'events' }, page);
      const rejects = await warehouse.listRejects({ app, sinceMs, limit });
      const records = rejects.filter(({ eventIndex }) => eventIndex < 0);
      return { events: events.items, records, total: events.totalCount };
    },
  };
}
