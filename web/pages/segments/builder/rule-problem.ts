import type { SegmentRange, SegmentRule, SegmentSpec } from '@millstream/studio/spec';

/** What is missing or wrong at one spot; the word of a message `segments.problem.<word>`. */
export type RuleProblem =
  | 'event'
  | 'value'
  | 'between'
  | 'metricField'
  | 'field'
  | 'attributeValue'
  | 'segment'
  | 'range';

function hasEvery(events: readonly { readonly event: string }[]): boolean {
  return events.every(({ event }) => event !== '');
}

/** What is missing in a condition; null when it can be counted. */
export function ruleProblem(rule: SegmentRule): RuleProblem | null {
  switch (rule.type) {
    case 'userEvent': {
      if (rule.event.event === '') return 'event';
      if ('field' in rule.metric && rule.metric.field.name === '') return 'metricField';
      const [least, most] = rule.value;
      if (least === undefined || !Number.isFinite(least)) return 'value';
      if (rule.operator !== 'between') return null;
      return most === undefined || !Number.isFinite(most) || least > most ? 'between' : null;
    }
    case 'sequence':
      return hasEvery(rule.events) ? null : 'event';
    case 'userAttribute': {
      if (rule.field.name === '') return 'field';
      const needsNone = ['is_null', 'is_not_null', 'is_true', 'is_false'].includes(rule.operator);
      const values = rule.value ?? [];
      return needsNone || (values.length > 0 && values.every((value) => value !== ''))
        ? null
        : 'attributeValue';
    }
    case 'inSegment':
      return rule.segmentId === '' ? 'segment' : null;
  }
}

/** What is wrong with a group's time. */
export function rangeProblem(range: SegmentRange | undefined): RuleProblem | null {
  if (range === undefined) return null;
  if (range.type === 'fixed')
    return range.start !== '' && range.end !== '' && range.start <= range.end ? null : 'range';
  return Number.isInteger(range.lastN) && range.lastN > 0 ? null : 'range';
}

/** Whether a definition can be counted. */
export function isComplete({ criteria }: SegmentSpec): boolean {
  if (criteria === undefined) return false;
  return criteria.groups.every(
    ({ range, filters }) =>
      rangeProblem(range) === null &&
      filters.every(({ conditions }) => conditions.every((rule) => ruleProblem(rule) === null)),
  );
}
