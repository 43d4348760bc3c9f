import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import { isNumeric } from '@millstream/studio/spec';
import { cutMiddle } from '../charts/cut-text.ts';
import { emptyText, notSet, propertyKeyOf, segmentKey } from './filter-tokens.ts';
import type { FieldEntry } from './use-fields.ts';

type Property = PropertyFilterProps.FilteringProperty;
type Option = PropertyFilterProps.FilteringOption;

/** A segment to filter by. */
export interface SegmentEntry {
  readonly segmentId: string;
  readonly name: string;
}

/** Longer values are cut in the middle. */
const longestShown = 40;
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

function operatorsOf(field: FieldEntry): Property['operators'] {
  const names = new Map(field.values.map(({ value, displayValue }) => [value, displayValue]));
  const format = (value: unknown) =>
    list(value)
      .map((one) => cutMiddle(names.get(String(one)) ?? String(one), longestShown))
      .join(', ');
  const oneOf = (operator: '=' | '!=') => ({ operator, tokenType: 'enum' as const, format });
  if (field.type === 'boolean') return [oneOf('=')];
  if (isNumeric(field.type)) {
    const compare = (['>', '>=', '<', '<='] as const).map((operator) => ({ operator, format }));
    return [oneOf('='), oneOf('!='), ...compare];
  }
  return [oneOf('='), oneOf('!='), { operator: ':', format }, { operator: '!:', format }];
}

/** Fields (and segments, under `segmentLabel`) as properties of the bar. */
export function filterProperties(
  fields: readonly FieldEntry[],
  segments: readonly SegmentEntry[],
  segmentLabel: string | null,
): readonly Property[] {
  const properties: Property[] = fields.map((field) => ({
    key: propertyKeyOf(field),
    propertyLabel: field.displayName,
    groupValuesLabel: field.displayName,
    group: field.category,
    operators: operatorsOf(field),
    defaultOperator: '=' as const,
  }));
  if (segmentLabel === null) return properties;
  const names = new Map(segments.map(({ segmentId, name }) => [segmentId, name]));
  const format = (value: unknown) =>
    list(value)
      .map((id) => cutMiddle(names.get(String(id)) ?? String(id), longestShown))
      .join(', ');
  const operators = (['=', '!='] as const).map((operator) => ({
    operator,
    tokenType: 'enum' as const,
    format,
  }));
  return [
    ...properties,
    {
      key: segmentKey,
      propertyLabel: segmentLabel,
      groupValuesLabel: segmentLabel,
      group: 'segment',
      operators,
    },
  ];
}

/** Values to offer: the most frequent of each field, then the missing and the empty one; segments by name. */
export function filterOptions(
  fields: readonly FieldEntry[],
  segments: readonly SegmentEntry[],
): readonly Option[] {
  const ofField = (field: FieldEntry): Option[] => {
    const propertyKey = propertyKeyOf(field);
    if (field.type === 'boolean') return ['true', 'false'].map((value) => ({ propertyKey, value }));
    const seen = field.values.map(({ value, displayValue, count }) => ({
      propertyKey,
      value: value === '' ? emptyText : value,
      ...(displayValue === value || value === '' ? {} : { label: displayValue }),
      ...(count > 0 ? { tags: [String(count)] } : {}),
    }));
    return [...seen, { propertyKey, value: notSet }];
  };
  const members = segments.map(({ segmentId, name }) => ({
    propertyKey: segmentKey,
    value: segmentId,
    label: name,
  }));
  return [...fields.flatMap(ofField), ...members];
}
