import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { callApi } from '../api/call-api.ts';
import { keyOf, outdate } from '../api/use-api.ts';
import type { Me } from '../session/me.ts';
import { useSession } from '../session/session-context.tsx';

/** Look of the pages. */
export type ThemeChoice = 'system' | 'light' | 'dark';

/** Name under which the last choices are kept in the browser, for pages before sign-in and the first paint. */
const localName = 'millstream.appearance';

/** Choices that the first paint needs. */
export interface Appearance {
  readonly language: string;
  readonly theme: ThemeChoice;
  readonly density: 'comfortable' | 'compact';
  /** Patterns on charts besides colours. */
  readonly patterns: boolean;
}

function browserLanguage(): string {
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en-US';
}

/** The browser's kept choices, completed with defaults. */
export function localAppearance(): Appearance {
  const defaults: Appearance = {
    language: browserLanguage(),
    theme: 'system',
    density: 'comfortable',
    patterns: false,
  };
  try {
    return { ...defaults, ...JSON.parse(localStorage.getItem(localName) ?? '{}') };
  } catch {
    return defaults;
  }
}

/** Keeps choices in the browser. */
export function keepAppearance(appearance: Partial<Appearance>): void {
  localStorage.setItem(localName, JSON.stringify({ ...localAppearance(), ...appearance }));
  window.dispatchEvent(new Event('millstream-appearance'));
}

/** A value that is kept with the person on the server: `[value, set]`. */
export function usePreference<T>(name: string, fallback: T): readonly [T, (value: T) => void] {
  const me = useSession();
  const client = useQueryClient();
  const value = (me.preferences[name] as T | undefined) ?? fallback;
  const set = useCallback(
    (next: T) => {
      const key = keyOf({ path: '/me' });
      client.setQueryData<Me>(key, (known) =>
        known === undefined ? known : { ...known, preferences: { ...known.preferences, [name]: next } },
      );
      const call = { method: 'PATCH' as const, path: '/me', body: { preferences: { [name]: next } } };
      // A choice that could not be kept is asked again, so that the page shows what stands.
      void callApi(call).catch(() => outdate(client, ['/me']));
    },
    [client, name],
  );
  return [value, set];
}
