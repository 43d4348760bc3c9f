import type { WebConfiguration } from './configuration.ts';

/** Settings that are text whatever they look like. */
const texts = ['appId', 'endpoint', 'authCookie', 'authToken', 'cookieDomain'];
const lists = ['searchKeyWords', 'domainList'];
/** Settings that are on or off. People write switches in many ways, and an event too many cannot be taken back. */
const switches = /^(is[A-Z]|debug|respect)/;
const on = /^(true|1|yes|on)?$/i;
const off = /^(false|0|no|off)$/i;

function settingOf(name: string, text: string): unknown {
  if (texts.includes(name)) return text;
  if (lists.includes(name)) return text.split(/[\s,]+/).filter(Boolean);
  if (switches.test(name)) {
    const word = text.trim();
    if (on.test(word)) return true;
    if (off.test(word)) return false;
  }
  try {
    // true, false, numbers and the object of globalAttributes; an attribute without value switches on.
    return text === '' || JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * Settings in the `data-` attributes of a script tag, by their names: `data-is-track-click-events="false"`.
 * The endpoint is `/collect` where the script comes from, unless `data-endpoint` says otherwise.
 * @returns null without `data-app-id`: then the page calls `init` itself
 */
export function configurationOfTag({
  dataset,
  src,
}: Pick<HTMLScriptElement, 'dataset' | 'src'>): WebConfiguration | null {
  const { appId } = dataset;
  if (appId === undefined) return null;
  const settings = Object.entries(dataset).map(([name, text]) => [name, settingOf(name, text ?? '')]);
  const endpoint = dataset.endpoint ?? new URL('/collect', src || location.href).href;
  return { appId, endpoint, ...Object.fromEntries(settings) };
}
