import type { SelectProps } from '@cloudscape-design/components/select';

/** Places that stand first when there are more. */
const shownRecent = 5;

/** Titles of the two groups. */
export interface PlaceGroupNames {
  readonly recent: string;
  readonly others: string;
}

/**
 * Options of the header's lists: those used last first. A list that is longer than the last five is in two groups, so
 * that what stands below keeps its order.
 */
export function placeOptions<T extends SelectProps.Option>(
  all: readonly T[],
  recent: readonly string[],
  names: PlaceGroupNames,
): readonly (T | SelectProps.OptionGroup)[] {
  const used = recent.flatMap((id) => all.find(({ value }) => value === id) ?? []).slice(0, shownRecent);
  const others = all.filter((option) => !used.includes(option));
  if (all.length <= shownRecent || used.length === 0) return [...used, ...others];
  return [
    { label: names.recent, options: used },
    ...(others.length === 0 ? [] : [{ label: names.others, options: others }]),
  ];
}
