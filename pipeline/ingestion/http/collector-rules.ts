import type { AppId, ProjectId, StoreLayout } from '@millstream/core';
import type { IngestionSettings } from '../settings/ingestion-settings.ts';

/** One registered app as the collector needs it. */
export interface CollectorApp {
  readonly appId: AppId;
  /** Verifies `hashCode` and answers 400 on a mismatch. */
  readonly strictIntegrity: boolean;
}

/** One project as the collector needs it. */
export interface CollectorProject {
  readonly projectId: ProjectId;
  readonly layout: StoreLayout;
  /** Lets the query's `fakeIp` replace the client's address; off in production. */
  readonly devMode: boolean;
  readonly apps: readonly CollectorApp[];
}

/** A script that is handed out on a path of its own. */
export interface ServedFile {
  readonly path: string;
  /** Absolute. */
  readonly file: string;
}

/**
 * All that decides about requests, as a plain snapshot (it survives JSON, so it can travel between processes).
 * Replaced as a whole at run time; the next request sees it.
 */
export interface CollectorRules {
  readonly projects: readonly CollectorProject[];
  readonly settings: IngestionSettings;
  /** Scripts for pages, while the settings serve them. @default none */
  readonly scripts?: readonly ServedFile[];
}
