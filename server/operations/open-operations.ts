import { join } from 'node:path';
import { type MetricHistory, openMetricHistory } from '@millstream/console';
import type { Clock, Logger } from '@millstream/core';
import { type BackupService, startBackupService } from '../backup/backup-service.ts';
import type { EngineAddress } from '../supervisor/engine-address.ts';
import { createEngineClient } from '../supervisor/engine-client.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import { engineWaitMs } from '../supervisor/until-engine-hears.ts';
import { type AlarmService, startAlarmService } from './alarm-service.ts';
import { type MetricSampler, startMetricSampler } from './metric-sampler.ts';
import type { OperationParts } from './operation-parts.ts';
import { createPluginDesk, type PluginDesk } from './plugin-desk.ts';
import type { RefusalLog } from './refusal-log.ts';
import { createReplayService, type ReplayService } from './replay-service.ts';

/** Everything that watches and mends running pipelines. */
export interface Operations extends OperationParts {
  readonly plugins: PluginDesk;
  readonly replays: ReplayService;
  readonly sampler: MetricSampler;
  readonly alarms: AlarmService;
  readonly backups: BackupService;
  readonly refusals: RefusalLog;
  readonly runtimeOf: Supervisor['runtimeOf'];
  readonly pipelines: Supervisor['pipelines'];
  close(): Promise<void>;
}

/** What operations are opened with. */
export interface OpenOperations {
  readonly supervisor: Pick<Supervisor, 'store' | 'hasEngine' | 'refusals' | 'runtimeOf' | 'pipelines'>;
  readonly engineSocket: EngineAddress;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Opens the metric history and begins to sample, judge and back up. */
export async function openOperations(options: OpenOperations): Promise<Operations> {
  const { supervisor, dataDir, clock, logger } = options;
  const { store, hasEngine, refusals, pipelines } = supervisor;
  const metrics: MetricHistory = await openMetricHistory(join(dataDir, 'metrics.sqlite'));
  const engine = createEngineClient(options.engineSocket, hasEngine ? engineWaitMs : 0);
  const parts: OperationParts = {
    store,
    metrics,
    engineOf: (projectId) => ({
      call: (path, body, signal) => engine.call(path, { ...body, projectId }, signal),
      rows: (path, body, signal) => engine.rows(path, { ...body, projectId }, signal),
    }),
    ...{ dataDir, clock, logger },
  };
  const runtimeOf = (projectId: string) => supervisor.runtimeOf(projectId);
  await store.replays.failAbandoned();
  await store.backups.failAbandoned();
  const replays = createReplayService(parts);
  const sampler = startMetricSampler({ ...parts, runtimeOf });
  const alarms = startAlarmService(parts);
  const backups = startBackupService({ ...parts, runtimeOf });
  // The first look begins the rates.
  void sampler.sample();
  return {
    ...parts,
    plugins: createPluginDesk(store, dataDir),
    ...{ replays, sampler, alarms, backups, refusals, runtimeOf, pipelines },
    async close() {
      await replays.close();
      await alarms.close();
      await sampler.close();
      await backups.close();
      await metrics.close();
    },
  };
}
