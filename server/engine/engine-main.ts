// Entry of the engine process: the warehouse, the job that fills it, and the API that reads it. It is a process of its
// own so that a heavy query or a crash of native code never touches collection.
import { asCodedError } from '@millstream/core';
import { createLogger } from '../local/logger.ts';
import { type Engine, startEngine } from './engine.ts';
import type { FromEngine, ToEngine } from './engine-messages.ts';

let engine: Promise<Engine> | null = null;

function tell(message: FromEngine): void {
  if (process.connected) process.send?.(message);
}

async function stop(): Promise<void> {
  const started = await engine?.catch(() => null);
  await started?.close();
  process.exit(0);
}

process.on('message', (message: ToEngine) => {
  switch (message.kind) {
    case 'start': {
      const logger = createLogger(message.settings.logLevel, 'engine');
      engine = startEngine(message, { logger, tellRun: (run) => tell({ kind: 'run', run }) });
      engine.then(
        () => tell({ kind: 'ready' }),
        (error: unknown) => {
          const coded = asCodedError(error);
          logger.error({ code: coded.code, cause: String(coded.cause ?? '') }, coded.message);
          tell({ kind: 'failed', code: coded.code, message: coded.message, action: coded.action });
          process.exit(1);
        },
      );
      break;
    }
    case 'apps':
      void engine?.then((started) => started.setApps(message.apps));
      break;
    case 'segments':
      void engine?.then((started) => started.setSegments(message.segments));
      break;
    case 'paused':
      void engine?.then((started) => started.setPaused(message.isPaused));
      break;
    case 'sealed':
      void engine?.then((started) => started.wake());
      break;
    case 'stop':
      void stop();
      break;
  }
});
// The supervisor is gone: finish the batch at hand, so that nothing is left half done, and go.
process.on('disconnect', () => void stop());
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => {});
