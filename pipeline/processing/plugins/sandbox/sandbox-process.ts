import { type ChildProcess, spawn } from 'node:child_process';
import { deserialize } from 'node:v8';
import { residentBytes } from './resident-memory.ts';
import { SandboxFailure } from './sandbox-failure.ts';
import type { SandboxLimits } from './sandbox-limits.ts';
import type { SandboxAnswer, SandboxLogLine, SandboxRequest } from './sandbox-messages.ts';

/** What a call gave: the plug-in's result, unchecked, and what it logged. */
export interface SandboxReply {
  readonly result: unknown;
  readonly logs: readonly SandboxLogLine[];
  readonly cpuMs: number;
}

/** One running sandbox process. One request at a time. */
export interface SandboxProcess {
  readonly pid: number;
  /** Sends a request and waits for its answer. Throws a SandboxFailure; unless it says `threw`, the process is gone. */
  ask(request: SandboxRequest): Promise<SandboxReply>;
  /** Ends the process and waits for its end. */
  close(): Promise<void>;
}

const megabyte = 1024 * 1024;

/**
 * Starts the pinned Node under its permission model: no files, processes, workers, native modules or network; SQLite,
 * which the model forgets, is off. The shell sets the limit of CPU time, so that an endless loop ends even when nobody is
 * left to end it. The environment is empty, so that no secret reaches the plug-in.
 */
function spawnSandbox(script: string, limits: SandboxLimits): ChildProcess {
  const node = [
    '--permission',
    '--no-experimental-sqlite',
    '--no-addons',
    '--no-warnings',
    `--max-old-space-size=${limits.heapMb}`,
    '--input-type=module',
    '--eval',
    script,
  ];
  const command = `ulimit -c 0; ulimit -t ${limits.cpuSeconds}; exec "$0" "$@"`;
  return spawn('/bin/sh', ['-c', command, process.execPath, ...node], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
    env: {},
    cwd: '/',
  });
}

function isAnswer(message: unknown): message is SandboxAnswer {
  if (typeof message !== 'object' || message === null || !('kind' in message)) return false;
  const { kind } = message;
  return (
    (kind === 'done' && 'result' in message && message.result instanceof Uint8Array) || kind === 'failed'
  );
}

/** Lines as the sandbox should send them; a plug-in could have forged them. */
function checkedLogs(logs: unknown): SandboxLogLine[] {
  if (!Array.isArray(logs)) return [];
  return logs.slice(0, 100).map((line) => ({
    level: line?.level === 'warn' || line?.level === 'error' ? line.level : 'info',
    message: String(line?.message).slice(0, 500),
  }));
}

/** A running process and the one request that waits for its answer. */
class RunningSandbox implements SandboxProcess {
  readonly #child: ChildProcess;
  readonly #limits: SandboxLimits;
  readonly #ended: Promise<void>;
  #waiting: PromiseWithResolvers<SandboxAnswer> | undefined;
  #failure: SandboxFailure | undefined;
  #lastWords = '';

  constructor(child: ChildProcess, limits: SandboxLimits) {
    this.#child = child;
    this.#limits = limits;
    const ended = Promise.withResolvers<void>();
    this.#ended = ended.promise;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#lastWords = (this.#lastWords + text).slice(-2000);
    });
    child.on('message', (message) => {
      if (isAnswer(message)) this.#waiting?.resolve(message);
    });
    // Writing to a dead child is reported by its end.
    child.on('error', () => this.#fail('died', 'the process could not be started or reached'));
    child.on('close', (code, signal) => {
      const isHeap = /heap out of memory|heap limit/.test(this.#lastWords);
      if (isHeap) this.#fail('too_large', `it needs more than ${limits.heapMb} MB of heap`);
      else this.#fail('died', `its process ended (${signal ?? code}) ${this.#lastWords}`.trim());
      ended.resolve();
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async ask(request: SandboxRequest): Promise<SandboxReply> {
    if (this.#failure) throw this.#failure;
    this.#waiting = Promise.withResolvers();
    this.#child.channel?.ref();
    const { callMs, watchMs } = this.#limits;
    const deadline = setTimeout(() => this.#kill('too_slow', `it took longer than ${callMs} ms`), callMs);
    const watch = setInterval(() => void this.#watchMemory(), watchMs);
    try {
      this.#child.send(request, (error) => {
        if (error) this.#fail('died', error.message);
      });
      const answer = await this.#waiting.promise;
      const logs = checkedLogs(answer.logs);
      if (answer.kind === 'failed') throw new SandboxFailure('threw', String(answer.message).slice(0, 4000));
      return { result: deserialize(answer.result), logs, cpuMs: Number(answer.cpuMs) };
    } finally {
      clearTimeout(deadline);
      clearInterval(watch);
      this.#waiting = undefined;
      // An idle sandbox must not keep the host alive.
      this.#child.channel?.unref();
    }
  }

  async close(): Promise<void> {
    this.#child.ref();
    this.#kill('died', 'it was ended');
    await this.#ended;
  }

  async #watchMemory(): Promise<void> {
    const { residentMb } = this.#limits;
    if ((await residentBytes(this.pid)) > residentMb * megabyte) {
      this.#kill('too_large', `it needs more than ${residentMb} MB of memory`);
    }
  }

  #kill(kind: SandboxFailure['kind'], message: string): void {
    this.#fail(kind, message);
    this.#child.kill('SIGKILL');
  }

  #fail(kind: SandboxFailure['kind'], message: string): void {
    this.#failure ??= new SandboxFailure(kind, message);
    this.#waiting?.reject(this.#failure);
  }
}

/** Starts a sandbox process that runs `script` (see `buildSandboxScript`). */
export function startSandbox(script: string, limits: SandboxLimits): SandboxProcess {
  const child = spawnSandbox(script, limits);
  child.unref();
  return new RunningSandbox(child, limits);
}
