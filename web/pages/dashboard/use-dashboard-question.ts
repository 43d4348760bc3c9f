import type { FilterNode } from '@millstream/studio/spec';
import { useMemo } from 'react';
import { usePageFilter } from '../../filters/use-page-filter.ts';
import { useScope } from '../../scope/scope.ts';
import { type PageTimeRange, useTimeRange } from '../../time-range/use-time-range.ts';
import { useUrlValues } from '../../url/use-url-state.ts';
import type { DashboardBody } from '../dashboards/dashboard-body.ts';
import { scopeOf, type TileQuestion } from './tile-place.ts';

/** What is shown of a dashboard: its own choices, unless the address says others. */
export interface DashboardView {
  readonly range: PageTimeRange;
  readonly platforms: readonly string[];
  readonly filter: FilterNode | null;
  readonly question: TileQuestion;
  setPlatforms(platforms: readonly string[]): void;
  setFilter(filter: FilterNode | null): void;
}

/** Value of `platforms=` that means all, where the dashboard's own choice is fewer. */
const allPlatforms = 'all';
/** Value of `own=` that drops the dashboard's own filter. */
const withoutOwn = 'off';

/** Reads range, comparison, platforms and filter of a dashboard's page. */
export function useDashboardView(body: DashboardBody): DashboardView {
  const scope = useScope();
  const range = useTimeRange(useMemo(() => scopeOf(body.range), [body.range]));
  const [urlFilter, setUrlFilter] = usePageFilter();
  const [values, setValues] = useUrlValues();
  const platformText = values.get('platforms');
  const platforms =
    platformText === null ? body.platforms : platformText === allPlatforms ? [] : platformText.split(',');
  const ownFilter = values.get('own') === withoutOwn ? null : (body.filter as FilterNode | null);
  const filter = urlFilter ?? ownFilter;
  const versus = values.get('vs');
  const compare =
    versus === 'year'
      ? 'year_before'
      : versus === null
        ? body.compareTo
        : versus === 'none'
          ? 'nothing'
          : 'period_before';
  const key = JSON.stringify([scope, range.scope, compare, platforms, filter, range.timeZone]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` holds all parts.
  const question = useMemo<TileQuestion>(
    () => ({ ...scope, time: range.scope, compare, platforms, filter, timeZone: range.timeZone }),
    [key],
  );
  return {
    range,
    platforms,
    filter,
    question,
    setPlatforms: (chosen) => setValues({ platforms: chosen.length === 0 ? allPlatforms : chosen.join(',') }),
    setFilter: (next) => {
      if (next === null) setValues({ own: withoutOwn });
      setUrlFilter(next);
    },
  };
}
