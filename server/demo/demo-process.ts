import { asCodedError } from '@millstream/core';
import { createLogger } from '../local/logger.ts';
import { type DemoProgress, type RunDemoOptions, runDemo } from './run-demo.ts';

/** What the process is told to begin with. */
export interface DemoStart {
  readonly dataDir: string;
  readonly app: NonNullable<RunDemoOptions['app']>;
  readonly targetEvents: number;
}

/** What it tells. */
export type FromDemo =
  | { readonly kind: 'progress'; readonly progress: DemoProgress }
  | { readonly kind: 'failed'; readonly error: ReturnType<ReturnType<typeof asCodedError>['toJSON']> };

// Making the past takes a processor for seconds: beside the server, so that its pages and the collector stay quick.
process.once('message', ({ dataDir, app, targetEvents }: DemoStart) => {
  const tell = (message: FromDemo) => process.connected && process.send?.(message);
  const stopped = new Promise<void>((resolve) => process.once('disconnect', () => resolve()));
  const logger = createLogger('info', 'demo');
  runDemo({
    dataDir,
    app,
    targetEvents,
    stopped,
    logger,
    onProgress: (progress) => tell({ kind: 'progress', progress }),
  })
    .catch((error: unknown) => {
      const coded = asCodedError(error);
      logger.error({ code: coded.code, cause: String(coded.cause ?? '') }, coded.message);
      tell({ kind: 'failed', error: coded.toJSON() });
    })
    .finally(() => process.exit());
});
