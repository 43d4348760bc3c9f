import { useCallback, useEffect, useRef, useState } from 'react';
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
  /** Where the person's drafts of the kind are listed; absent where `PATH/draft` answers `{draft}` itself. */
  readonly listPath?: string;
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
  /** Whether it was kept as it stands now, nothing newer. */
  readonly isSaved: boolean;
  /** The offer was answered: from now on edits are kept. */
  answer(): void;
  /** Forgets the draft. */
  discard(): Promise<void>;
}

/** An edit is kept when nobody changed it for this long. */
const calmMs = 1_000;

async function readDraft<T>(
  { path, listPath }: { readonly path: string; readonly listPath: string | undefined },
  signal: AbortSignal,
): Promise<KeptDraft<T> | null> {
  if (listPath === undefined)
    return (await callApi<{ readonly draft: KeptDraft<T> | null }>({ path: `${path}/draft`, signal })).draft;
  const id = decodeURIComponent(path.slice(path.lastIndexOf('/') + 1));
  const drafts = await callApi<readonly (KeptDraft<T> & { readonly id: string })[]>({
    path: listPath,
    signal,
  });
  return drafts.find((draft) => draft.id === id) ?? null;
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}

/** Keeps an edit on the server while it is made, and offers one that an earlier visit left. */
export function useServerDraft<T>(options: ServerDraftOptions<T>): ServerDraft<T> {
  const { path, listPath, version, value, isChanged } = options;
  const [offered, setOffered] = useState<KeptDraft<T> | null>(null);
  const [isAsked, setAsked] = useState(false);
  const [saved, setSaved] = useState<{ readonly text: string | null; readonly atMs: number } | null>(null);
  const newest = useRef('');
  /** The last call that changes the draft: the next one waits for it, or the server could take the two in the other order. */
  const underWay = useRef<Promise<unknown>>(Promise.resolve());

  useEffect(() => {
    setOffered(null);
    setAsked(false);
    setSaved(null);
    if (path === null) return;
    const stop = new AbortController();
    readDraft<T>({ path, listPath }, stop.signal)
      .then(setOffered)
      // An edit can be made without the earlier one.
      .catch(() => undefined)
      .finally(() => !stop.signal.aborted && setAsked(true));
    return () => stop.abort();
  }, [listPath, path]);

  const text = isChanged ? JSON.stringify(value) : '';
  useEffect(() => {
    newest.current = text;
    if (path === null || text === '' || !isAsked || offered !== null) return;
    const stop = new AbortController();
    const write = async () => {
      // It was changed, saved or discarded while the write before was under way.
      if (newest.current !== text) return;
      // What the server holds is not known until it answers.
      setSaved((known) => known && { ...known, text: null });
      const body = { version, body: JSON.parse(text) };
      const kept = await callApi<KeptDraft<T>>({ method: 'PUT', path: `${path}/draft`, body });
      if (newest.current === text) setSaved({ text, atMs: kept.savedAtMs });
    };
    void wait(calmMs, stop.signal).then(() => {
      // The edit itself stays on the page; the next change tries again.
      underWay.current = underWay.current.then(write).catch(() => undefined);
    });
    return () => stop.abort();
  }, [path, text, version, isAsked, offered]);

  const answer = useCallback(() => setOffered(null), []);
  const discard = useCallback(async () => {
    setOffered(null);
    setSaved(null);
    newest.current = '';
    if (path === null) return;
    const forget = () => callApi({ method: 'DELETE', path: `${path}/draft` });
    underWay.current = underWay.current.then(forget).catch(() => undefined);
    await underWay.current;
  }, [path]);
  return {
    offered,
    savedAtMs: saved?.atMs ?? null,
    isSaved: saved !== null && saved.text === text,
    answer,
    discard,
  };
}
