import type { Speech } from '../../i18n/language.tsx';
import { type Condition, type ConditionLeaf, emptyWord } from './traffic-api.ts';

/** Fields that a rule may look at. */
export const conditionFields = [
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

/** Operators of a test. */
export const conditionOperators = [
  'eq',
  'not_eq',
  'in',
  'not_in',
  'contain',
  'not_contain',
  'start_with',
  'not_start_with',
  'end_with',
  'not_end_with',
  'match',
  'not_match',
] as const;

/** The parts of an all-of or any-of; null for a test. */
export function partsOf(
  condition: Condition,
): { readonly op: 'and' | 'or'; readonly parts: readonly Condition[] } | null {
  if ('op::and' in condition) return { op: 'and', parts: condition['op::and'] };
  if ('op::or' in condition) return { op: 'or', parts: condition['op::or'] };
  return null;
}

/** A condition of parts. */
export function joined(op: 'and' | 'or', parts: readonly Condition[]): Condition {
  return op === 'and' ? { 'op::and': parts } : { 'op::or': parts };
}

/** One test in words: "category is Search". */
export function leafText(
  { field, op, value, values }: ConditionLeaf,
  { say, tag }: Pick<Speech, 'say' | 'tag'>,
): string {
  const name = say(`traffic.field.${field}`);
  if (value === emptyWord && (op === 'eq' || op === 'not_eq'))
    return say(op === 'eq' ? 'traffic.isEmpty' : 'traffic.isNotEmpty', { field: name });
  const text =
    values === undefined
      ? (value ?? '')
      : new Intl.ListFormat(tag, { type: 'disjunction' }).format([...values]);
  return say(`traffic.op.${op}`, { field: name, value: text });
}

/** A whole condition in words. */
export function conditionText(
  condition: Condition,
  speech: Pick<Speech, 'say' | 'tag'>,
  isInner = false,
): string {
  const group = partsOf(condition);
  if (group === null) return leafText(condition as ConditionLeaf, speech);
  const { op, parts } = group;
  const leaves = parts.filter((part): part is ConditionLeaf => partsOf(part) === null);
  const isAllEmpty =
    leaves.length === parts.length && leaves.every((leaf) => leaf.op === 'eq' && leaf.value === emptyWord);
  if (isAllEmpty && parts.length > 2) {
    const fields = leaves.map(({ field }) => speech.say(`traffic.field.${field}`));
    const type = op === 'and' ? 'conjunction' : 'disjunction';
    const list = new Intl.ListFormat(speech.tag, { type }).format(fields);
    return speech.say(op === 'and' ? 'traffic.allEmpty' : 'traffic.anyEmpty', { fields: list });
  }
  const texts = parts.map((part) => conditionText(part, speech, true));
  const text = new Intl.ListFormat(speech.tag, { type: op === 'and' ? 'conjunction' : 'disjunction' }).format(
    texts,
  );
  return isInner && parts.length > 1 ? speech.say('traffic.brackets', { text }) : text;
}
