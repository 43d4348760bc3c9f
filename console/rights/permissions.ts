/** Roles of people, global or for one project; rights of several roles add up. */
export const roles = ['Admin', 'Operator', 'Analyst', 'AnalystReader'] as const;

/** One role. */
export type Role = (typeof roles)[number];

const everyone: readonly Role[] = roles;
const analysts: readonly Role[] = ['Admin', 'Analyst'];
const readers: readonly Role[] = ['Admin', 'Analyst', 'AnalystReader'];
const operators: readonly Role[] = ['Admin', 'Operator'];
const administrators: readonly Role[] = ['Admin'];

/**
 * What may be asked of the server, and which roles may ask it (spec/console.md 5, spec/studio.md 1.1). Every route names
 * one; a route without a name answers 403.
 */
export const permissions = {
  /** Projects, apps and the state of pipelines: look. */
  'project.read': everyone,
  /** Projects, apps and pipelines: create, change, delete. */
  'project.write': operators,
  /** What this machine offers: ports, folders, certificates. */
  'environment.read': operators,
  /** Runs, ledger, quarantine, metrics, alarms, storage: look. */
  'operation.read': operators,
  /** Rerun, replay, discard, thresholds, flush, import, backup. */
  'operation.write': operators,
  /** Plug-ins: list and try. */
  'plugin.read': operators,
  /** Plug-ins run code: upload, use, remove. */
  'plugin.write': administrators,
  /** People, roles, keys of others. */
  'user.write': administrators,
  /** Settings of the installation; restore. */
  'setting.write': administrators,
  /** Who changed what. */
  'audit.read': administrators,
  'dashboard.read': readers,
  'dashboard.write': analysts,
  'realtime.read': readers,
  'realtime.write': analysts,
  /** Explorations: run, drill, keep drafts. */
  'exploration.read': readers,
  /** Explorations: save for others. */
  'exploration.write': analysts,
  /** Drag-and-drop analyses and SQL. */
  'analysis.write': analysts,
  'segment.read': readers,
  'segment.write': analysts,
  'metadata.read': readers,
  'metadata.write': analysts,
} as const satisfies Readonly<Record<string, readonly Role[]>>;

/** A right that a route asks for. */
export type Permission = keyof typeof permissions;

/** `own`: every signed-in person, also without a role. `public`: nobody needs to sign in. */
export type RouteAccess = Permission | 'own' | 'public';
