import { createContext, runInContext } from 'node:vm';
import type { ClickstreamApi } from '../clickstream-analytics.ts';
import type { SimulatedProcess } from './simulated-process.ts';

/** Runs scripts as one mini program does: they share the process's globals and have nothing else of Node. */
export function openScripts(
  process: SimulatedProcess,
): (script: string, file: string, require?: (path: string) => unknown) => unknown {
  const context = createContext(process.globals);
  return (script, file, require) => {
    const module = { exports: {} };
    const run: unknown = runInContext(`(function (require, module, exports) {${script}\n})`, context, {
      filename: file,
    });
    if (typeof run === 'function') run(require, module, module.exports);
    return module.exports;
  };
}

function isSdk(exports: unknown): exports is { readonly ClickstreamAnalytics: ClickstreamApi } {
  return typeof exports === 'object' && exports !== null && 'ClickstreamAnalytics' in exports;
}

/** Runs the script of the SDK as it is shipped. */
export function loadSdk(process: SimulatedProcess, script: string): ClickstreamApi {
  const exports = openScripts(process)(script, 'clickstream-wx.js');
  if (!isSdk(exports)) throw new Error('The script exports no ClickstreamAnalytics');
  return exports.ClickstreamAnalytics;
}
