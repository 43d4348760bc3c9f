import type { Logger } from '@millstream/core';
import type { PreparedPlugin } from './prepare-plugins.ts';
import { SandboxFailure } from './sandbox/sandbox-failure.ts';
import type { SandboxLimits } from './sandbox/sandbox-limits.ts';
import type { SandboxRequest, SandboxStart } from './sandbox/sandbox-messages.ts';
import { type SandboxProcess, type SandboxReply, startSandbox } from './sandbox/sandbox-process.ts';

/** One plug-in with its process, which lives only while there is work for it. */
export interface PluginProcess {
  /** Calls the plug-in, starting its process when there is none. Throws a SandboxFailure. */
  call(request: Extract<SandboxRequest, { kind: 'transform' | 'enrich' }>): Promise<unknown>;
  /** Id of the process; undefined while none runs. */
  readonly pid: number | undefined;
  close(): Promise<void>;
}

/** What the processes of all plug-ins share. */
export interface PluginSurroundings {
  readonly apps: readonly string[];
  readonly rules: SandboxStart['rules'];
  readonly limits: SandboxLimits;
  readonly logger: Logger;
}

/** Makes the process keeper of one plug-in. Calls that overlap wait for each other. */
export function createPluginProcess(plugin: PreparedPlugin, surroundings: PluginSurroundings): PluginProcess {
  const { limits, logger, apps, rules } = surroundings;
  const { name } = plugin.manifest;
  let running: SandboxProcess | undefined;
  let idleTimer: NodeJS.Timeout | undefined;
  let lastCall: Promise<unknown> = Promise.resolve();

  function log({ logs }: SandboxReply): void {
    for (const { level, message } of logs) logger[level]({ plugin: name }, message);
  }
  async function end(): Promise<void> {
    clearTimeout(idleTimer);
    const old = running;
    running = undefined;
    await old?.close();
  }
  async function ready(): Promise<SandboxProcess> {
    if (running) return running;
    running = startSandbox(plugin.sandboxScript, limits);
    const { config, files, source } = plugin;
    log(await running.ask({ kind: 'load', name, source }));
    log(await running.ask({ kind: 'start', start: { config, apps, rules, files } }));
    return running;
  }
  function endWhenIdle(): void {
    idleTimer = setTimeout(() => void end(), limits.idleMs).unref();
  }
  async function call(request: SandboxRequest): Promise<unknown> {
    clearTimeout(idleTimer);
    let isStarted = false;
    try {
      const sandbox = await ready();
      isStarted = true;
      const reply = await sandbox.ask(request);
      log(reply);
      // A new process before the system's limit of CPU time ends this one in the middle of a batch.
      if (reply.cpuMs > limits.cpuSeconds * 500) await end();
      else endWhenIdle();
      return reply.result;
    } catch (error) {
      // A plug-in that only threw keeps its process; one that could not start has nothing worth keeping.
      const isAlive = isStarted && error instanceof SandboxFailure && error.kind === 'threw';
      if (isAlive) endWhenIdle();
      else await end();
      throw error;
    }
  }
  return {
    call(request) {
      const result = lastCall.then(() => call(request));
      lastCall = result.catch(() => {});
      return result;
    },
    get pid() {
      return running?.pid;
    },
    close: end,
  };
}
