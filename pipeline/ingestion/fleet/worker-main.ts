import { CollectorWorkerProcess } from './collector-worker.ts';
import type { WorkerOrder, WorkerReport } from './worker-messages.ts';

function isOrder(message: unknown): message is WorkerOrder {
  return typeof message === 'object' && message !== null && 'kind' in message && 'id' in message;
}

/** `sent` is called when the report is on its way, or at once when there is no one left to tell. */
function send(report: WorkerReport, sent: () => void = () => undefined): void {
  if (process.connected) process.send?.(report, undefined, undefined, sent);
  else sent();
}

function serveSupervisor(): void {
  const worker = new CollectorWorkerProcess(send, () => process.exit(0));
  process.on('message', (message) => {
    if (isOrder(message)) void worker.carryOut(message);
  });
  process.once('disconnect', () => worker.orphaned());
  // A signal to the whole process group is meant for the supervisor, which stops its workers in order.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
}

// Without a supervisor the modules are only loaded, for the compile cache.
if (process.send) serveSupervisor();
