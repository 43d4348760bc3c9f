import type { Granularity } from '../../spec/time-scope.ts';
import type { Calendar } from '../../time/time-range.ts';

const pad = (value: number) => String(value).padStart(2, '0');

/** Local wall clock of an instant, asked of the zone each time. */
export function localTimeOf(ms: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
}

/** Local date of an instant. */
export function localDateOf(ms: number, timeZone: string): string {
  return localTimeOf(ms, timeZone).toPlainDate().toString();
}

/** Key of the bucket that an instant lies in, in the words of explorations 1.4. */
export function bucketKeyOf(ms: number, granularity: Granularity, { timeZone, weekStart }: Calendar): string {
  const local = localTimeOf(ms, timeZone);
  const day = local.toPlainDate();
  switch (granularity) {
    case 'hour':
      return `${day} ${pad(local.hour)}:00`;
    case 'day':
      return day.toString();
    case 'week': {
      let first = day;
      const wanted = weekStart === 'monday' ? 1 : 7;
      while (first.dayOfWeek !== wanted) first = first.subtract({ days: 1 });
      return first.toString();
    }
    case 'month':
      return `${day.toString().slice(0, 7)}-01`;
  }
}
