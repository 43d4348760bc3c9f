import type { AnalysisKind } from '@millstream/studio/spec';
import { useCallback, useRef, useState } from 'react';
import { type EditLog, type EditName, edited, newLog, redone, undone } from '../model/edit-log.ts';
import type { AnyDraft } from '../model/explore-draft.ts';
import { newDraft } from '../model/new-draft.ts';

type Logs = Partial<Record<AnalysisKind, EditLog<AnyDraft>>>;

/** The forms of all kinds: each keeps its edits while another is open. */
export interface ExploreForm {
  readonly draft: AnyDraft;
  readonly log: EditLog<AnyDraft>;
  /** Changes the form; `isTyping` makes one edit of many letters. */
  edit(name: EditName, draft: AnyDraft, isTyping?: boolean): void;
  undo(): void;
  redo(): void;
  /** Takes what an address or a saved exploration says; no edit when the form was still untouched. */
  adopt(draft: AnyDraft, name: EditName): void;
  /** The form of another kind as it was left; null when it never was touched. */
  leftOf(kind: AnalysisKind): AnyDraft | null;
}

/** Keeps the forms of one app. */
export function useExploreForm(kind: AnalysisKind): ExploreForm {
  const [logs, setLogs] = useState<Logs>({});
  const empty = useRef<Partial<Record<AnalysisKind, EditLog<AnyDraft>>>>({});
  empty.current[kind] ??= newLog(newDraft(kind));
  const log = logs[kind] ?? (empty.current[kind] as EditLog<AnyDraft>);
  const change = useCallback(
    (of: (log: EditLog<AnyDraft>) => EditLog<AnyDraft>) =>
      setLogs((known) => {
        const now = known[kind] ?? (empty.current[kind] as EditLog<AnyDraft>);
        return { ...known, [kind]: of(now) };
      }),
    [kind],
  );
  return {
    draft: log.present,
    log,
    edit: useCallback(
      (name, draft, isTyping) => change((now) => edited(now, name, draft, isTyping)),
      [change],
    ),
    undo: useCallback(() => change(undone), [change]),
    redo: useCallback(() => change(redone), [change]),
    adopt: useCallback(
      (draft, name) =>
        setLogs((known) => {
          const now = known[draft.kind];
          return {
            ...known,
            [draft.kind]:
              now === undefined || now.past.length === 0 ? newLog(draft) : edited(now, name, draft),
          };
        }),
      [],
    ),
    leftOf: (other) => logs[other]?.present ?? null,
  };
}
