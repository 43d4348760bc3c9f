// Runs inside the sandbox process: takes away what the permission model leaves open.
import { registerHooks } from 'node:module';
import { allowedBuiltins } from './allowed-builtins.ts';

const keptGlobals = new Set(
  (
    'Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise RegExp ' +
    'Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError SuppressedError globalThis ' +
    'JSON Math Intl Temporal ArrayBuffer SharedArrayBuffer Atomics Uint8Array Int8Array Uint16Array Int16Array Uint32Array ' +
    'Int32Array BigUint64Array BigInt64Array Uint8ClampedArray Float16Array Float32Array Float64Array DataView Map BigInt ' +
    'Set Iterator WeakMap WeakSet WeakRef FinalizationRegistry Proxy Reflect decodeURI decodeURIComponent encodeURI ' +
    'encodeURIComponent escape unescape eval isFinite isNaN global Buffer URL URLSearchParams URLPattern DOMException ' +
    'AbortController AbortSignal Event EventTarget TextEncoder TextDecoder clearImmediate setImmediate clearInterval ' +
    'clearTimeout setInterval setTimeout queueMicrotask structuredClone atob btoa Blob performance DisposableStack ' +
    'AsyncDisposableStack WebAssembly'
  ).split(' '),
);

/** Parts of the real `process` that reach other processes, native code or the loader. */
const removedProcessParts =
  'binding _linkedBinding dlopen kill _kill reallyExit abort exit execve loadEnvFile chdir umask initgroups setgroups ' +
  'setegid seteuid setgid setuid getBuiltinModule _debugProcess _debugEnd _startProfilerIdleNotifier ' +
  '_stopProfilerIdleNotifier report mainModule openStdin stdin stdout stderr _getActiveHandles _getActiveRequests ' +
  '_rawDebug _eval setUncaughtExceptionCaptureCallback ' +
  'addUncaughtExceptionCaptureCallback moduleLoadList';

/** Specifier under which the plug-in's own source is loaded. */
export const pluginSpecifier = 'plugin:';

/** Lets `import` find the plug-in's source and the allowed built-ins, and nothing else. */
export function closeImports(sourceOf: (url: string) => string | undefined): void {
  const allowed = new Set(allowedBuiltins.map((name) => `node:${name}`));
  registerHooks({
    resolve(specifier, context, next) {
      if (sourceOf(specifier) !== undefined) return { url: specifier, format: 'module', shortCircuit: true };
      const builtin = specifier.startsWith('node:') ? specifier : `node:${specifier}`;
      if (allowed.has(builtin)) return next(builtin, context);
      throw new Error(`plug-ins cannot import ${specifier}`);
    },
    load(url, context, next) {
      const source = sourceOf(url);
      return source === undefined ? next(url, context) : { format: 'module', source, shortCircuit: true };
    },
  });
}

/** Removes globals that are not for computing (all built-in modules are globals here) and blunts `process`. */
export function closeGlobals(): void {
  const real = process;
  const harmless = Object.freeze({
    version: real.version,
    versions: real.versions,
    platform: real.platform,
    arch: real.arch,
    env: Object.freeze({}),
    cwd: () => '/',
    nextTick: real.nextTick,
    hrtime: real.hrtime,
  });
  for (const name of removedProcessParts.split(' ')) {
    Object.defineProperty(real, name, { value: undefined, writable: false, configurable: false });
  }
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!keptGlobals.has(name)) Reflect.deleteProperty(globalThis, name);
  }
  Object.defineProperty(globalThis, 'process', { value: harmless, writable: false, configurable: false });
}
