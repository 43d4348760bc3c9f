import fc from 'fast-check';
import type { FieldRef } from '../spec/field-ref.ts';
import { type FilterNode, type Operator, operatorsOf } from '../spec/filter-node.ts';
import { numbers, segmentIds, texts } from './arbitrary-corpus.ts';

/** Text fields of generated corpora: custom, preset, of the session, of the user. */
export const textFields: readonly FieldRef[] = [
  { category: 'event', name: 'city', type: 'string' },
  { category: 'event_outer', name: 'geo_country', type: 'string' },
  { category: 'event_outer', name: 'session_source', type: 'string' },
  { category: 'user', name: 'plan', type: 'string' },
  { category: 'user_outer', name: 'first_visit_date', type: 'string' },
];
/** Numeric fields; `price` is a text for some events, which then have no number. */
export const numberFields: readonly FieldRef[] = [
  { category: 'event', name: 'price', type: 'number' },
  { category: 'event', name: 'price', type: 'int' },
  { category: 'user', name: 'age', type: 'double' },
];
/** Truth values: custom and preset. */
export const booleanFields: readonly FieldRef[] = [
  { category: 'event', name: 'is "new"', type: 'boolean' },
  { category: 'event_outer', name: 'outbound_link', type: 'boolean' },
];
/** A field of any type. */
export const arbitraryField: fc.Arbitrary<FieldRef> = fc.constantFrom(
  ...textFields,
  ...numberFields,
  ...booleanFields,
);

const moreTexts = [...texts, 'DE', 'google', 'pro', 'o', '_', '%'] as const;

function values<T extends string | number>(
  operator: Operator,
  value: fc.Arbitrary<T>,
): fc.Arbitrary<readonly T[] | undefined> {
  switch (operator) {
    case 'is_null':
    case 'is_not_null':
    case 'is_true':
    case 'is_false':
      return fc.constant(undefined);
    case 'in':
    case 'not_in':
    case 'contains':
    case 'not_contains':
      return fc.array(value, { minLength: 1, maxLength: 3 });
    case 'between':
      return fc.tuple(value, value).map(([a, b]) => (a <= b ? [a, b] : [b, a]));
    default:
      return value.map((one) => [one]);
  }
}

function condition<T extends string | number>(
  fields: readonly FieldRef[],
  operators: readonly Operator[],
  value: fc.Arbitrary<T>,
): fc.Arbitrary<FilterNode> {
  return fc.constantFrom(...operators).chain((operator) =>
    fc.record({ field: fc.constantFrom(...fields), value: values(operator, value) }).map((rest) => ({
      field: rest.field,
      operator,
      ...(rest.value === undefined ? {} : { value: rest.value }),
    })),
  );
}

const leaf: fc.Arbitrary<FilterNode> = fc.oneof(
  condition(textFields, operatorsOf.string, fc.constantFrom(...moreTexts)),
  condition(numberFields, operatorsOf.number, fc.constantFrom(...numbers)),
  condition(booleanFields, operatorsOf.boolean, fc.constant(0)),
  fc.record({
    segment: fc.subarray([...segmentIds], { minLength: 1 }),
    operator: fc.constantFrom('in' as const, 'not_in' as const),
  }),
);

function tree(levels: number): fc.Arbitrary<FilterNode> {
  if (levels === 0) return leaf;
  return fc.oneof(
    { weight: 2, arbitrary: leaf },
    {
      weight: 1,
      arbitrary: fc.record({
        op: fc.constantFrom('and' as const, 'or' as const),
        children: fc.array(tree(levels - 1), { maxLength: 3 }),
      }),
    },
  );
}

/** Trees of conditions with every operator of every type, segments included. */
export const arbitraryFilter: fc.Arbitrary<FilterNode> = tree(2);

/** Most often no filter at all, so that enough events remain. */
export const maybeFilter: fc.Arbitrary<{ readonly filter?: FilterNode }> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.record({ filter: arbitraryFilter }) },
);
