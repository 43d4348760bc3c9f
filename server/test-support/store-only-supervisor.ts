import type { ConsoleStore } from '@millstream/console';
import { CodedError, systemClock } from '@millstream/core';
import { createRefusalLog } from '../operations/refusal-log.ts';
import { createLiveFeed } from '../pipelines/live-feed.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';

/** A supervisor for tests of routes that need the console's store alone: nothing runs beside it. */
export function storeOnlySupervisor(store: ConsoleStore): Supervisor {
  const absent = () => Promise.reject(new CodedError('ENGINE_UNAVAILABLE'));
  return {
    collectUrl: '',
    store,
    dataDir: '',
    host: '127.0.0.1',
    hasEngine: false,
    pipelines: {
      view: absent,
      views: async () => new Map(),
      preview: absent,
      create: absent,
      change: absent,
      retry: absent,
      setPaused: absent,
      remove: absent,
      settled: absent,
      startAll: absent,
    },
    live: createLiveFeed(),
    refusals: createRefusalLog(systemClock),
    engineSocketOf: absent,
    runtimeNamed: absent,
    runtimeOf: () => null,
    usedPorts: async () => [],
    apps: () => store.apps.list(),
    addApp: absent,
    setApp: absent,
    removeApp: absent,
    projectChanged: async () => {},
    segmentsChanged: async () => {},
    status: absent,
    metrics: absent,
    close: absent,
  };
}
