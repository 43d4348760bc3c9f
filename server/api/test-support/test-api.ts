import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConsoleStore, openConsoleStore } from '@millstream/console';
import { type Clock, silentLogger, systemClock } from '@millstream/core';
import { createApi } from '../../supervisor/api.ts';
import type { Supervisor } from '../../supervisor/supervisor.ts';
import { type Access, openAccess } from '../open-access.ts';
import type { TypedApi } from '../typed-api.ts';

/** The API over real stores, without collector and engine. */
export interface TestApi extends AsyncDisposable {
  readonly api: TypedApi;
  readonly access: Access;
  readonly store: ConsoleStore;
  readonly folder: string;
}

/** Token of the data directory in tests. */
export const testToken = 'local-token-of-the-test';

function supervisorOf(store: ConsoleStore): Supervisor {
  const unused = () => Promise.reject(new Error('not part of this test'));
  const parts = {
    collectUrl: '',
    engineSocket: '',
    store,
    hasEngine: false,
    segmentsChanged: async () => {},
    apps: () => store.apps.list(),
    addApp: unused,
    setApp: unused,
    status: unused,
    metrics: unused,
    close: unused,
  };
  return parts as unknown as Supervisor;
}

/** Opens stores in a new folder and makes the API over them; disposing removes both. */
export async function startTestApi(clock: Clock = systemClock): Promise<TestApi> {
  const folder = mkdtempSync(join(tmpdir(), 'millstream-api-'));
  const store = await openConsoleStore(join(folder, 'console.sqlite'), clock);
  const access = await openAccess(folder, clock, silentLogger);
  const api = await createApi({
    supervisor: supervisorOf(store),
    engineSocket: join(folder, 'no-engine.sock'),
    token: testToken,
    access,
    hasPublicMetrics: false,
    dataDir: folder,
    clock,
    logger: silentLogger,
  });
  return {
    api,
    access,
    store,
    folder,
    async [Symbol.asyncDispose]() {
      await api.close();
      await access[Symbol.asyncDispose]();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
