import type { Granularity } from '@millstream/studio/spec';
import { useMemo } from 'react';
import { useSpeech } from '../../i18n/language.tsx';

/** Keys of buckets in words: short for axes, long for tooltips and tables. */
export interface BucketText {
  short(key: string): string;
  long(key: string): string;
}

/** Writes keys of buckets (`2026-03-04`, `2026-03-04 14:00`) without ever making them moments of the browser's zone. */
export function bucketText(
  granularity: Granularity,
  tag: string,
  weekOf: (day: string) => string,
): BucketText {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' });
  const short = format({ day: 'numeric', month: 'short' });
  const day = format({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  const month = format({ month: 'short', year: 'numeric' });
  const noon = (key: string) => new Date(`${key.slice(0, 10)}T12:00:00Z`);
  const isDay = (key: string) => /^\d{4}-\d{2}-\d{2}/.test(key);
  const guarded = (write: (key: string) => string) => (key: string) => (isDay(key) ? write(key) : key);
  switch (granularity) {
    case 'hour':
      return {
        short: guarded((key) => key.slice(11)),
        long: guarded((key) => `${day.format(noon(key))}, ${key.slice(11)}`),
      };
    case 'week':
      return {
        short: guarded((key) => short.format(noon(key))),
        long: guarded((key) => weekOf(short.format(noon(key)))),
      };
    case 'month':
      return {
        short: guarded((key) => month.format(noon(key))),
        long: guarded((key) => month.format(noon(key))),
      };
    default:
      return {
        short: guarded((key) => short.format(noon(key))),
        long: guarded((key) => day.format(noon(key))),
      };
  }
}

/** Words for buckets in the person's language. */
export function useBucketText(granularity: Granularity): BucketText {
  const speech = useSpeech();
  return useMemo(
    () => bucketText(granularity, speech.tag, (day) => speech.say('explore.weekOf', { day })),
    [granularity, speech],
  );
}
