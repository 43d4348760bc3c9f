import type { TimeScope } from '@millstream/studio/spec';
import { useCallback } from 'react';
import { useFormats } from '../i18n/formats.ts';
import { useSay } from '../i18n/language.tsx';
import { type DayRange, namedRanges, rangeToText } from './range.ts';

/** Tells a range by its name and its days: "Last 7 days · 4–10 Mar 2026". */
export function useRangeName(): (scope: TimeScope, days: DayRange) => string {
  const say = useSay();
  const formats = useFormats();
  return useCallback(
    (scope, days) => {
      const dates = formats.days(days.from, days.to);
      if (scope.type === 'fixed') return dates;
      const word = rangeToText(scope);
      const name = Object.hasOwn(namedRanges, word)
        ? say(`range.${word}`)
        : say(scope.complete ? 'range.lastComplete' : 'range.last', { count: scope.lastN, unit: scope.unit });
      return `${name} · ${dates}`;
    },
    [formats, say],
  );
}
