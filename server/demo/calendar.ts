import type { Random } from './random.ts';
import { weightedChoice } from './weighted-choice.ts';

/** Milliseconds of a day. */
export const dayMs = 86_400_000;
/** Milliseconds of an hour. */
export const hourMs = 3_600_000;
/** Milliseconds of a minute. */
export const minuteMs = 60_000;

/** Local visits on a day against an average one, Sunday first: people shop at the weekend. */
const weekdayFactor = [1.28, 0.92, 0.88, 0.9, 0.94, 0.96, 1.12];
/** Weight of each local hour of a day. */
const rhythm = {
  desk: [6, 3, 2, 2, 2, 3, 7, 14, 24, 31, 34, 36, 40, 36, 32, 30, 31, 33, 38, 46, 55, 52, 36, 18],
  deskWeekend: [9, 5, 3, 2, 2, 2, 4, 8, 16, 27, 36, 41, 41, 38, 36, 36, 37, 38, 41, 47, 52, 48, 34, 19],
  pocket: [9, 5, 3, 2, 2, 5, 14, 30, 36, 27, 24, 26, 38, 34, 25, 24, 27, 34, 40, 46, 54, 61, 48, 24],
} as const;
const hours = Array.from({ length: 24 }, (_, hour) => hour);
const drawHour = {
  desk: weightedChoice(hours, (hour) => rhythm.desk[hour] ?? 0),
  deskWeekend: weightedChoice(hours, (hour) => rhythm.deskWeekend[hour] ?? 0),
  pocket: weightedChoice(hours, (hour) => rhythm.pocket[hour] ?? 0),
};

/** Offsets of time zones from UTC, remembered per zone and UTC day because asking ICU is slow. */
export class ZoneOffsets {
  readonly #formats = new Map<string, Intl.DateTimeFormat>();
  readonly #offsets = new Map<string, number>();

  /** Offset of `timeZone` from UTC at noon of the UTC day of `atMs`, in ms, east positive. */
  offsetMs(timeZone: string, atMs: number): number {
    const day = Math.floor(atMs / dayMs);
    const key = `${timeZone} ${day}`;
    const known = this.#offsets.get(key);
    if (known !== undefined) return known;
    const offset = this.#ask(timeZone, day * dayMs + dayMs / 2);
    if (this.#offsets.size > 10_000) this.#offsets.clear();
    this.#offsets.set(key, offset);
    return offset;
  }

  #ask(timeZone: string, atMs: number): number {
    let format = this.#formats.get(timeZone);
    if (format === undefined) {
      format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
      this.#formats.set(timeZone, format);
    }
    const name = format.formatToParts(atMs).find((part) => part.type === 'timeZoneName')?.value ?? '';
    const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
    if (match === null) return 0;
    return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * hourMs + Number(match[3]) * minuteMs);
  }
}

/** Day of the week of a local day counted from 1970-01-01: 0 is Sunday. */
export function weekdayOf(localDay: number): number {
  return (((localDay + 4) % 7) + 7) % 7;
}

/** How busy this local day is against an average one, by its weekday alone. */
export function weekdayBusyness(localDay: number): number {
  return weekdayFactor[weekdayOf(localDay)] ?? 1;
}

/** Draws a time of day, in ms after local midnight. */
export function drawTimeOfDay(random: Random, localDay: number, inPocket: boolean): number {
  const weekday = weekdayOf(localDay);
  const isWeekend = weekday === 0 || weekday === 6;
  const draw = inPocket ? drawHour.pocket : isWeekend ? drawHour.deskWeekend : drawHour.desk;
  return draw(random) * hourMs + random.integer(0, hourMs - 1);
}
