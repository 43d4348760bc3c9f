import type { Operations } from '../operations/open-operations.ts';
import { addAlarmRoutes } from './alarm-routes.ts';
import { addBackupRoutes } from './backup-routes.ts';
import { addLedgerRoutes } from './ledger-routes.ts';
import { addMetricRoutes } from './metric-routes.ts';
import { addPluginRoutes } from './plugin-routes.ts';
import { addQuarantineRoutes } from './quarantine-routes.ts';
import { addStorageRoutes } from './storage-routes.ts';
import type { TypedApi } from './typed-api.ts';
import { addVerifyRoutes } from './verify-routes.ts';

/** Adds the calls for operations; they end with the API. */
export function addOperationRoutes(api: TypedApi, operations: Operations): void {
  addVerifyRoutes(api, operations);
  addLedgerRoutes(api, operations);
  addQuarantineRoutes(api, operations);
  addPluginRoutes(api, operations);
  addAlarmRoutes(api, operations);
  addMetricRoutes(api, operations);
  addStorageRoutes(api, operations);
  addBackupRoutes(api, operations);
  api.addHook('onClose', () => operations.close());
}
