import { createTrafficDesk } from '@millstream/console';
import {
  type Clock,
  CodedError,
  isProjectId,
  type Logger,
  type StoreLayout,
  storeLayout,
} from '@millstream/core';
import { addDashboardRoutes } from '../api/dashboard-routes.ts';
import { addDemoRoutes } from '../api/demo-routes.ts';
import { addEnvironmentRoutes } from '../api/environment-routes.ts';
import { addPipelineRoutes } from '../api/pipeline-routes.ts';
import { addProjectFileRoutes } from '../api/project-file-routes.ts';
import { addProjectRoutes } from '../api/project-routes.ts';
import { addRealtimeRoutes } from '../api/realtime-routes.ts';
import { addRunRoutes } from '../api/run-routes.ts';
import type { TypedApi } from '../api/typed-api.ts';
import { addWalkerFieldRoute } from '../api/walker-field-route.ts';
import type { EngineAddress } from './engine-address.ts';
import { createEngineClient } from './engine-client.ts';
import { addMetadataRoutes } from './metadata-routes.ts';
import { addSavedRoutes } from './saved-routes.ts';
import { addSegmentRoutes } from './segment-routes.ts';
import type { Supervisor } from './supervisor.ts';
import { addTrafficRoutes } from './traffic-routes.ts';
import { engineWaitMs } from './until-engine-hears.ts';

/** What the calls of the console work with. */
export interface ConsoleRoutesParts {
  readonly supervisor: Supervisor;
  /** Where engines listen. */
  readonly engineSocket: EngineAddress;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

function layoutOf(dataDir: string, projectId: string): StoreLayout {
  if (!isProjectId(projectId)) throw new CodedError('NOT_FOUND', { what: `Project ${projectId}` });
  return storeLayout(dataDir, projectId);
}

/** Adds the calls for what people save: dashboards and their like, metadata, traffic rules. */
export function addConsoleRoutes(api: TypedApi, parts: ConsoleRoutesParts): void {
  const { dataDir, clock } = parts;
  const { store, hasEngine } = parts.supervisor;
  const engine = createEngineClient(parts.engineSocket, hasEngine ? engineWaitMs : 0);
  const desk = createTrafficDesk({
    rules: store.saved.traffic_rules,
    cases: store.saved.traffic_cases,
    projectOf: store.projectOf,
    rulesFolder: (projectId) => layoutOf(dataDir, projectId).rules,
    readRows: (appId, sql, signal) => engine.rows('/query', { appId, sql }, signal),
    clock,
  });
  addProjectRoutes(api, { supervisor: parts.supervisor, random: Math.random, clock });
  addProjectFileRoutes(api, parts.supervisor);
  addPipelineRoutes(api, parts.supervisor);
  addEnvironmentRoutes(api, { supervisor: parts.supervisor, clock });
  addRunRoutes(api, { supervisor: parts.supervisor, engine });
  addSavedRoutes(api, store);
  addDashboardRoutes(api);
  addRealtimeRoutes(api, { store, engine });
  addDemoRoutes(api, {
    store,
    dataDir,
    collectUrlOf: (projectId) => parts.supervisor.runtimeOf(projectId)?.fleet?.url ?? '',
  });
  addMetadataRoutes(api, { store, engine });
  addWalkerFieldRoute(api);
  addTrafficRoutes(api, { desk, engine, clock });
  addSegmentRoutes(api, {
    store,
    engine,
    hasEngine,
    clock,
    logger: parts.logger,
    scratchOf: (projectId) => layoutOf(dataDir, projectId).scratch,
    segmentsChanged: () => parts.supervisor.segmentsChanged(),
  });
  api.addHook('onClose', () => desk[Symbol.asyncDispose]());
}
