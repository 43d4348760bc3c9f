import type { FilterNode, TimeScope } from '@millstream/studio/spec';
import type { Scope } from '../../scope/scope.ts';
import { todayIn } from '../../time-range/local-date.ts';
import { type DayRange, daysOf } from '../../time-range/range.ts';
import type { DashboardBody, DashboardRange, Tile } from '../dashboards/dashboard-body.ts';

/** What a dashboard asks of all its cards. */
export interface TileQuestion extends Scope {
  readonly time: TimeScope;
  readonly compare: 'nothing' | 'period_before' | 'year_before';
  readonly platforms: readonly string[];
  readonly filter: FilterNode | null;
  readonly timeZone: string;
}

/** Range that a card shows: its pinned one, else the dashboard's. */
export function timeOf(tile: Tile, { time }: TileQuestion): TimeScope {
  return 'pinnedRange' in tile && tile.pinnedRange !== null ? scopeOf(tile.pinnedRange) : time;
}

/** A stored range as explorations take it. */
export function scopeOf(range: DashboardRange): TimeScope {
  return range;
}

const platformField = { category: 'event_outer', name: 'platform', type: 'string' } as const;

/** Conditions of the dashboard, and of a card, that all must hold; null without any. */
export function allOf(...filters: readonly (FilterNode | null | undefined)[]): FilterNode | null {
  const children = filters.filter((node): node is FilterNode => node !== null && node !== undefined);
  const [only] = children;
  if (only === undefined) return null;
  return children.length === 1 ? only : { op: 'and', children };
}

/** The dashboard's platforms as a condition; null shows all. */
export function platformFilter(platforms: readonly string[]): FilterNode | null {
  return platforms.length === 0 ? null : { field: platformField, operator: 'in', value: [...platforms] };
}

/** A question of a card with range, platforms and filter of its dashboard. */
export function specOf(
  spec: Readonly<Record<string, unknown>>,
  tile: Tile,
  question: TileQuestion,
): Readonly<Record<string, unknown>> {
  const filter = allOf(
    spec.filter as FilterNode | undefined,
    question.filter,
    platformFilter(question.platforms),
  );
  const { filter: _, ...rest } = spec;
  return {
    ...rest,
    projectId: question.projectId,
    appId: question.appId,
    time: timeOf(tile, question),
    ...(filter === null ? {} : { filter }),
  };
}

/** Comparison of a dashboard as explorations take it. */
export function compareOf(
  compare: DashboardBody['compareTo'],
): { readonly type: 'previous' } | { readonly type: 'year'; readonly matchWeekdays: true } | null {
  if (compare === 'period_before') return { type: 'previous' };
  return compare === 'year_before' ? { type: 'year', matchWeekdays: true } : null;
}

/** Days of a pinned range as of now. */
export function pinnedDays(range: DashboardRange, timeZone: string): DayRange {
  return daysOf(range, todayIn(timeZone, Date.now()), 'monday');
}
