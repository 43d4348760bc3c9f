import type { FlashbarProps } from '@cloudscape-design/components/flashbar';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { asApiError } from '../api/api-error.ts';
import { useSay } from '../i18n/language.tsx';
import { useProblemText } from '../panel/problem-text.ts';

/** Outcomes of what the person just did. */
export interface Flashes {
  readonly items: readonly FlashbarProps.MessageDefinition[];
  /** Tells a success; it leaves after 10 s. */
  succeeded(text: ReactNode, action?: { readonly text: string; readonly onClick: () => void }): void;
  /** Tells a failure; it stays until it is closed. `title` says what could not be done. */
  failed(title: string, error: unknown): void;
}

const FlashesContext = createContext<Flashes | null>(null);
const successMs = 10_000;
let nextId = 0;

/** Keeps the outcomes of one window. */
export function FlashesProvider({ children }: { readonly children: ReactNode }) {
  const say = useSay();
  const problemText = useProblemText();
  const [items, setItems] = useState<readonly FlashbarProps.MessageDefinition[]>([]);
  const remove = useCallback((id: string) => setItems((known) => known.filter((item) => item.id !== id)), []);
  const add = useCallback(
    (item: FlashbarProps.MessageDefinition) => {
      nextId += 1;
      const id = `flash-${nextId}`;
      setItems((known) => [
        { ...item, id, dismissible: true, dismissLabel: say('flash.close'), onDismiss: () => remove(id) },
        ...known.slice(0, 4),
      ]);
      return id;
    },
    [remove, say],
  );
  const flashes = useMemo<Flashes>(
    () => ({
      items,
      succeeded(text, action) {
        const id = add({
          type: 'success',
          content: text,
          ...(action ? { buttonText: action.text, onButtonClick: action.onClick } : {}),
        });
        setTimeout(() => remove(id), successMs);
      },
      failed(title, error) {
        const problem = asApiError(error);
        const { message, action } = problemText(problem);
        add({ type: 'error', header: title, content: `${message} ${action} (${problem.code})` });
      },
    }),
    [add, items, problemText, remove],
  );
  return <FlashesContext.Provider value={flashes}>{children}</FlashesContext.Provider>;
}

/** The outcomes of this window. */
export function useFlashes(): Flashes {
  const flashes = useContext(FlashesContext);
  if (flashes === null) throw new Error('no flashes here');
  return flashes;
}
