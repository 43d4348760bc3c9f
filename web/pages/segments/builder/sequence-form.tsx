import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { SegmentRule } from '@millstream/studio/spec';
import { useSay } from '../../../i18n/language.tsx';
import { EventField } from './event-field.tsx';
import type { RuleProblem } from './rule-problem.ts';

type Sequence = Extract<SegmentRule, { type: 'sequence' }>;
const mostSteps = 10;

/** Form of "has done in order": steps, in one session, direct. */
export function SequenceForm(props: {
  readonly rule: Sequence;
  readonly problem: RuleProblem | null;
  readonly onChange: (rule: Sequence) => void;
}) {
  const say = useSay();
  const { rule, onChange } = props;
  const { events } = rule;
  return (
    <SpaceBetween size="xs">
      {events.map((event, index) => (
        // Steps have no ids of their own; their place is what they are.
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
        <SpaceBetween key={index} size="xxs">
          <EventField
            label={say('segments.step', { number: index + 1 })}
            value={event}
            error={
              event.event === '' && props.problem === 'event' ? say('segments.problem.event') : undefined
            }
            onChange={(next) => onChange({ ...rule, events: events.with(index, next) })}
          />
          {events.length > 2 && (
            <Button
              variant="inline-link"
              onClick={() => onChange({ ...rule, events: events.toSpliced(index, 1) })}
            >
              {say('segments.removeStep', { number: index + 1 })}
            </Button>
          )}
        </SpaceBetween>
      ))}
      <SpaceBetween size="m" direction="horizontal" alignItems="center">
        <Button
          iconName="add-plus"
          disabled={events.length >= mostSteps}
          onClick={() => onChange({ ...rule, events: [...events, { event: '' }] })}
        >
          {say('segments.addStep')}
        </Button>
        <Checkbox
          checked={rule.inOneSession}
          onChange={({ detail }) => onChange({ ...rule, inOneSession: detail.checked })}
        >
          {say('segments.inOneSession')}
        </Checkbox>
        <Checkbox
          checked={rule.direct}
          onChange={({ detail }) => onChange({ ...rule, direct: detail.checked })}
        >
          {say('segments.direct')}
        </Checkbox>
      </SpaceBetween>
    </SpaceBetween>
  );
}
