import type { RouteAccess } from '@millstream/console';

/** A call that the engine answers, by the same path without `/api`. */
export interface EngineCall {
  /** `METHOD /path`. */
  readonly call: string;
  readonly permission: RouteAccess;
  readonly summary: string;
  /** The call names no app or project and shows nothing of one. */
  readonly acrossProjects?: boolean;
  /** The call names files of this machine. */
  readonly isLocal?: boolean;
}

/** Calls that run beside the warehouse. The engine checks their bodies. */
export const engineCalls: readonly EngineCall[] = [
  { call: 'POST /query', permission: 'analysis.write', summary: 'Run one reading SQL statement' },
  { call: 'GET /ledger', permission: 'operation.read', summary: 'The ledger by app and hour' },
  { call: 'GET /ledger/request', permission: 'operation.read', summary: 'Follow one request' },
  { call: 'GET /ledger/event', permission: 'operation.read', summary: 'Follow one event' },
  { call: 'GET /ledger/rejects', permission: 'operation.read', summary: 'Rejected events' },
  { call: 'GET /ledger/duplicates', permission: 'operation.read', summary: 'Duplicate events' },
  {
    call: 'POST /import',
    permission: 'operation.write',
    summary: 'Import files of raw records that lie on the server; for its local token only',
    isLocal: true,
  },
  { call: 'POST /lake/flush', permission: 'operation.write', summary: 'Write changed days to the lake' },
  { call: 'POST /rebuild', permission: 'operation.write', summary: 'Process kept raw records again' },
  {
    call: 'POST /studio/dashboard/lifecycle',
    permission: 'dashboard.read',
    summary: 'The life cycle dashboard',
  },
  {
    call: 'POST /studio/dashboard/drill',
    permission: 'dashboard.read',
    summary: 'Users or events behind a number of the life cycle dashboard',
  },
  {
    call: 'POST /studio/dashboard/details',
    permission: 'dashboard.read',
    summary: 'Single rows of a visual',
  },
  { call: 'POST /studio/realtime', permission: 'realtime.read', summary: 'The last minutes' },
  { call: 'POST /studio/realtime/feed', permission: 'realtime.read', summary: 'The newest events' },
  { call: 'POST /studio/user/timeline', permission: 'exploration.read', summary: 'Events of one user' },
  { call: 'POST /studio/user/devices', permission: 'exploration.read', summary: 'Devices of users' },
  { call: 'POST /studio/explore/query', permission: 'exploration.read', summary: 'Run an exploration' },
  { call: 'POST /studio/explore/sql', permission: 'exploration.read', summary: 'SQL of an exploration' },
  {
    call: 'POST /studio/explore/estimate',
    permission: 'exploration.read',
    summary: 'Cost of an exploration',
  },
  { call: 'POST /studio/explore/drill', permission: 'exploration.read', summary: 'Users behind a number' },
  {
    // Cards on dashboards show charts to readers too; they tell no more than explorations, which readers run.
    call: 'POST /studio/walker/query',
    permission: 'dashboard.read',
    summary: 'Run a drag-and-drop analysis',
  },
  {
    call: 'GET /studio/explore/queries',
    permission: 'exploration.read',
    summary: 'Running queries of the project of an app',
  },
  {
    call: 'DELETE /studio/explore/query',
    permission: 'exploration.read',
    summary: 'Cancel a running query of the project of an app',
  },
];
