import type { CompareScope, Granularity, TimeScope } from '@millstream/studio/spec';
import { useCallback, useMemo } from 'react';
import { useScopeApp } from '../scope/scope.ts';
import { type SetUrlValues, useUrlValues } from '../url/use-url-state.ts';
import { comparedTime } from './compared-time.ts';
import { todayIn } from './local-date.ts';
import { type DayRange, daysOf, rangeFromText, rangeToText } from './range.ts';

/** Comparisons by their word in the address (`vs=`). */
export const compareWords = ['previous', 'week', 'year'] as const;

/** Range, comparison and bucket size of a page, kept in the address. */
export interface PageTimeRange {
  readonly scope: TimeScope;
  readonly compare: CompareScope | null;
  /** Days of the compared range as of now; null without comparison. */
  readonly comparedDays: DayRange | null;
  readonly grain: Granularity | null;
  /** Days of the range as of now in the app's zone. */
  readonly days: DayRange;
  readonly timeZone: string;
  setScope(scope: TimeScope): void;
  setCompare(compare: CompareScope | null): void;
  setGrain(grain: Granularity | null): void;
}

function compareFromText(text: string | null): CompareScope | null {
  if (text === null) return null;
  if (text === 'previous' || text === 'week') return { type: text };
  if (text === 'year') return { type: 'year', matchWeekdays: true };
  const time = rangeFromText(text);
  return time === null ? null : { type: 'custom', time };
}

function compareToText(compare: CompareScope | null): string | null {
  if (compare === null) return null;
  return compare.type === 'custom' ? rangeToText(compare.time) : compare.type;
}

const grains: ReadonlySet<string> = new Set(['hour', 'day', 'week', 'month']);

/** Reads and writes `range=`, `vs=` and `grain=`. @param fallback range when the address names none */
export function useTimeRange(fallback: TimeScope): PageTimeRange {
  const [values, setValues] = useUrlValues();
  const app = useScopeApp();
  const timeZone = app?.timeZone ?? 'UTC';
  const weekStart = app?.weekStart ?? 'monday';
  const text = values.get('range');
  const scope = useMemo(() => (text === null ? null : rangeFromText(text)) ?? fallback, [fallback, text]);
  const versus = values.get('vs');
  const compare = useMemo(() => compareFromText(versus), [versus]);
  const grainText = values.get('grain');
  const today = todayIn(timeZone, Date.now());
  const days = daysOf(scope, today, weekStart);
  const before = comparedTime(days, compare);
  const writers = useRangeWriters(setValues);
  return {
    scope,
    compare,
    comparedDays: before === null ? null : daysOf(before, today, weekStart),
    grain: grainText !== null && grains.has(grainText) ? (grainText as Granularity) : null,
    days,
    timeZone,
    ...writers,
  };
}

function useRangeWriters(setValues: SetUrlValues) {
  const setScope = useCallback((next: TimeScope) => setValues({ range: rangeToText(next) }), [setValues]);
  const setCompare = useCallback(
    (next: CompareScope | null) => setValues({ vs: compareToText(next) }),
    [setValues],
  );
  const setGrain = useCallback((next: Granularity | null) => setValues({ grain: next }), [setValues]);
  return { setScope, setCompare, setGrain };
}
