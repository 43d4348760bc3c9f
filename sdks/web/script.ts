import { asOf } from './call-time.ts';
import { millstream } from './millstream.ts';
import { configurationOfTag } from './script-tag.ts';

/** Calls that a page made before this script was there, each with its time, epoch ms; pages of before tell none. */
interface Waiting {
  readonly q: readonly (readonly unknown[])[];
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
    for (const told of before.q) {
      const [first] = told;
      const [atMs, [name, ...args]] = typeof first === 'number' ? [first, told.slice(1)] : [Date.now(), told];
      const call = names[String(name)];
      if (typeof call === 'function') asOf(atMs, () => call(...args));
    }
  }
  const configuration = tag instanceof HTMLScriptElement ? configurationOfTag(tag) : null;
  if (configuration) millstream.init(configuration);
}
