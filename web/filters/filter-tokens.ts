import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import {
  type FieldCondition,
  type FieldRef,
  type FilterNode,
  isNumeric,
  type SegmentCondition,
} from '@millstream/studio/spec';

type Token = PropertyFilterProps.Token;
type TokenGroup = PropertyFilterProps.TokenGroup;

/** Value that stands for a missing one. */
export const notSet = '(not set)';
/** Value that stands for an empty text. */
export const emptyText = '(empty)';
/** Property of segments. */
export const segmentKey = 'segment';

/** Key of a field among the properties. */
export function propertyKeyOf({ category, name, type }: FieldRef): string {
  return `${category}|${type}|${name}`;
}

/** Field of a property's key. */
export function fieldOfKey(key: string): FieldRef {
  const [category, type, ...name] = key.split('|');
  return { category, type, name: name.join('|') } as FieldRef;
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).map(String);
const shown = (value: string) => (value === '' ? emptyText : value);
const meant = (value: string) => (value === emptyText ? '' : value);

/** A token as a filter; null when it is not finished (free text, no number). */
function nodeOfToken(token: Token): FilterNode | null {
  if (token.propertyKey === undefined) return null;
  const values = texts(token.value);
  if (token.propertyKey === segmentKey)
    return { segment: values, operator: token.operator === '!=' ? 'not_in' : 'in' };
  const field = fieldOfKey(token.propertyKey);
  if (field.type === 'boolean') {
    const isTrue = (values[0] === 'true') === (token.operator === '=');
    return { field, operator: isTrue ? 'is_true' : 'is_false' };
  }
  const isNegative = token.operator.startsWith('!');
  const known = values.filter((value) => value !== notSet);
  const missing: FilterNode[] = values.includes(notSet)
    ? [{ field, operator: isNegative ? 'is_not_null' : 'is_null' }]
    : [];
  const present = known.length === 0 ? null : conditionOf(field, token.operator, known);
  if (known.length > 0 && present === null) return null;
  const nodes = [...(present === null ? [] : [present]), ...missing];
  const [only] = nodes;
  return nodes.length > 1 ? { op: isNegative ? 'and' : 'or', children: nodes } : (only ?? null);
}

function conditionOf(field: FieldRef, operator: string, values: readonly string[]): FieldCondition | null {
  if (isNumeric(field.type)) {
    const numbers = values.map(Number);
    if (numbers.some((number) => !Number.isFinite(number))) return null;
    const isOneOf = numbers.length > 1 && (operator === '=' || operator === '!=');
    const name = isOneOf ? (operator === '=' ? 'in' : 'not_in') : (operator as FieldCondition['operator']);
    return { field, operator: name, value: isOneOf ? numbers : numbers.slice(0, 1) };
  }
  const names = { '=': 'in', '!=': 'not_in', ':': 'contains', '!:': 'not_contains' } as const;
  return { field, operator: names[operator as keyof typeof names] ?? 'in', value: values.map(meant) };
}

function tokenOfNode(node: FieldCondition | SegmentCondition): Token[] {
  if ('segment' in node)
    return [
      { propertyKey: segmentKey, operator: node.operator === 'in' ? '=' : '!=', value: [...node.segment] },
    ];
  const propertyKey = propertyKeyOf(node.field);
  const values = (node.value ?? []).map((value) => shown(String(value)));
  const token = (operator: Token['operator'], value: unknown): Token => ({ propertyKey, operator, value });
  switch (node.operator) {
    case 'is_null':
      return [token('=', [notSet])];
    case 'is_not_null':
      return [token('!=', [notSet])];
    case 'is_true':
      return [token('=', ['true'])];
    case 'is_false':
      return [token('=', ['false'])];
    case 'contains':
      return values.map((value) => token(':', value));
    case 'not_contains':
      return values.map((value) => token('!:', value));
    case 'between':
      return [token('>=', values[0]), token('<=', values[1])];
    case 'in':
    case '=':
      return [token('=', values)];
    case 'not_in':
    case '!=':
      return [token('!=', values)];
    default:
      return [token(node.operator, values[0])];
  }
}

/** A filter as the bar's query; null when it nests deeper than the bar can show. */
export function queryOfFilter(filter: FilterNode | null): PropertyFilterProps.Query | null {
  if (filter === null) return { operation: 'and', tokens: [], tokenGroups: [] };
  if (!('op' in filter)) return { operation: 'and', tokens: [], tokenGroups: tokenOfNode(filter) };
  const groups: (Token | TokenGroup)[] = [];
  for (const child of filter.children) {
    if (!('op' in child)) {
      const tokens = tokenOfNode(child);
      const isOne = tokens.length === 1 || filter.op === 'and';
      groups.push(...(isOne ? tokens : [{ operation: 'and' as const, tokens }]));
      continue;
    }
    const leaves = child.children.flatMap((leaf) => ('op' in leaf ? [] : tokenOfNode(leaf)));
    if (child.children.some((leaf) => 'op' in leaf)) return null;
    groups.push({ operation: child.op, tokens: leaves });
  }
  return { operation: filter.op, tokens: [], tokenGroups: groups };
}

/** The filter of the bar's query; unfinished tokens are left out. */
export function filterOfQuery(query: PropertyFilterProps.Query): FilterNode | null {
  const nodeOf = (entry: Token | TokenGroup): FilterNode | null => {
    if (!('tokens' in entry)) return nodeOfToken(entry);
    const children = entry.tokens.map((token) => nodeOf(token as Token)).filter((node) => node !== null);
    const [only] = children;
    return children.length > 1 ? { op: entry.operation, children } : (only ?? null);
  };
  const children = (query.tokenGroups ?? query.tokens).map(nodeOf).filter((node) => node !== null);
  const [only] = children;
  return children.length > 1 ? { op: query.operation, children } : (only ?? null);
}
