import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Clock, Logger } from '@millstream/core';
import { type CollectorRules, createCollector, recoverSegments } from '@millstream/ingestion';

export interface Fleet {
  readonly url: string;
  update(rules: CollectorRules): Promise<void>;
  stats(): object;
  metrics(): Promise<string>;
  close(): Promise<void>;
}

export async function startFleet(options: {
  rules: CollectorRules;
  dataDir: string;
  clock: Clock;
  logger: Logger;
  onSealed: () => void;
}): Promise<Fleet> {
  for (const { layout } of options.rules.projects) await recoverSegments(layout, () => true);
  const collector = createCollector({
    rules: options.rules,
    writer: `w1.${process.pid.toString(36)}.${Date.now().toString(36)}`,
    logger: options.logger,
    onSealed: options.onSealed,
  });
  const { host, port } = options.rules.settings;
  collector.server.listen(port, host);
  await once(collector.server, 'listening');
  const address = collector.server.address() as AddressInfo;
  return {
    url: `http://${host}:${address.port}`,
    update: async (rules) => collector.applyRules(rules),
    stats: () => ({ workers: [{ pid: process.pid }] }),
    metrics: () => collector.registry.metrics(),
    close: () => collector.close(),
  };
}
