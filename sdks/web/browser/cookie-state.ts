import type { StateStore } from '@millstream/sdk-client';
import { storagePrefix } from './local-state.ts';

/** What subdomains share: who it is, and the visit. */
const sharedKeys: readonly string[] = ['device', 'user', 'session'];
/** The longest time that browsers keep a cookie, s. */
const keptSeconds = 400 * 86_400;
/** Browsers take 4,096 bytes with the name; a value that is longer is kept for its own subdomain only. */
const maxValueLength = 3_800;

const readCookie = (name: string): string | null => {
  const start = `${name}=`;
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(start));
  return found === undefined ? null : decodeURIComponent(found.slice(start.length));
};

/**
 * Keeps shared facts in a first-party cookie too, so that all subdomains see one user and one visit.
 * @param local what this subdomain keeps
 * @param domain such as `example.org`
 */
export function cookieState(local: StateStore, domain: string, instance: string): StateStore {
  const nameOf = (key: string): string =>
    storagePrefix + (instance === '' || key === 'device' ? '' : `${instance}.`) + key;
  const writeCookie = (key: string, value: string, seconds: number): void => {
    const secure = location.protocol === 'https:' ? '; secure' : '';
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous, and a page may end at any time.
    document.cookie = `${nameOf(key)}=${value}; domain=${domain}; path=/; max-age=${seconds}; samesite=lax${secure}`;
  };
  return {
    get: (key) => (sharedKeys.includes(key) ? readCookie(nameOf(key)) : null) ?? local.get(key),
    set(key, value) {
      local.set(key, value);
      if (!sharedKeys.includes(key)) return;
      const encoded = encodeURIComponent(value ?? '');
      const isKept = value !== null && encoded.length <= maxValueLength;
      writeCookie(key, isKept ? encoded : '', isKept ? keptSeconds : 0);
    },
  };
}
