import { useCallback, useEffect, useRef, useState } from 'react';
import { asApiError } from '../api/api-error.ts';
import { callApi } from '../api/call-api.ts';

/** An unfinished edit that the server kept for the person. */
export interface KeptDraft<T> {
  readonly body: T;
  /** Version that the edit began from; 0 for a new object. */
  readonly baseVersion: number;
  /** Epoch ms. */
  readonly savedAtMs: number;
}

/** What is edited and where its draft lies. */
export interface ServerDraftOptions<T> {
  /** Path of the object below `/api`; its draft is `PATH/draft`. Null edits nothing. */
  readonly path: string | null;
  /** Version that the edit began from; 0 for a new object. */
  readonly version: number;
  readonly value: T;
  /** Whether the value differs from what is saved: only then it is kept. */
  readonly isChanged: boolean;
}

/** A draft that follows the edit. */
export interface ServerDraft<T> {
  /** A draft of an earlier visit to offer; null when there is none, or it was answered. */
  readonly offered: KeptDraft<T> | null;
  /** When this edit was kept last, epoch ms; null when it was not yet. */
  readonly savedAtMs: number | null;
  /** The offer was answered: from now on edits are kept. */
  answer(): void;
  /** Forgets the draft. */
  discard(): Promise<void>;
}

/** An edit is kept when nobody changed it for this long. */
const calmMs = 1_000;

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}

/** Keeps an edit on the server while it is made, and offers one that an earlier visit left. */
export function useServerDraft<T>(options: ServerDraftOptions<T>): ServerDraft<T> {
  const { path, version, value, isChanged } = options;
  const [offered, setOffered] = useState<KeptDraft<T> | null>(null);
  const [isAsked, setAsked] = useState(false);
  const [savedAtMs, setSavedAtMs] = useState<number | null>(null);
  const newest = useRef('');

  useEffect(() => {
    setOffered(null);
    setAsked(false);
    setSavedAtMs(null);
    if (path === null) return;
    const stop = new AbortController();
    callApi<KeptDraft<T> | { draft: KeptDraft<T> | null }>({ path: `${path}/draft`, signal: stop.signal })
      .then((answer) => setOffered('draft' in answer ? answer.draft : answer))
      .catch((error) => {
        // None is the ordinary case; anything else must not keep the page from working.
        if (asApiError(error).status !== 404) setOffered(null);
      })
      .finally(() => !stop.signal.aborted && setAsked(true));
    return () => stop.abort();
  }, [path]);

  const text = isChanged ? JSON.stringify(value) : '';
  useEffect(() => {
    newest.current = text;
    if (path === null || text === '' || !isAsked || offered !== null) return;
    const stop = new AbortController();
    void wait(calmMs, stop.signal)
      .then(() =>
        callApi<KeptDraft<T>>({
          method: 'PUT',
          path: `${path}/draft`,
          body: { version, body: JSON.parse(text) },
        }),
      )
      // The edit itself stays on the page; the next change tries again.
      .then((kept) => newest.current === text && setSavedAtMs(kept.savedAtMs))
      .catch(() => undefined);
    return () => stop.abort();
  }, [path, text, version, isAsked, offered]);

  const answer = useCallback(() => setOffered(null), []);
  const discard = useCallback(async () => {
    setOffered(null);
    setSavedAtMs(null);
    newest.current = '';
    if (path !== null) await callApi({ method: 'DELETE', path: `${path}/draft` }).catch(() => undefined);
  }, [path]);
  return { offered, savedAtMs, answer, discard };
}
