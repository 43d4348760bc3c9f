import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { backUpProjectSchema, projectParts } from '../../backup/project-parts.ts';
import { parsed } from '../../supervisor/parse-request.ts';
import type { ApiHandler } from '../json-api.ts';
import { copyBuffer, copyCollected } from './copy-raw.ts';
import { ledgerRowsRoutes } from './ledger-rows-routes.ts';
import { pluginRoutes } from './plugin-routes.ts';
import { type QuarantineRoutesParts, quarantineRoutes } from './quarantine-routes.ts';
import { recentOutcomesRoutes } from './recent-outcomes.ts';

/** What the calls for operations work with. */
export type OperationRoutesParts = QuarantineRoutesParts;

/** Copies everything of the project while it goes on. */
async function backUp({ warehouse, layout }: OperationRoutesParts, target: string): Promise<void> {
  await copyBuffer(layout, target);
  await warehouse.backUp(join(target, projectParts.warehouse), () => copyCollected(layout, target));
  await cp(layout.rules, join(target, projectParts.rules), { recursive: true });
}

/** Calls for ledger, quarantine, plug-ins and backup, under `/operations`. */
export function operationRoutes(parts: OperationRoutesParts): Readonly<Record<string, ApiHandler>> {
  return {
    ...ledgerRowsRoutes(parts),
    ...quarantineRoutes(parts),
    ...pluginRoutes(parts),
    ...recentOutcomesRoutes(parts),
    'POST /operations/back-up': async ({ body }) => {
      await backUp(parts, parsed(backUpProjectSchema, body).target);
      return { done: true };
    },
  };
}
