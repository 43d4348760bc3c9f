import type { FilterNode } from '@millstream/studio/spec';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { filterFromWords, filterToWords } from './filter-url.ts';

/** The page's filter, kept in the address (`f=` repeated, `ft=` for a tree): `[filter, set, dropped]`. */
export function usePageFilter(): readonly [FilterNode | null, (filter: FilterNode | null) => void, number] {
  const [values, setValues] = useSearchParams();
  const words = JSON.stringify([values.getAll('f'), values.get('ft')]);
  const { filter, dropped } = useMemo(() => {
    const [f, ft] = JSON.parse(words) as [string[], string | null];
    return filterFromWords({ f, ft });
  }, [words]);
  const set = useCallback(
    (next: FilterNode | null) => {
      setValues((current) => {
        const changed = new URLSearchParams(current);
        const { f, ft } = filterToWords(next);
        changed.delete('f');
        changed.delete('ft');
        for (const word of f) changed.append('f', word);
        if (ft !== null) changed.set('ft', ft);
        return changed;
      });
    },
    [setValues],
  );
  return [filter, set, dropped];
}
