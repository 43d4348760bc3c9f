import type {
  FieldRef,
  FilterNode,
  SegmentCriteria,
  SegmentMetric,
  SegmentRange,
  SegmentRule,
} from '@millstream/studio/spec';
import type { Speech } from '../../i18n/language.tsx';

/** Names that the sentence shows instead of raw ones. */
export interface SentenceNames {
  event(name: string): string;
  field(field: FieldRef): string;
  segment(id: string): string;
}

/** What the sentence is made with. */
export interface SentenceParts extends SentenceNames {
  readonly speech: Pick<Speech, 'say' | 'tag'>;
}

const compareWords = {
  '=': 'equal',
  '!=': 'notEqual',
  '>': 'more',
  '>=': 'atLeast',
  '<': 'less',
  '<=': 'atMost',
  between: 'between',
} as const;

function join(texts: readonly string[], op: 'and' | 'or', { speech }: SentenceParts): string {
  const type = op === 'and' ? 'conjunction' : 'disjunction';
  return new Intl.ListFormat(speech.tag, { type, style: 'long' }).format(texts);
}

/** Puts text in brackets where it is joined with others. */
function bracketed(text: string, isJoined: boolean, { speech }: SentenceParts): string {
  return isJoined ? speech.say('segments.say.brackets', { text }) : text;
}

function compareText(operator: string, [least, most]: readonly unknown[], { speech }: SentenceParts): string {
  const word = compareWords[operator as keyof typeof compareWords] ?? 'equal';
  return speech.say(`segments.compare.${word}`, { a: String(least ?? '…'), b: String(most ?? '…') });
}

function metricText(rule: Extract<SegmentRule, { type: 'userEvent' }>, parts: SentenceParts): string {
  const { metric, operator, value } = rule;
  const compare = compareText(operator, value, parts);
  const count = value.at(-1) ?? 0;
  const values = { compare, count, field: fieldOf(metric, parts) };
  return parts.speech.say(`segments.say.metric.${metric.type}`, values);
}

function fieldOf(metric: SegmentMetric, parts: SentenceParts): string {
  return 'field' in metric ? parts.field(metric.field) || '…' : '';
}

/** A filter in words: "Country is DE or FR". */
export function filterText(filter: FilterNode, parts: SentenceParts): string {
  if ('op' in filter) {
    const isJoined = filter.children.length > 1;
    const texts = filter.children.map((child) =>
      bracketed(filterText(child, parts), isJoined && 'op' in child, parts),
    );
    return join(texts, filter.op, parts);
  }
  if ('segment' in filter) {
    const names = join(filter.segment.map(parts.segment), 'or', parts);
    return parts.speech.say(`segments.say.${filter.operator === 'in' ? 'inSegment' : 'notInSegment'}`, {
      names,
    });
  }
  return fieldText(filter, parts);
}

function fieldText(
  {
    field,
    operator,
    value = [],
  }: { field: FieldRef; operator: string; value?: readonly unknown[] | undefined },
  parts: SentenceParts,
): string {
  const texts = value.map((one) => (one === '' ? '…' : String(one)));
  const values = operator === 'between' ? texts.join(' – ') : join(texts, 'or', parts);
  return parts.speech.say(`segments.say.operator.${operatorWord(operator)}`, {
    field: parts.field(field) || '…',
    values,
  });
}

function operatorWord(operator: string): string {
  const words: Readonly<Record<string, string>> = {
    '=': 'is',
    in: 'is',
    '!=': 'isNot',
    not_in: 'isNot',
    '>': 'more',
    '>=': 'atLeast',
    '<': 'less',
    '<=': 'atMost',
  };
  return words[operator] ?? operator;
}

function eventText(
  event: { readonly event: string; readonly filter?: FilterNode | undefined },
  parts: SentenceParts,
): string {
  const name = event.event === '' ? '…' : parts.event(event.event);
  if (event.filter === undefined) return name;
  return parts.speech.say('segments.say.where', { event: name, filter: filterText(event.filter, parts) });
}

/** Time in words: "in the last 30 days". */
export function rangeText(
  range: SegmentRange | undefined,
  { speech }: Pick<SentenceParts, 'speech'>,
): string {
  if (range === undefined) return speech.say('segments.say.last.day', { count: 7 });
  if (range.type === 'fixed')
    return speech.say('segments.say.from', { start: range.start || '…', end: range.end || '…' });
  return speech.say(`segments.say.last.${range.unit}`, { count: range.lastN });
}

/** One condition in words. */
export function ruleText(rule: SegmentRule, range: SegmentRange | undefined, parts: SentenceParts): string {
  const { say } = parts.speech;
  const time = rangeText(range, parts);
  switch (rule.type) {
    case 'userEvent': {
      const values = { event: eventText(rule.event, parts), metric: metricText(rule, parts), range: time };
      return say(rule.done ? 'segments.say.done' : 'segments.say.notDone', values);
    }
    case 'sequence': {
      const events = rule.events.map((event) => eventText(event, parts)).join(say('segments.say.then'));
      const how = [
        ...(rule.direct ? [say('segments.say.direct')] : []),
        ...(rule.inOneSession ? [say('segments.say.inOneSession')] : []),
      ].join('');
      return say('segments.say.sequence', { events, how, range: time });
    }
    case 'userAttribute': {
      const text = fieldText(rule, parts);
      return say(rule.has ? 'segments.say.has' : 'segments.say.hasNot', { condition: text });
    }
    case 'inSegment': {
      const names = rule.segmentId === '' ? '…' : parts.segment(rule.segmentId);
      return say(rule.in ? 'segments.say.inSegment' : 'segments.say.notInSegment', { names });
    }
  }
}

/** The whole definition as one sentence, which is also its description. */
export function segmentSentence(criteria: SegmentCriteria, parts: SentenceParts): string {
  const hasGroups = criteria.groups.length > 1;
  const groups = criteria.groups.map(({ range, op, filters }) => {
    const texts = filters.map(({ op: inner, conditions }) => {
      const rules = conditions.map((rule) => ruleText(rule, range, parts));
      return bracketed(join(rules, inner, parts), rules.length > 1 && filters.length > 1, parts);
    });
    const isMixed = hasGroups && (filters.length > 1 || (filters[0]?.conditions.length ?? 0) > 1);
    return bracketed(join(texts, op, parts), isMixed, parts);
  });
  return parts.speech.say('segments.say.sentence', { conditions: join(groups, criteria.op, parts) });
}
