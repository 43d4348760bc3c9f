import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import PropertyFilter, { type PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import { type FilterNode, isNumeric } from '@millstream/studio/spec';
import { useMemo, useState } from 'react';
import { useApi } from '../api/use-api.ts';
import { useSay } from '../i18n/language.tsx';
import { useScope } from '../scope/scope.ts';
import {
  emptyText,
  filterOfQuery,
  notSet,
  propertyKeyOf,
  queryOfFilter,
  segmentKey,
} from './filter-tokens.ts';
import { type FieldEntry, useFields, useMetadataValues } from './use-fields.ts';

/** A segment to filter by. */
export interface SegmentEntry {
  readonly segmentId: string;
  readonly name: string;
}

const longestShown = 40;

/** A long value cut in the middle; the whole one is in the token's title. */
function cut(value: string): string {
  if (value.length <= longestShown) return value;
  return `${value.slice(0, 20)}…${value.slice(-18)}`;
}

function operatorsOf(
  field: FieldEntry,
  names: ReadonlyMap<string, string>,
): PropertyFilterProps.FilteringProperty['operators'] {
  const format = (value: unknown) =>
    (Array.isArray(value) ? value : [value])
      .map((one) => cut(names.get(`${field.id}\n${one}`) ?? String(one)))
      .join(', ');
  const oneOf = (operator: '=' | '!=') => ({ operator, tokenType: 'enum' as const, format });
  if (field.type === 'boolean') return [oneOf('=')];
  if (isNumeric(field.type)) {
    const compare = (['>', '>=', '<', '<='] as const).map((operator) => ({ operator, format }));
    return [oneOf('='), oneOf('!='), ...compare];
  }
  return [oneOf('='), oneOf('!='), { operator: ':', format }, { operator: '!:', format }];
}

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
  const fields = useFields();
  const [wantsValues, setWantsValues] = useState(props.value !== null);
  const withValues = useMetadataValues(wantsValues);
  const { hasSegments = true, categories } = props;
  const segments = useApi<readonly SegmentEntry[]>(
    hasSegments && appId !== '' ? { path: '/segments', query: { app: appId } } : null,
    { staleMs: 60_000 },
  );
  const offered = useMemo(
    () =>
      categories === undefined ? fields : fields.filter(({ category }) => categories.includes(category)),
    [categories, fields],
  );
  const options = useMemo(() => {
    const known = [...(withValues.data?.parameters ?? []), ...(withValues.data?.userAttributes ?? [])];
    const values = known.flatMap((field) =>
      [
        ...field.values.map(({ value, displayValue, count }) => ({
          value: value === '' ? emptyText : value,
          displayValue,
          count,
        })),
        { value: notSet, displayValue: notSet, count: 0 },
      ].map(({ value, displayValue, count }) => ({
        propertyKey: propertyKeyOf(field),
        value,
        ...(displayValue === value ? {} : { label: displayValue }),
        ...(count > 0 ? { tags: [String(count)] } : {}),
      })),
    );
    const booleans = offered
      .filter(({ type }) => type === 'boolean')
      .flatMap((field) => ['true', 'false'].map((value) => ({ propertyKey: propertyKeyOf(field), value })));
    const members = (segments.data ?? []).map(({ segmentId, name }) => ({
      propertyKey: segmentKey,
      value: segmentId,
      label: name,
    }));
    return [...values, ...booleans, ...members];
  }, [offered, segments.data, withValues.data]);
  const properties = useMemo<PropertyFilterProps.FilteringProperty[]>(() => {
    const names = new Map<string, string>();
    for (const field of [...(withValues.data?.parameters ?? []), ...(withValues.data?.userAttributes ?? [])])
      for (const { value, displayValue } of field.values) names.set(`${field.id}\n${value}`, displayValue);
    const segmentNames = new Map((segments.data ?? []).map(({ segmentId, name }) => [segmentId, name]));
    const list = offered.map((field) => ({
      key: propertyKeyOf(field),
      propertyLabel: field.displayName,
      groupValuesLabel: field.displayName,
      group: field.category,
      operators: operatorsOf(field, names),
      defaultOperator: '=' as const,
    }));
    if (!hasSegments) return list;
    const format = (value: unknown) =>
      (Array.isArray(value) ? value : [value])
        .map((id) => segmentNames.get(String(id)) ?? String(id))
        .join(', ');
    return [
      ...list,
      {
        key: segmentKey,
        propertyLabel: say('filter.segment'),
        groupValuesLabel: say('filter.segment'),
        group: 'segment',
        operators: (['=', '!='] as const).map((operator) => ({
          operator,
          tokenType: 'enum' as const,
          format,
        })),
      },
    ];
  }, [hasSegments, offered, say, segments.data, withValues.data]);
  const query = queryOfFilter(props.value);
  if (query === null)
    return (
      <Alert type="info" action={<Button onClick={() => props.onChange(null)}>{say('filter.clear')}</Button>}>
        {say('filter.unreadable')}
      </Alert>
    );
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
      filteringStatusType={wantsValues && withValues.isLoading ? 'loading' : 'finished'}
      filteringLoadingText={say('filter.loading')}
      filteringEmpty={say('filter.noValues')}
      onLoadItems={() => setWantsValues(true)}
      expandToViewport
      customGroupsText={['event', 'event_outer', 'user', 'user_outer', 'segment'].map((group) => ({
        group,
        properties: say(`filter.group.${group}`),
        values: say('filter.values'),
      }))}
    />
  );
}
