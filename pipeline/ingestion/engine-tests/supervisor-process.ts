import { systemClock } from '@millstream/core';
import { startFleet } from '../fleet/fleet.ts';
import type { CollectorRules } from '../http/collector-rules.ts';

/** A supervisor in a process of its own, for tests that kill it: takes its start from its parent, tells where it serves. */
interface Start {
  readonly rules: CollectorRules;
  readonly dataDir: string;
}

function isStart(message: unknown): message is Start {
  return typeof message === 'object' && message !== null && 'rules' in message && 'dataDir' in message;
}

process.once('message', async (message) => {
  if (!isStart(message)) throw new Error('not a start');
  const log = () => undefined;
  const fleet = await startFleet({
    ...message,
    clock: systemClock,
    logger: { debug: log, info: log, warn: log, error: log },
    onSealed: log,
  });
  process.send?.({ url: fleet.url, pids: fleet.stats().workers.map(({ pid }) => pid) });
});
