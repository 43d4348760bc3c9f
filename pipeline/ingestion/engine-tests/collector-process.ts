import type { AddressInfo } from 'node:net';
import { isAppId, isProjectId, storeLayout } from '@millstream/core';
import { createCollector, ingestionSettingsSchema } from '@millstream/ingestion';

/** A collector worker on its own: `<data directory> <writer>`; prints its port, then serves until it is killed. */
const [dataDir = '', writer = ''] = process.argv.slice(2);
const projectId = 'first';
const appId = 'web';
if (!isProjectId(projectId) || !isAppId(appId)) throw new Error('unreachable');
const collector = createCollector({
  writer,
  rules: {
    projects: [
      {
        projectId,
        layout: storeLayout(dataDir, projectId),
        devMode: false,
        apps: [{ appId, strictIntegrity: false }],
      },
    ],
    settings: ingestionSettingsSchema.parse({
      segment: { maxBytes: 200_000, maxAgeMs: 100, preallocateBytes: 65_536 },
      diskGuard: { minFreeBytes: 0, minFreePercent: 0 },
    }),
  },
});
collector.server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
  process.stdout.write(`${(collector.server.address() as AddressInfo).port}\n`);
});
process.on('SIGTERM', () => void collector.close().then(() => process.exit(0)));
