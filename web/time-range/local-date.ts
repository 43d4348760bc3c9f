/** A day of an app's zone, `YYYY-MM-DD`. Arithmetic is on the calendar; no zone takes part. */
export type LocalDate = string;

const dayMs = 86_400_000;
const toDays = (date: LocalDate) => Math.round(Date.parse(`${date}T00:00:00Z`) / dayMs);
const fromDays = (days: number): LocalDate => new Date(days * dayMs).toISOString().slice(0, 10);

/** Whether a text is a day of the calendar. */
export function isLocalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(text);
}

/** Today on the clock of a zone. */
export function todayIn(timeZone: string, nowMs: number): LocalDate {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(nowMs).slice(0, 10);
}

/** A day some days later; earlier when negative. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return fromDays(toDays(date) + days);
}

/** Days from one day to another, both counted. */
export function dayCount(from: LocalDate, to: LocalDate): number {
  return toDays(to) - toDays(from) + 1;
}

/** First day of the week that a day lies in. */
export function weekStartOf(date: LocalDate, firstDay: 'monday' | 'sunday'): LocalDate {
  const days = toDays(date);
  // 1970-01-01 was a Thursday.
  const weekday = (((days + 4) % 7) + 7) % 7;
  return fromDays(days - (firstDay === 'sunday' ? weekday : (weekday + 6) % 7));
}

/** First day of a month some months later; earlier when negative. */
export function monthStart(date: LocalDate, months = 0): LocalDate {
  const [year = 0, month = 1] = date.split('-').map(Number);
  const count = year * 12 + month - 1 + months;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}-01`;
}

/** The same day some years later, earlier when negative; 29 February becomes the 28th where there is none. */
export function addYears(date: LocalDate, years: number): LocalDate {
  const moved = `${yearStart(date, years).slice(0, 4)}${date.slice(4)}`;
  return isLocalDate(moved) ? moved : `${moved.slice(0, 8)}28`;
}

/** First day of a year some years later. */
export function yearStart(date: LocalDate, years = 0): LocalDate {
  return `${String(Number(date.slice(0, 4)) + years).padStart(4, '0')}-01-01`;
}
