import { type FilterNode, type GroupField, type GroupKey, isNumeric } from '@millstream/studio/spec';

function conditionOf(field: GroupField, value: string | null): FilterNode | null {
  if (field.category === 'segment') return null;
  if (value === null) return { field, operator: 'is_null' };
  if (field.type === 'boolean') return { field, operator: value === 'true' ? 'is_true' : 'is_false' };
  return { field, operator: '=', value: [isNumeric(field.type) ? Number(value) : value] };
}

function negated(node: FilterNode): FilterNode {
  if ('op' in node || 'segment' in node) return node;
  switch (node.operator) {
    case 'is_null':
      return { ...node, operator: 'is_not_null' };
    case 'is_true':
      return { ...node, operator: 'is_false' };
    case 'is_false':
      return { ...node, operator: 'is_true' };
    default:
      return { ...node, operator: '!=' };
  }
}

/** The filter that only a group passes; null for the rest of the groups and for segments, which no field holds. */
export function filterOfGroup(fields: readonly GroupField[], key: GroupKey | undefined): FilterNode | null {
  if (key === undefined || key === 'other' || key.length !== fields.length) return null;
  const parts = fields.map((field, index) => conditionOf(field, key[index] ?? null));
  const known = parts.filter((part) => part !== null);
  if (known.length < parts.length) return null;
  const [only] = known;
  return known.length === 1 ? (only ?? null) : { op: 'and', children: known };
}

/** The filter that every other group passes. */
export function filterWithoutGroup(
  fields: readonly GroupField[],
  key: GroupKey | undefined,
): FilterNode | null {
  const own = filterOfGroup(fields, key);
  if (own === null) return null;
  if (!('op' in own)) return negated(own);
  return { op: 'or', children: own.children.map(negated) };
}

/** Both filters at once. */
export function bothFilters(one: FilterNode | null, other: FilterNode): FilterNode {
  if (one === null) return other;
  if ('op' in one && one.op === 'and') return { ...one, children: [...one.children, other] };
  return { op: 'and', children: [one, other] };
}
