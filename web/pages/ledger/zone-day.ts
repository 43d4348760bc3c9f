import { addDays, type LocalDate } from '../../time-range/local-date.ts';

/** Minutes that a zone's clock is ahead of UTC at an instant. */
function offsetMinutes(ms: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(ms);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return Math.round((wall - Math.floor(ms / 1000) * 1000) / 60_000);
}

/** The instant (epoch ms) at which a day begins in a zone, also where the clock changes at midnight. */
export function dayStart(date: LocalDate, timeZone: string): number {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  const guess = midnight - offsetMinutes(midnight, timeZone) * 60_000;
  return midnight - offsetMinutes(guess, timeZone) * 60_000;
}

/** First instant of a day in a zone, and of the next one. */
export function dayBounds(
  date: LocalDate,
  timeZone: string,
): { readonly sinceMs: number; readonly untilMs: number } {
  return { sinceMs: dayStart(date, timeZone), untilMs: dayStart(addDays(date, 1), timeZone) };
}
