import { fork } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { CodedError, type Logger } from '@millstream/core';
import type {
  EngineApp,
  EngineSegment,
  EngineStart,
  FromEngine,
  ToEngine,
} from '../engine/engine-messages.ts';

/** The engine process as its supervisor sees it; started again whenever it dies. */
export interface ChildEngine {
  /** Process id, for people; null while it restarts. */
  readonly pid: number | null;
  readonly ready: boolean;
  setApps(apps: readonly EngineApp[]): void;
  setSegments(segments: readonly EngineSegment[]): void;
  /** Tells that a segment was sealed. */
  wake(): void;
  /** Lets it finish its batch and ends it. */
  close(): Promise<void>;
}

const restartDelaysMs = [0, 500, 2_000, 10_000];
const stopTimeoutMs = 30_000;

/** Starts the engine. @throws CodedError of the engine when its first start fails */
export async function startChildEngine(start: EngineStart, logger: Logger): Promise<ChildEngine> {
  let current = start;
  let child: ReturnType<typeof fork> | null = null;
  let ready = false;
  let closing = false;
  let failuresInRow = 0;

  function tell(message: ToEngine): void {
    if (child?.connected) child.send(message);
  }

  /** Starts the process; resolves when it is ready, rejects when it ends before that. */
  function launch(): Promise<void> {
    const entry = new URL('../engine/engine-main.ts', import.meta.url);
    const engine = fork(entry, {
      execArgv: ['--max-semi-space-size=8'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child = engine;
    const started = Promise.withResolvers<void>();
    let reason = new CodedError('ENGINE_UNAVAILABLE');
    engine.on('message', (message: FromEngine) => {
      if (message.kind === 'ready') {
        ready = true;
        failuresInRow = 0;
        started.resolve();
      } else
        reason = new CodedError('WAREHOUSE_UNAVAILABLE', {
          path: current.layout.warehouse,
          reason: message.message,
        });
    });
    engine.on('exit', (code, signal) => {
      ready = false;
      child = null;
      started.reject(reason);
      if (!closing) logger.error({ code, signal }, 'the engine ended; it is started again');
    });
    engine.send(current satisfies ToEngine);
    return started.promise;
  }

  async function keepRunning(): Promise<void> {
    while (!closing) {
      await new Promise<void>((resolve) => (child ? child.once('exit', () => resolve()) : resolve()));
      if (closing) return;
      await delay(restartDelaysMs[Math.min(failuresInRow, restartDelaysMs.length - 1)]);
      failuresInRow += 1;
      if (!closing) await launch().catch(() => {});
    }
  }

  await launch();
  const kept = keepRunning();
  return {
    get pid() {
      return child?.pid ?? null;
    },
    get ready() {
      return ready;
    },
    setApps(apps) {
      current = { ...current, apps };
      tell({ kind: 'apps', apps });
    },
    setSegments(segments) {
      current = { ...current, segments };
      tell({ kind: 'segments', segments });
    },
    wake: () => tell({ kind: 'sealed' }),
    async close() {
      closing = true;
      const engine = child;
      if (engine) {
        const exited = new Promise((resolve) => engine.once('exit', resolve));
        tell({ kind: 'stop' });
        const timer = setTimeout(() => engine.kill('SIGKILL'), stopTimeoutMs);
        await exited;
        clearTimeout(timer);
      }
      await kept;
    },
  };
}
