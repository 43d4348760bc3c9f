import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { keeperAddress } from './keeper-address.ts';

/** A Trino server that several test files use one after another or at once. */
export interface SharedTrino extends Disposable {
  /** Its catalog is `hive`; use a schema of your own. */
  readonly url: string;
}

const connectLimitMs = 300_000;
const pollMs = 100;

/**
 * Connects to the shared server and starts it when none runs, which takes 10 to 30 s. It ends by itself some seconds
 * after the last test has disposed of it or died.
 */
export async function sharedTrino(): Promise<SharedTrino> {
  const deadline = AbortSignal.timeout(connectLimitMs);
  let hasSpawned = false;
  for (;;) {
    deadline.throwIfAborted();
    const socket = await connected();
    if (socket === null) {
      if (!hasSpawned) spawnKeeper();
      hasSpawned = true;
      await pause(pollMs);
      continue;
    }
    const url = await urlFrom(socket);
    if (url !== null) return { url, [Symbol.dispose]: () => socket.destroy() };
    // The keeper was just ending.
    hasSpawned = false;
  }
}

async function connected(): Promise<Socket | null> {
  const socket = connect(keeperAddress);
  try {
    await once(socket, 'connect');
    return socket;
  } catch {
    return null;
  }
}

async function urlFrom(socket: Socket): Promise<string | null> {
  for await (const line of createInterface({ input: socket })) {
    const answer: unknown = JSON.parse(line);
    if (typeof answer !== 'object' || answer === null) break;
    if ('error' in answer) throw new Error(String(answer.error));
    if ('url' in answer && typeof answer.url === 'string') return answer.url;
  }
  return null;
}

function spawnKeeper(): void {
  const script = fileURLToPath(new URL('./trino-keeper.ts', import.meta.url));
  // Not as a test: a child of the test runner would report to it.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  spawn(process.execPath, [script], { detached: true, stdio: 'ignore', env }).unref();
}
