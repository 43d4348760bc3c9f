import type { Expression } from '../plan/expression.ts';
import {
  add,
  floorDivide,
  integer,
  modulo,
  monthNumber,
  monthStart,
  multiply,
  subtract,
} from '../plan/expressions.ts';
import type { WeekStart } from '../time/time-range.ts';

const dayMs = 86_400_000;
const msOf = { hour: 3_600_000, minute: 60_000, second: 1_000 } as const;
/** 1970-01-01 was a Thursday. */
const daysIntoWeek: Readonly<Record<WeekStart, number>> = { monday: 3, sunday: 4 };

/** Parts of a wall-clock time (ms as if UTC). Weeks begin where the app says; ISO weeks on Monday. */
export class DateParts {
  readonly #time: Expression;
  readonly #weekStart: WeekStart;

  constructor(time: Expression, weekStart: WeekStart) {
    this.#time = time;
    this.#weekStart = weekStart;
  }

  /** The time cut to a unit, as wall-clock ms; null for a unit that is none. */
  drill(level: string): Expression | null {
    const month = monthNumber(this.#day);
    switch (level) {
      case 'year':
        return this.#toMs(monthStart(subtract(month, modulo(month, integer(12)))));
      case 'quarter':
        return this.#toMs(monthStart(subtract(month, modulo(month, integer(3)))));
      case 'month':
        return this.#toMs(monthStart(month));
      case 'week':
        return this.#toMs(this.#weekOf(this.#day, this.#weekStart));
      case 'iso_week':
        return this.#toMs(this.#weekOf(this.#day, 'monday'));
      case 'iso_year':
        return this.#toMs(monthStart(multiply(this.#isoYear, integer(12))));
      case 'day':
        return this.#toMs(this.#day);
      case 'hour':
      case 'minute':
      case 'second':
        return subtract(this.#time, modulo(this.#time, integer(msOf[level])));
      default:
        return null;
    }
  }

  /** A number of the time: 2026, quarter 1 to 4, weekday 0 (Sunday) to 6, …; null for a part that is none. */
  feature(level: string): Expression | null {
    const month = monthNumber(this.#day);
    switch (level) {
      case 'year':
        return add(floorDivide(month, integer(12)), integer(1970));
      case 'quarter':
        return add(floorDivide(modulo(month, integer(12)), integer(3)), integer(1));
      case 'month':
        return add(modulo(month, integer(12)), integer(1));
      case 'week':
        return this.#weekOfYear;
      case 'weekday':
        return modulo(add(this.#day, integer(4)), integer(7));
      case 'iso_weekday':
        return add(modulo(add(this.#day, integer(3)), integer(7)), integer(1));
      case 'iso_year':
        return add(this.#isoYear, integer(1970));
      case 'iso_week':
        return this.#isoWeek;
      case 'day':
        return add(subtract(this.#day, monthStart(month)), integer(1));
      case 'hour':
        return floorDivide(modulo(this.#time, integer(dayMs)), integer(msOf.hour));
      case 'minute':
        return floorDivide(modulo(this.#time, integer(msOf.hour)), integer(msOf.minute));
      case 'second':
        return floorDivide(modulo(this.#time, integer(msOf.minute)), integer(msOf.second));
      default:
        return null;
    }
  }

  get #day(): Expression {
    return floorDivide(this.#time, integer(dayMs));
  }

  #toMs(day: Expression): Expression {
    return multiply(day, integer(dayMs));
  }

  #weekOf(day: Expression, weekStart: WeekStart): Expression {
    return subtract(day, modulo(add(day, integer(daysIntoWeek[weekStart])), integer(7)));
  }

  /** Years since 1970 of the Thursday of the week: the year that has most of it. */
  get #isoYear(): Expression {
    const thursday = add(this.#weekOf(this.#day, 'monday'), integer(3));
    return floorDivide(monthNumber(thursday), integer(12));
  }

  /** The week of January 4th is the first of its year. */
  get #isoWeek(): Expression {
    const fourth = add(monthStart(multiply(this.#isoYear, integer(12))), integer(3));
    const days = subtract(this.#weekOf(this.#day, 'monday'), this.#weekOf(fourth, 'monday'));
    return add(floorDivide(days, integer(7)), integer(1));
  }

  /** 1 from the first week start of the year on, 0 before it. */
  get #weekOfYear(): Expression {
    const month = monthNumber(this.#day);
    const newYear = monthStart(subtract(month, modulo(month, integer(12))));
    const weekOfNewYear = this.#weekOf(add(newYear, integer(6)), this.#weekStart);
    // One week added and taken off again keeps the quotient of days before it from being cut towards zero.
    const days = add(subtract(this.#day, weekOfNewYear), integer(7));
    return floorDivide(days, integer(7));
  }
}
