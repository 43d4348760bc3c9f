import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** How a change of the address is remembered: `push` for a step that Back undoes, `replace` while typing. */
export type UrlChange = 'push' | 'replace';

/** Changes several query values at once; null removes one. */
export type SetUrlValues = (values: Readonly<Record<string, string | null>>, change?: UrlChange) => void;

/** The address's query values, and how to change them: the URL is the state of a page. */
export function useUrlValues(): readonly [URLSearchParams, SetUrlValues] {
  const [values, setValues] = useSearchParams();
  const set = useCallback<SetUrlValues>(
    (changes, change = 'push') => {
      setValues(
        (current) => {
          const next = new URLSearchParams(current);
          for (const [name, value] of Object.entries(changes)) {
            if (value === null) next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace: change === 'replace' },
      );
    },
    [setValues],
  );
  return [values, set];
}

/** One query value as text; null when the address does not have it. */
export function useUrlValue(
  name: string,
): readonly [string | null, (value: string | null, change?: UrlChange) => void] {
  const [values, setValues] = useUrlValues();
  const set = useCallback(
    (value: string | null, change: UrlChange = 'push') => setValues({ [name]: value }, change),
    [name, setValues],
  );
  return [values.get(name), set];
}
