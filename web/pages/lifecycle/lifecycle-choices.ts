import type { CompareScope, FilterNode, TimeScope } from '@millstream/studio/spec';
import { useMemo } from 'react';
import { usePageFilter } from '../../filters/use-page-filter.ts';
import { type Scope, useScope } from '../../scope/scope.ts';
import { comparedTime } from '../../time-range/compared-time.ts';
import { type PageTimeRange, useTimeRange } from '../../time-range/use-time-range.ts';
import { useUrlValues } from '../../url/use-url-state.ts';
import type { LifecycleDefinition } from './definition.ts';

/** What is asked for each visual, besides its id. */
export interface LifecycleQuestion extends Scope {
  readonly time: TimeScope;
  readonly platforms?: readonly string[];
  readonly filter?: FilterNode;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** The reader's choices, kept in the address: range, comparison, platforms, filter, dimensions, numbers of values. */
export interface LifecycleChoices {
  readonly range: PageTimeRange;
  readonly compare: CompareScope | null;
  readonly sheetId: string;
  readonly platforms: readonly string[];
  readonly filter: FilterNode | null;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly question: LifecycleQuestion;
  /** The same question of the compared range; null without comparison. */
  readonly compared: LifecycleQuestion | null;
  setSheet(id: string): void;
  setPlatforms(platforms: readonly string[]): void;
  setFilter(filter: FilterNode | null): void;
  setParameter(name: string, value: string | number): void;
}

/** Days of the life cycle that are over. */
export const completeMonth: TimeScope = { type: 'relative', lastN: 30, unit: 'day', complete: true };

/** Legal parameters of the address; others fall back to their initial values. */
function readParameters(
  definition: LifecycleDefinition,
  value: (name: string) => string | null,
): Readonly<Record<string, string | number>> {
  const dimensions = Object.entries(definition.dimensionParameters).map(([name, { options, initial }]) => {
    const chosen = value(name);
    return [name, chosen !== null && options.includes(chosen) ? chosen : initial] as const;
  });
  const tops = Object.entries(definition.topParameters).map(([name, { initial }]) => {
    const chosen = Number(value(name) ?? initial);
    const isLegal = Number.isInteger(chosen) && chosen >= 1 && chosen <= definition.mostTop;
    return [name, isLegal ? chosen : initial] as const;
  });
  return Object.fromEntries<string | number>([...dimensions, ...tops]);
}

/** Reads and writes the choices of the page's address. */
export function useLifecycleChoices(definition: LifecycleDefinition): LifecycleChoices {
  const scope = useScope();
  const range = useTimeRange(completeMonth);
  const [filter, setFilter] = usePageFilter();
  const [values, setValues] = useUrlValues();
  const sheetId =
    definition.sheets.find(({ id }) => id === values.get('sheet'))?.id ?? definition.sheets[0]?.id ?? '';
  const platformText = values.get('platforms') ?? '';
  const platforms = platformText.split(',').filter((name) => definition.platforms.includes(name));
  const parameters = readParameters(definition, (name) => values.get(name));
  const key = JSON.stringify([scope, range.scope, range.compare, range.days, platforms, filter, parameters]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` holds everything that the questions are made of.
  const questions = useMemo(() => {
    const shared = {
      ...scope,
      ...(platforms.length === 0 ? {} : { platforms }),
      ...(filter === null ? {} : { filter }),
      parameters,
    };
    const before = comparedTime(range.days, range.compare);
    return {
      question: { ...shared, time: range.scope },
      compared: before === null ? null : { ...shared, time: before },
    };
  }, [key]);
  return {
    range,
    compare: range.compare,
    sheetId,
    platforms,
    filter,
    parameters,
    ...questions,
    setSheet: (id) => setValues({ sheet: id }),
    setPlatforms: (chosen) => setValues({ platforms: chosen.length === 0 ? null : chosen.join(',') }),
    setFilter,
    setParameter: (name, value) => setValues({ [name]: String(value) }),
  };
}
