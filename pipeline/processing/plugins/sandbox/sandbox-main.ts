// Entry of the sandbox process. Bundled into one text and given to the pinned Node with --eval, so that the process needs
// no right to read any file.
import { serialize } from 'node:v8';
import type { PluginContext } from '../define-plugin.ts';
import type { PluginClaims, SandboxLogLine, SandboxRequest, SandboxStart } from './sandbox-messages.ts';
import { outputOf, recordsOf } from './sandbox-records.ts';
import { changesOf, rowsOf } from './sandbox-rows.ts';
import { closeGlobals, closeImports, pluginSpecifier } from './sandbox-walls.ts';

const maxResultBytes = 64 * 1024 * 1024;
const maxLogLines = 100;
const maxLogChars = 500;

type Anything = (...args: unknown[]) => unknown;

const send = process.send?.bind(process);
// Captured now: it is taken away from plug-ins below.
const exit: (code: number) => never = process.exit.bind(process);
const cpuUsage = process.cpuUsage.bind(process);
let source: string | undefined;
let definition: Record<string, unknown> = {};
let context: PluginContext | undefined;
let logs: SandboxLogLine[] = [];

const logger = Object.freeze({
  info: (message: string) => log('info', message),
  warn: (message: string) => log('warn', message),
  error: (message: string) => log('error', message),
});

function log(level: SandboxLogLine['level'], message: unknown): void {
  if (logs.length < maxLogLines) logs.push({ level, message: String(message).slice(0, maxLogChars) });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isFunction(value: unknown): value is Anything {
  return typeof value === 'function';
}

async function load(name: string, text: string): Promise<PluginClaims> {
  source = text;
  const loaded: unknown = (await import(`${pluginSpecifier}${name}`)).default;
  if (!isObject(loaded)) throw new TypeError('the default export is not definePlugin({...})');
  definition = loaded;
  return {
    definition: JSON.parse(JSON.stringify(loaded)),
    functions: Object.keys(loaded).filter((key) => isFunction(loaded[key])),
  };
}

function contextOf({ config, apps, rules, files }: SandboxStart): PluginContext {
  const bytes = (name: string): Uint8Array => {
    const content = Object.hasOwn(files, name) ? files[name] : undefined;
    if (!content) throw new RangeError(`${name} is not one of the plug-in's files`);
    return content;
  };
  return Object.freeze({
    config,
    apps,
    rules,
    logger,
    files: Object.freeze({
      names: Object.keys(files),
      bytes,
      text: (name: string) => new TextDecoder().decode(bytes(name)),
    }),
  });
}

async function call(name: string, ...args: unknown[]): Promise<unknown> {
  const member = definition[name];
  if (!isFunction(member)) throw new TypeError(`the plug-in has no ${name}`);
  return await member.apply(definition, args);
}

async function answer(request: SandboxRequest): Promise<unknown> {
  switch (request.kind) {
    case 'load':
      return load(request.name, request.source);
    case 'start':
      context = contextOf(request.start);
      if (isFunction(definition.start)) await call('start', context);
      return null;
    case 'transform':
      return outputOf(
        await call('transform', recordsOf(request.count, request.columns), context),
        request.count,
      );
    case 'enrich':
      return changesOf(
        await call('enrich', rowsOf(request.count, request.columns), context),
        request.count,
        request.columns,
      );
  }
}

async function reply(request: SandboxRequest): Promise<void> {
  try {
    const result = serialize(await answer(request));
    if (result.length > maxResultBytes) throw new RangeError(`the result has ${result.length} bytes`);
    const { user, system } = cpuUsage();
    send?.({ kind: 'done', result, logs, cpuMs: (user + system) / 1000 });
  } catch (error) {
    const message = isObject(error) ? String(error.stack ?? error.message) : String(error);
    send?.({ kind: 'failed', message: message.slice(0, 4000), logs });
  }
  logs = [];
}

closeImports((url) => (url.startsWith(pluginSpecifier) ? source : undefined));
process.on('message', (request: SandboxRequest) => void reply(request));
process.on('disconnect', () => exit(0));
process.on('unhandledRejection', (reason) => log('error', `unhandled rejection: ${String(reason)}`));
closeGlobals();
Object.defineProperty(globalThis, 'console', {
  value: Object.freeze({ ...logger, log: logger.info, debug: logger.info, trace: logger.info }),
});
send?.({ kind: 'ready' });
