import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import PropertyFilter from '@cloudscape-design/components/property-filter';
import type { FilterNode } from '@millstream/studio/spec';
import { useMemo, useState } from 'react';
import { useApi } from '../api/use-api.ts';
import { useSay } from '../i18n/language.tsx';
import { useScope } from '../scope/scope.ts';
import { filterOptions, filterProperties, type SegmentEntry } from './filter-properties.ts';
import { filterOfQuery, queryOfFilter } from './filter-tokens.ts';
import { useFields, useMetadataValues } from './use-fields.ts';

const groups = ['event', 'event_outer', 'user', 'user_outer', 'segment'] as const;
const noSegments: readonly SegmentEntry[] = [];

/** The filters of a page or of one item: tokens with names, values and segments to choose from. */
export function FilterBar(props: {
  readonly value: FilterNode | null;
  readonly onChange: (filter: FilterNode | null) => void;
  /** Categories to choose fields from. @default all */
  readonly categories?: readonly string[];
  readonly hasSegments?: boolean;
  readonly ariaLabel?: string;
  readonly disabled?: boolean;
}) {
  const say = useSay();
  const { appId } = useScope();
  const { hasSegments = true, categories } = props;
  const [wantsValues, setWantsValues] = useState(props.value !== null);
  const named = useFields();
  const valued = useMetadataValues(wantsValues);
  const segmentList = useApi<readonly SegmentEntry[]>(
    hasSegments && appId !== '' ? { path: '/segments', query: { app: appId } } : null,
    { staleMs: 60_000 },
  );
  const segments = segmentList.data ?? noSegments;
  const offered = useMemo(() => {
    const { data } = valued;
    const all =
      data === undefined
        ? named
        : [...data.parameters, ...data.userAttributes].filter(({ isHidden }) => !isHidden);
    return categories === undefined ? all : all.filter(({ category }) => categories.includes(category));
  }, [categories, named, valued]);
  const properties = useMemo(
    () => filterProperties(offered, segments, hasSegments ? say('filter.segment') : null),
    [hasSegments, offered, say, segments],
  );
  const options = useMemo(() => filterOptions(offered, segments), [offered, segments]);
  const query = queryOfFilter(props.value);
  if (query === null) {
    const clear = <Button onClick={() => props.onChange(null)}>{say('filter.clear')}</Button>;
    return (
      <Alert type="info" action={clear}>
        {say('filter.unreadable')}
      </Alert>
    );
  }
  return (
    <PropertyFilter
      query={query}
      onChange={({ detail }) => props.onChange(filterOfQuery(detail))}
      enableTokenGroups
      disableFreeTextFiltering
      disabled={props.disabled ?? false}
      filteringProperties={properties}
      filteringOptions={options}
      filteringAriaLabel={props.ariaLabel ?? say('filter.bar')}
      filteringPlaceholder={say('filter.placeholder')}
      filteringStatusType={wantsValues && valued.isLoading ? 'loading' : 'finished'}
      filteringLoadingText={say('filter.loading')}
      filteringEmpty={say('filter.noValues')}
      onLoadItems={() => setWantsValues(true)}
      expandToViewport
      customGroupsText={groups.map((group) => ({
        group,
        properties: say(`filter.group.${group}`),
        values: say('filter.values'),
      }))}
    />
  );
}
