import { useCallback } from 'react';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import type { VisualAnswer } from './use-visual.ts';

/** What stands on every file of an answer: its days, their zone, and until when there were data. */
export function useAnswerNotes(): (answer: VisualAnswer) => readonly string[] {
  const say = useSay();
  const formats = useFormats();
  return useCallback(
    ({ range, timeZone, freshness }) => [
      `${formats.days(range.from, range.to)} · ${timeZone}`,
      ...(freshness.dataTo === null
        ? []
        : [say('lifecycle.dataTo', { time: formats.moment(Date.parse(freshness.dataTo), timeZone) })]),
    ],
    [formats, say],
  );
}
