import { fork } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { Run } from '@millstream/console';
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
  setPaused(isPaused: boolean): void;
  /** Tells that a segment was sealed. */
  wake(): void;
  /**
   * Ends the process after its batch and starts it with other settings.
   * @throws CodedError of the engine when it does not start with them; it runs with the former ones then
   */
  restart(settings: EngineStart['settings']): Promise<void>;
  /** Lets it finish its batch and ends it. */
  close(): Promise<void>;
}

/** What a child engine tells its owner. */
export interface ChildEngineParts {
  readonly logger: Logger;
  readonly onRun: (run: Run) => void;
}

const restartDelaysMs = [0, 500, 2_000, 10_000];
const stopTimeoutMs = 30_000;

/** Starts the engine. @throws CodedError of the engine when its first start fails */
export async function startChildEngine(start: EngineStart, parts: ChildEngineParts): Promise<ChildEngine> {
  const { logger } = parts;
  let current = start;
  let child: ReturnType<typeof fork> | null = null;
  let ready = false;
  let closing = false;
  let failuresInRow = 0;
  /** A wanted restart, while it goes on. */
  let handOver: Promise<void> | null = null;

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
      switch (message.kind) {
        case 'ready':
          ready = true;
          failuresInRow = 0;
          started.resolve();
          break;
        case 'run':
          parts.onRun(message.run);
          break;
        case 'failed':
          reason = failureOf(message, current);
          break;
      }
    });
    engine.on('exit', (code, signal) => {
      ready = false;
      child = null;
      started.reject(reason);
      if (!closing && handOver === null)
        logger.error({ code, signal }, 'the engine ended; it is started again');
    });
    engine.send(current satisfies ToEngine);
    return started.promise;
  }

  async function keepRunning(): Promise<void> {
    while (!closing) {
      await new Promise<void>((resolve) => (child ? child.once('exit', () => resolve()) : resolve()));
      if (closing) return;
      if (handOver !== null) {
        await handOver.catch(() => {});
        continue;
      }
      await delay(restartDelaysMs[Math.min(failuresInRow, restartDelaysMs.length - 1)]);
      failuresInRow += 1;
      if (!closing && handOver === null && child === null) await launch().catch(() => {});
    }
  }

  /** Ends the process; one that does not end in time is killed. */
  async function endChild(): Promise<void> {
    const engine = child;
    if (!engine) return;
    const exited = new Promise((resolve) => engine.once('exit', resolve));
    tell({ kind: 'stop' });
    const timer = setTimeout(() => engine.kill('SIGKILL'), stopTimeoutMs);
    await exited;
    clearTimeout(timer);
  }

  async function exchange(settings: EngineStart['settings']): Promise<void> {
    await endChild();
    const before = current.settings;
    current = { ...current, settings };
    try {
      await launch();
    } catch (error) {
      current = { ...current, settings: before };
      await launch().catch(() => {});
      throw error;
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
    setPaused(isPaused) {
      current = { ...current, isPaused };
      tell({ kind: 'paused', isPaused });
    },
    wake: () => tell({ kind: 'sealed' }),
    async restart(settings) {
      if (handOver !== null) await handOver.catch(() => {});
      if (closing) return;
      const turn = exchange(settings);
      handOver = turn;
      try {
        await turn;
      } finally {
        handOver = null;
      }
    },
    async close() {
      closing = true;
      await handOver?.catch(() => {});
      await endChild();
      await kept;
    },
  };
}

/** What kept the engine from starting, as its supervisor tells it. */
function failureOf(
  { code, message }: Extract<FromEngine, { kind: 'failed' }>,
  { layout }: EngineStart,
): CodedError {
  if (code === 'CONFIG_INVALID') return new CodedError('CONFIG_INVALID', { problems: message });
  return new CodedError('WAREHOUSE_UNAVAILABLE', { path: layout.warehouse, reason: message });
}
