import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, silentLogger, systemClock } from '@millstream/core';
import { givenSettings, loadSettings } from '../../config/load-settings.ts';
import { createApi } from '../../supervisor/api.ts';
import { type Supervisor, startSupervisor } from '../../supervisor/supervisor.ts';
import { type Access, openAccess } from '../open-access.ts';
import type { TypedApi } from '../typed-api.ts';

/** The API over real stores and a real collector, without an engine. */
export interface TestApi extends AsyncDisposable {
  readonly api: TypedApi;
  readonly access: Access;
  readonly supervisor: Supervisor;
  readonly folder: string;
}

/** Token of the data directory in tests. */
export const testToken = 'local-token-of-the-test';

/** Starts everything but the engine in a new folder; disposing stops and removes it. */
export async function startTestApi(
  clock: Clock = systemClock,
  isOnLoopback: boolean = false,
): Promise<TestApi> {
  const folder = mkdtempSync(join(tmpdir(), 'millstream-api-'));
  const options = {
    dataDir: folder,
    port: 0,
    collectPort: 0,
    ingestion: { diskGuard: { minFreeBytes: 50_000_000, minFreePercent: 0 } },
  };
  const sources = { file: null, environment: {}, options };
  const settings = loadSettings(sources);
  const given = givenSettings(sources);
  const supervisor = await startSupervisor({
    settings,
    given,
    withEngine: false,
    clock,
    logger: silentLogger,
  });
  const access = await openAccess(folder, clock, silentLogger);
  const api = await createApi({
    supervisor,
    engineSocket: supervisor.engineSocketOf,
    token: testToken,
    access,
    isOnLoopback,
    dataDir: folder,
    clock,
    logger: silentLogger,
  });
  return {
    api,
    access,
    supervisor,
    folder,
    async [Symbol.asyncDispose]() {
      await api.close();
      await access[Symbol.asyncDispose]();
      await supervisor.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
