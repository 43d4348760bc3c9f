import { millstream } from './millstream.ts';
import { configurationOfTag } from './script-tag.ts';

/** Calls that a page made before this script was there. */
interface Waiting {
  readonly q: readonly (readonly [name: string, ...args: readonly unknown[]])[];
}

const isWaiting = (value: unknown): value is Waiting =>
  typeof value === 'object' && value !== null && 'q' in value && Array.isArray(value.q);

const names: Record<string, unknown> = { ...millstream };
const tag = document.currentScript;
const before: unknown = Reflect.get(window, 'millstream');

const isHere = typeof before === 'object' && before !== null && 'getSessionId' in before;
if (isHere) {
  // A second client would count everything twice.
  console.warn('[millstream] the script is on this page already');
} else {
  // Who holds the object of before calls the client with it from now on.
  const api = isWaiting(before) ? Object.assign(before, millstream) : millstream;
  Object.assign(window, { millstream: api, ClickstreamAnalytics: api });

  if (isWaiting(before)) {
    for (const [name, ...args] of before.q) {
      const call = names[name];
      if (typeof call === 'function') call(...args);
    }
  }
  const configuration = tag instanceof HTMLScriptElement ? configurationOfTag(tag) : null;
  if (configuration) millstream.init(configuration);
}
