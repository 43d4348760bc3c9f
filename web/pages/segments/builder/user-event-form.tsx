import SpaceBetween from '@cloudscape-design/components/space-between';
import { type FieldRef, isNumeric, type SegmentMetric, type SegmentRule } from '@millstream/studio/spec';
import { useSay } from '../../../i18n/language.tsx';
import { Choice } from './choice.tsx';
import { EventField } from './event-field.tsx';
import { FieldSelect } from './field-select.tsx';
import { NumberInput } from './number-input.tsx';
import { RowField } from './row-field.tsx';
import type { RuleProblem } from './rule-problem.ts';

type UserEvent = Extract<SegmentRule, { type: 'userEvent' }>;

const plainMetrics = ['total', 'timesPerDay', 'consecutiveDays', 'daysHavingEvent'] as const;
const fieldMetrics = ['sum', 'min', 'max', 'avg', 'countDistinct'] as const;
const operators = ['>=', '>', '=', '!=', '<', '<=', 'between'] as const;
const noField: FieldRef = { category: 'event', name: '', type: 'number' };

function isFieldMetric(type: SegmentMetric['type']): type is (typeof fieldMetrics)[number] {
  return fieldMetrics.some((one) => one === type);
}

/** The measure of another kind, its field kept where it fits. */
function metricOf(type: SegmentMetric['type'], before: SegmentMetric): SegmentMetric {
  if (!isFieldMetric(type)) return { type };
  const field = 'field' in before ? before.field : noField;
  const fits = type === 'countDistinct' || isNumeric(field.type);
  return { type, field: fits ? field : noField };
}

/** Form of "has (not) done an event": event, filter, measure, comparison. */
export function UserEventForm(props: {
  readonly rule: UserEvent;
  readonly problem: RuleProblem | null;
  readonly onChange: (rule: UserEvent) => void;
}) {
  const say = useSay();
  const { rule, problem, onChange } = props;
  const { metric, operator, value } = rule;
  const [least, most] = value;
  const error = (...words: RuleProblem[]) =>
    problem !== null && words.includes(problem) ? say(`segments.problem.${problem}`) : undefined;
  return (
    <SpaceBetween size="xs">
      <EventField
        label={say('segments.event')}
        value={rule.event}
        error={error('event')}
        onChange={(event) => onChange({ ...rule, event })}
      />
      <RowField label={say('segments.metric')} error={error('value', 'between', 'metricField')}>
        <Choice
          value={metric.type}
          values={[...plainMetrics, ...fieldMetrics]}
          labelOf={(type) => say(`segments.metric.${type}`)}
          ariaLabel={say('segments.metric')}
          onChange={(type) => onChange({ ...rule, metric: metricOf(type, metric) })}
        />
        {'field' in metric && (
          <FieldSelect
            value={metric.field}
            accepts={(field) => metric.type === 'countDistinct' || isNumeric(field.type)}
            ariaLabel={say('segments.field')}
            onChange={(field) => onChange({ ...rule, metric: { ...metric, field } })}
          />
        )}
        <Choice
          value={operator}
          values={operators}
          labelOf={(one) => say(`segments.operator.${one}`)}
          ariaLabel={say('segments.operator')}
          onChange={(next) =>
            onChange({
              ...rule,
              operator: next,
              value: next === 'between' ? [least ?? 1, most ?? least ?? 1] : [least ?? 1],
            })
          }
        />
        <NumberInput
          value={least}
          ariaLabel={say('segments.value')}
          onChange={(number) => onChange({ ...rule, value: [number, ...value.slice(1)] })}
        />
        {operator === 'between' && (
          <NumberInput
            value={most}
            ariaLabel={say('segments.valueTo')}
            onChange={(number) => onChange({ ...rule, value: [least ?? Number.NaN, number] })}
          />
        )}
      </RowField>
    </SpaceBetween>
  );
}
