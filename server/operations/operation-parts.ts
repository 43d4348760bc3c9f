import type { ConsoleStore, MetricHistory } from '@millstream/console';
import {
  type Clock,
  CodedError,
  isProjectId,
  type Logger,
  type StoreLayout,
  storeLayout,
} from '@millstream/core';
import type { EngineClient } from '../supervisor/engine-client.ts';

/** What operations work with. */
export interface OperationParts {
  readonly store: ConsoleStore;
  /** The engine of a project. @throws CodedError NOT_FOUND */
  readonly engineOf: (projectId: string) => EngineClient;
  readonly metrics: MetricHistory;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Folders of a project. @throws CodedError NOT_FOUND for what can be no project */
export function layoutOf(dataDir: string, projectId: string): StoreLayout {
  if (!isProjectId(projectId)) throw new CodedError('NOT_FOUND', { what: `Project ${projectId}` });
  return storeLayout(dataDir, projectId);
}

/** A signal that never aborts, for work that goes on without its caller. */
export function untilDone(): AbortSignal {
  return new AbortController().signal;
}
