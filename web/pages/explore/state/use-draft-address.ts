import { useEffect, useRef, useState } from 'react';
import { type UrlChange, useUrlValues } from '../../../url/use-url-state.ts';
import { packDraft, unpackDraft } from '../model/packed-draft.ts';
import type { ExploreForm } from './use-explore-form.ts';

/** Quiet time after an edit before it is in the address. */
const quietMs = 400;

/**
 * Keeps the form in the address (`q=`) and takes it from there when the address changes by itself: a link, Back, Forward.
 * @param change `push` when the edit is a step that Back undoes
 * @returns whether the address has been read, so that nothing runs before
 */
export function useDraftAddress(form: ExploreForm, change: UrlChange): boolean {
  const [values, setValues] = useUrlValues();
  // Packing takes a moment in which the address may change: the newest writer knows that change.
  const write = useRef(setValues);
  write.current = setValues;
  const { draft, adopt } = form;
  const { kind } = draft;
  const packed = values.get('q');
  /** What the address said last, by us or by itself. */
  const known = useRef<{ kind: string; packed: string | null } | null>(null);
  /** The form that the address stands for. */
  const settled = useRef<unknown>(null);
  const [isRead, setRead] = useState(false);

  useEffect(() => {
    if (known.current?.kind === kind && known.current.packed === packed) return;
    known.current = { kind, packed };
    if (packed === null) {
      settled.current = null;
      setRead(true);
      return;
    }
    let isCurrent = true;
    void unpackDraft(kind, packed).then((read) => {
      if (!isCurrent) return;
      if (read !== null) {
        settled.current = read;
        adopt(read, { id: 'explore.edit.opened' });
      }
      setRead(true);
    });
    return () => {
      isCurrent = false;
      // Asked again when the same effect runs once more.
      known.current = null;
    };
  }, [kind, packed, adopt]);

  const isTouched = form.log.past.length > 0 || form.log.future.length > 0;
  useEffect(() => {
    if (!isRead || !isTouched || settled.current === draft) return;
    const timer = setTimeout(() => {
      void packDraft(draft).then((next) => {
        settled.current = draft;
        if (known.current?.packed === next) return;
        known.current = { kind, packed: next };
        write.current({ q: next }, change);
      });
    }, quietMs);
    return () => clearTimeout(timer);
  }, [draft, isRead, isTouched, kind, change]);
  return isRead;
}
