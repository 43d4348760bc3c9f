// Runs one enrichment over one row, in its own process or worker thread, and tells the id of the plug-in's process.
// Usage: node plugin-host-process.ts PLUGIN, or as a worker with the path as its data.
import { parentPort, workerData } from 'node:worker_threads';
import { silentLogger } from '@millstream/core';
import { createPluginRunner } from '../plugins/plugin-runner.ts';
import { preparePlugins } from '../plugins/prepare-plugins.ts';
import { sampleRow } from '../plugins/test-samples.ts';

const path = typeof workerData === 'string' ? workerData : (process.argv[2] ?? '');
const plugins = await preparePlugins([{ path }]);
const runner = createPluginRunner({
  plugins,
  limits: { idleMs: 60_000, callMs: 60_000, cpuSeconds: 1 },
  logger: silentLogger,
});
const done = runner.enrich(plugins[0]?.manifest.name ?? '', [sampleRow({}, 0)]);
// The plug-in's process starts in the next turn.
while (runner.pids.length === 0) await new Promise(setImmediate);
if (parentPort) parentPort.postMessage(runner.pids[0]);
else console.log(runner.pids[0]);
await done;
// Stays until it is killed, as a server does.
setInterval(() => {}, 60_000);
