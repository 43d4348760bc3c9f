import { useCallback } from 'react';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';

/** Tells a warning of a result in the page's language; one that this version does not know stays as the server wrote it. */
export function useWarningText(): (warning: string) => string {
  const say = useSay();
  const formats = useFormats();
  return useCallback(
    (warning) => {
      const groups = warning.match(/(\d+) of (\d+) groups are shown; the rest is (\(other\)|left out)/);
      if (groups !== null) {
        const [, shown, all, rest] = groups;
        const numbers = { shown: formats.count(Number(shown)), all: formats.count(Number(all)) };
        return say(rest === 'left out' ? 'lifecycle.topLeftOut' : 'lifecycle.topOther', numbers);
      }
      const rows = warning.match(/the first (\d+) of (\d+) rows are shown/);
      if (rows !== null) {
        const [, shown, all] = rows;
        return say('lifecycle.rowsCut', {
          shown: formats.count(Number(shown)),
          all: formats.count(Number(all)),
        });
      }
      return warning.replace(/^[A-Z_]+: /, '');
    },
    [formats, say],
  );
}
