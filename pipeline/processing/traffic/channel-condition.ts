import { z } from 'zod';

/** Names of the fields, in the order that people read them. */
export const channelFields = [
  'traffic_source_category',
  'traffic_source_source',
  'traffic_source_medium',
  'traffic_source_campaign',
  'traffic_source_campaign_id',
  'traffic_source_content',
  'traffic_source_term',
  'traffic_source_clid',
  'traffic_source_clid_platform',
  'page_view_latest_referrer',
  'page_view_latest_referrer_host',
] as const;
/** What a channel rule may look at. The two referrer fields hold the referrer that counts for the visit, and its host. */
export type ChannelField = (typeof channelFields)[number];
/** Values of the fields, in lower case; null = absent. */
export type ChannelFacts = Readonly<Record<ChannelField, string | null>>;
/** Whether an event's facts meet a condition. */
export type ChannelTest = (facts: ChannelFacts) => boolean;

const textOps = ['eq', 'contain', 'start_with', 'end_with', 'match'] as const;
type TextOp = (typeof textOps)[number];
const negatedTextOps = textOps.map((op) => `not_${op}` as const);

const textLeaf = z
  .object({ field: z.enum(channelFields), op: z.enum([...textOps, ...negatedTextOps]), value: z.string() })
  .refine(({ op, value }) => !op.endsWith('match') || isExpression(value), {
    message: 'is not a regular expression',
    path: ['value'],
  });
const listLeaf = z.object({
  field: z.enum(channelFields),
  op: z.enum(['in', 'not_in']),
  values: z.array(z.string()).min(1),
});
/** A test of one field. */
export type ChannelLeaf = z.infer<typeof textLeaf> | z.infer<typeof listLeaf>;

/** A condition of the rule file: one of `op::and`, `op::or` with nested conditions, or a leaf. */
export type ChannelCondition =
  | { 'op::and': ChannelCondition[] }
  | { 'op::or': ChannelCondition[] }
  | ChannelLeaf;

const nested: z.ZodType<ChannelCondition> = z.lazy(() => channelConditionSchema);
const allOf = z.strictObject({ 'op::and': z.array(nested).min(1) });
const anyOf = z.strictObject({ 'op::or': z.array(nested).min(1) });

/** Schema of a nested condition. The shape is chosen by its keys first, so that a problem is named where it is. */
export const channelConditionSchema: z.ZodType<ChannelCondition> = z.unknown().transform((value, context) => {
  const result = schemaFor(value).safeParse(value);
  if (result.success) return result.data;
  for (const { path, message } of result.error.issues) context.addIssue({ code: 'custom', path, message });
  return z.NEVER;
});

/** Schema of a rule's condition: `op::and` or `op::or` at the top. */
export const topConditionSchema: z.ZodType<ChannelCondition> = channelConditionSchema.refine(
  (condition) => !('field' in condition),
  { message: 'must be op::and or op::or' },
);

function schemaFor(value: unknown): z.ZodType<ChannelCondition> {
  if (typeof value !== 'object' || value === null) return allOf;
  if ('op::and' in value) return allOf;
  if ('op::or' in value) return anyOf;
  if (!('field' in value) && !('op' in value)) return allOf;
  return 'op' in value && (value.op === 'in' || value.op === 'not_in') ? listLeaf : textLeaf;
}

function isExpression(text: string): boolean {
  try {
    wholeExpression(text.toLowerCase());
    return true;
  } catch {
    return false;
  }
}

function wholeExpression(text: string): RegExp {
  return new RegExp(`^(?:${text})$`);
}

/** Turns a validated condition into a test. Case is ignored on both sides, in expressions too. */
export function compileCondition(condition: ChannelCondition): ChannelTest {
  if ('op::and' in condition) {
    const tests = condition['op::and'].map(compileCondition);
    return (facts) => tests.every((test) => test(facts));
  }
  if ('op::or' in condition) {
    const tests = condition['op::or'].map(compileCondition);
    return (facts) => tests.some((test) => test(facts));
  }
  return compileLeaf(condition);
}

function compileLeaf(leaf: ChannelLeaf): ChannelTest {
  const { field } = leaf;
  const isNegated = leaf.op.startsWith('not_');
  if ('values' in leaf) {
    const values = new Set(leaf.values.map(comparable));
    return (facts) => {
      const actual = facts[field];
      return (actual !== null && values.has(actual)) !== isNegated;
    };
  }
  const matches = textTest(leaf.op, comparable(leaf.value));
  return (facts) => matches(facts[field] ?? '') !== isNegated;
}

/** A rule's value as it is compared: in lower case, `__empty__` as the empty text. */
export function comparable(value: string): string {
  return value === '__empty__' ? '' : value.toLowerCase();
}

function textTest(op: TextOp | `not_${TextOp}`, value: string): (actual: string) => boolean {
  switch (op) {
    case 'eq':
    case 'not_eq':
      return (actual) => actual === value;
    case 'contain':
    case 'not_contain':
      return (actual) => actual.includes(value);
    case 'start_with':
    case 'not_start_with':
      return (actual) => actual.startsWith(value);
    case 'end_with':
    case 'not_end_with':
      return (actual) => actual.endsWith(value);
    case 'match':
    case 'not_match': {
      const expression = wholeExpression(value);
      return (actual) => expression.test(actual);
    }
  }
}
