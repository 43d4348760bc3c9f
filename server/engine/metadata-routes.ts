import type { Warehouse } from '@millstream/modeling';
import { z } from 'zod';
import { parsed } from '../supervisor/parse-request.ts';
import type { ApiHandler } from './json-api.ts';

const metadataBody = z.strictObject({
  appId: z.string().min(1),
  timeZone: z.string().optional(),
  days: z.int().min(2).max(400).optional(),
  withValues: z.boolean().optional(),
});

/** What loads found out about an app's events and fields, for the supervisor, which keeps what people say about them. */
export function metadataRoutes(warehouse: Pick<Warehouse, 'metadata'>): Readonly<Record<string, ApiHandler>> {
  return {
    'POST /metadata': async ({ body }) => {
      const { appId, timeZone, days, withValues } = parsed(metadataBody, body);
      return warehouse.metadata(appId, {
        ...(timeZone === undefined ? {} : { timeZone }),
        ...(days === undefined ? {} : { days }),
        ...(withValues === undefined ? {} : { withValues }),
      });
    },
  };
}
