import { type Clock, CodedError } from '@millstream/core';
import type { Warehouse } from '@millstream/modeling';
import {
  createStudio,
  createTrinoAnalysisEngine,
  openTrinoLake,
  type SegmentNames,
  type Studio,
  type TrinoLake,
} from '@millstream/studio';
import type { Settings } from '../config/settings.ts';
import type { EngineApp } from './engine-messages.ts';

/** What the engine's studio works on. */
export interface EngineStudioOptions {
  readonly warehouse: Warehouse;
  readonly projectId: string;
  readonly settings: Settings['studio'];
  readonly apps: () => readonly EngineApp[];
  readonly segmentName: SegmentNames;
  readonly clock: Clock;
}

/** The studio of the running server. */
export function createEngineStudio(options: EngineStudioOptions): Studio {
  const { warehouse, projectId, settings, apps, segmentName, clock } = options;
  const { trino } = settings;
  let lake: Promise<TrinoLake> | undefined;

  /** Registered when first asked for; a flush adds days, so each use looks for new ones. */
  async function trinoEngine() {
    if (trino === null) throw new CodedError('ENGINE_NOT_CONFIGURED', { engine: 'trino' });
    const { authorization, ...place } = trino;
    const known = lake;
    lake ??= openTrinoLake({ ...place, ...(authorization === null ? {} : { authorization }) });
    const opened = await lake.catch((error: unknown) => {
      lake = undefined;
      throw error;
    });
    if (known !== undefined) await opened.refresh();
    return createTrinoAnalysisEngine(opened.engine);
  }

  return createStudio({
    warehouse,
    appOf(appId) {
      const app = apps().find((entry) => entry.appId === appId);
      return app === undefined
        ? undefined
        : { appId, projectId, timeZone: app.timeZone, weekStart: app.weekStart };
    },
    trino: trinoEngine,
    segmentName,
    clock,
    slots: settings.querySlots,
    timeoutMs: settings.queryTimeoutMs,
  });
}
