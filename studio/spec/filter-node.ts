import { z } from 'zod';
import { type FieldRef, fieldRefSchema, isNumeric } from './field-ref.ts';

/** Operators in JSON, by the type they belong to. */
export const operatorsOf = {
  string: ['is_null', 'is_not_null', '=', '!=', 'in', 'not_in', 'contains', 'not_contains'],
  number: ['is_null', 'is_not_null', '=', '!=', '>', '>=', '<', '<=', 'in', 'not_in', 'between'],
  boolean: ['is_true', 'is_false'],
} as const;

const operators = [
  'is_null',
  'is_not_null',
  '=',
  '!=',
  'in',
  'not_in',
  'contains',
  'not_contains',
  '>',
  '>=',
  '<',
  '<=',
  'between',
  'is_true',
  'is_false',
] as const;
/** An operator of a field's condition. */
export type Operator = (typeof operators)[number];

/** Values of one condition, at most. */
export const mostValues = 10_000;
/** Levels of and/or, at most. */
export const mostLevels = 3;
/** Conditions of one tree, at most. */
export const mostLeaves = 50;

/** A condition on a field. */
export interface FieldCondition {
  readonly field: FieldRef;
  readonly operator: Operator;
  readonly value?: readonly (string | number)[] | undefined;
}
/** A condition on the user: member of any (`in`) or none (`not_in`) of the segments. */
export interface SegmentCondition {
  readonly segment: readonly string[];
  readonly operator: 'in' | 'not_in';
}
/** Several filters, all (`and`) or any (`or`) of which hold. */
export interface FilterGroup {
  readonly op: 'and' | 'or';
  readonly children: readonly FilterNode[];
}
/** A tree of conditions. */
export type FilterNode = FilterGroup | FieldCondition | SegmentCondition;

/** How many values an operator takes: least and most. */
function valueCount(operator: Operator): readonly [number, number] {
  switch (operator) {
    case 'is_null':
    case 'is_not_null':
    case 'is_true':
    case 'is_false':
      return [0, 0];
    case 'in':
    case 'not_in':
    case 'contains':
    case 'not_contains':
      return [1, mostValues];
    case 'between':
      return [2, 2];
    default:
      return [1, 1];
  }
}

type Problem = (message: string, path?: readonly (string | number)[]) => void;

/** Reports what is wrong with a condition's operator and values. */
function checkCondition({ field, operator, value = [] }: FieldCondition, problem: Problem): void {
  const kind = field.type === 'boolean' ? 'boolean' : isNumeric(field.type) ? 'number' : 'string';
  const allowed: readonly string[] = operatorsOf[kind];
  if (!allowed.includes(operator)) {
    problem(`${operator} is no operator of a ${kind} field; use one of ${allowed.join(' ')}`, ['operator']);
    return;
  }
  const [least, most] = valueCount(operator);
  if (value.length < least || value.length > most) {
    problem(
      `${operator} takes ${least === most ? least : `${least} to ${most}`} values, not ${value.length}`,
      ['value'],
    );
    return;
  }
  if (kind === 'number' && value.some((entry) => typeof entry !== 'number'))
    problem('only finite numbers are compared with a number', ['value']);
  if (kind === 'string' && value.some((entry) => typeof entry !== 'string'))
    problem('only text is compared with text', ['value']);
  const [from, to] = value;
  if (operator === 'between' && typeof from === 'number' && typeof to === 'number' && from > to) {
    problem('between needs its smaller value first', ['value']);
  }
}

const conditionSchema = z
  .strictObject({
    field: fieldRefSchema,
    operator: z.enum(operators),
    value: z.array(z.union([z.string().max(65_535), z.number()])).optional(),
  })
  .superRefine((condition, context) => {
    checkCondition(condition, (message, path = []) =>
      context.addIssue({ code: 'custom', message, path: [...path] }),
    );
  });
const segmentSchema = z.strictObject({
  segment: z.array(z.string().min(1).max(255)).min(1).max(100),
  operator: z.enum(['in', 'not_in']),
});
const groupSchema = z.strictObject({
  op: z.enum(['and', 'or']),
  get children() {
    return z.array(nodeSchema).max(mostLeaves);
  },
});

/** One node by its shape, so that a problem names the place inside it. */
const nodeSchema: z.ZodType<FilterNode> = z.lazy(() =>
  z.unknown().transform((value, context): FilterNode => {
    const keys = typeof value === 'object' && value !== null ? value : {};
    const schema = 'op' in keys ? groupSchema : 'segment' in keys ? segmentSchema : conditionSchema;
    const result = schema.safeParse(value);
    if (result.success) return result.data as FilterNode;
    for (const { path, message } of result.error.issues)
      context.addIssue({ code: 'custom', path: [...path], message });
    return z.NEVER;
  }),
);

function levels(node: FilterNode): number {
  return 'op' in node ? 1 + Math.max(0, ...node.children.map(levels)) : 0;
}

/** The conditions of a tree. */
export function leavesOf(node: FilterNode): readonly (FieldCondition | SegmentCondition)[] {
  return 'op' in node ? node.children.flatMap(leavesOf) : [node];
}

/** Deepest nesting that is looked at; anything deeper is refused before it is parsed. */
function isTooDeep(value: unknown, left = 2 * mostLevels + 2): boolean {
  if (typeof value !== 'object' || value === null || !('children' in value)) return false;
  if (left === 0) return true;
  return Array.isArray(value.children) && value.children.some((child) => isTooDeep(child, left - 1));
}

/** A filter as a tree of at most 3 levels and 50 conditions. A single condition may stand alone. */
export const filterNodeSchema: z.ZodType<FilterNode> = z
  .unknown()
  .superRefine((value, context) => {
    if (isTooDeep(value)) {
      context.addIssue({ code: 'custom', message: `a filter has at most ${mostLevels} levels` });
    }
  })
  .pipe(nodeSchema)
  .superRefine((node, context) => {
    if (levels(node) > mostLevels)
      context.addIssue({ code: 'custom', message: `a filter has at most ${mostLevels} levels` });
    if (leavesOf(node).length > mostLeaves) {
      context.addIssue({ code: 'custom', message: `a filter has at most ${mostLeaves} conditions` });
    }
  });
