// Loads every module of the product once, so that the compile cache holds it without types. Run by the set-up.
import { flushCompileCache } from 'node:module';

const { loadWorkerModules } = await import('@millstream/ingestion');
await Promise.all([
  loadWorkerModules(),
  import('@millstream/console'),
  import('@millstream/modeling'),
  import('@millstream/processing'),
  import('./engine/engine.ts'),
  import('./supervisor/serve.ts'),
  import('./demo/run-demo.ts'),
]);
flushCompileCache();
