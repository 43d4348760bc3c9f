import { CollectorWorkerProcess } from './collector-worker.ts';
import type { WorkerOrder, WorkerReport } from './worker-messages.ts';

function isOrder(message: unknown): message is WorkerOrder {
  return typeof message === 'object' && message !== null && 'kind' in message && 'id' in message;
}

function send(report: WorkerReport): void {
  // Without a listener a channel that closes meanwhile would throw; then there is no one to tell.
  if (process.connected) process.send?.(report, undefined, undefined, () => undefined);
}

const worker = new CollectorWorkerProcess(send, () => {
  if (process.connected) process.send?.({ kind: 'bye' }, undefined, undefined, () => process.exit(0));
  else process.exit(0);
});

process.on('message', (message) => {
  if (isOrder(message)) void worker.carryOut(message);
});
process.once('disconnect', () => worker.orphaned());
// A signal to the whole process group is meant for the supervisor, which stops its workers in order.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
