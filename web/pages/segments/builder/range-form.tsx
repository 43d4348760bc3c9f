import Input from '@cloudscape-design/components/input';
import type { SegmentRange } from '@millstream/studio/spec';
import { useSay } from '../../../i18n/language.tsx';
import { useScopeApp } from '../../../scope/scope.ts';
import { Choice } from './choice.tsx';
import { NumberInput } from './number-input.tsx';
import { RowField } from './row-field.tsx';
import { rangeProblem } from './rule-problem.ts';

const units = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const;

/** Time that the events of a group lie in. Absent, it is the last 7 days. */
export function RangeForm(props: {
  readonly range: SegmentRange | undefined;
  readonly onChange: (range: SegmentRange) => void;
}) {
  const say = useSay();
  const app = useScopeApp();
  const range: SegmentRange = props.range ?? { type: 'relative', lastN: 7, unit: 'day' };
  const problem = rangeProblem(range);
  return (
    <RowField
      label={say('segments.time')}
      isNarrow
      hint={say('segments.zone', { zone: app?.timeZone ?? '' })}
      error={problem === null ? undefined : say(`segments.problem.${problem}`)}
    >
      <Choice
        value={range.type}
        values={['relative', 'fixed'] as const}
        labelOf={(type) => say(`segments.time.${type}`)}
        ariaLabel={say('segments.time')}
        onChange={(type) =>
          props.onChange(
            type === 'relative' ? { type, lastN: 30, unit: 'day' } : { type, start: '', end: '' },
          )
        }
      />
      {range.type === 'relative' ? (
        <>
          <NumberInput
            value={range.lastN}
            ariaLabel={say('segments.count')}
            onChange={(lastN) => props.onChange({ ...range, lastN })}
          />
          <Choice
            value={range.unit}
            values={range.unit === 'second' ? ['second', ...units] : units}
            labelOf={(unit) => say(`segments.unit.${unit}`)}
            ariaLabel={say('segments.unit')}
            onChange={(unit) => props.onChange({ ...range, unit })}
          />
        </>
      ) : (
        <>
          <Input
            value={range.start}
            placeholder="YYYY-MM-DD"
            ariaLabel={say('segments.start')}
            onChange={({ detail }) => props.onChange({ ...range, start: detail.value })}
          />
          <Input
            value={range.end}
            placeholder="YYYY-MM-DD"
            ariaLabel={say('segments.end')}
            onChange={({ detail }) => props.onChange({ ...range, end: detail.value })}
          />
        </>
      )}
    </RowField>
  );
}
