import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { SegmentRule } from '@millstream/studio/spec';
import { useSay } from '../../../i18n/language.tsx';
import { AttributeForm } from './attribute-form.tsx';
import { Choice } from './choice.tsx';
import { kindOf, newRule, ruleKinds } from './new-parts.ts';
import { type RuleProblem, ruleProblem } from './rule-problem.ts';
import { SegmentChoiceForm } from './segment-choice-form.tsx';
import { SequenceForm } from './sequence-form.tsx';
import { UserEventForm } from './user-event-form.tsx';

/** One condition: its kind, its form, and how it is taken away. */
export function RuleForm(props: {
  readonly rule: SegmentRule;
  readonly removeLabel: string;
  readonly onChange: (rule: SegmentRule) => void;
  /** Absent for the only condition. */
  readonly onRemove: (() => void) | null;
}) {
  const say = useSay();
  const { rule, onChange } = props;
  return (
    <div className="ms-segment-rule">
      <div className="ms-segment-rule-head">
        <Choice
          value={kindOf(rule)}
          values={ruleKinds}
          labelOf={(kind) => say(`segments.kind.${kind}`)}
          ariaLabel={say('segments.kind')}
          onChange={(kind) => onChange(newRule(kind, rule))}
        />
        {props.onRemove && (
          <Button variant="icon" iconName="close" ariaLabel={props.removeLabel} onClick={props.onRemove} />
        )}
      </div>
      <SpaceBetween size="xs">{formOf(rule, ruleProblem(rule), onChange)}</SpaceBetween>
    </div>
  );
}

function formOf(rule: SegmentRule, problem: RuleProblem | null, onChange: (rule: SegmentRule) => void) {
  switch (rule.type) {
    case 'userEvent':
      return <UserEventForm rule={rule} problem={problem} onChange={onChange} />;
    case 'sequence':
      return <SequenceForm rule={rule} problem={problem} onChange={onChange} />;
    case 'userAttribute':
      return <AttributeForm rule={rule} problem={problem} onChange={onChange} />;
    case 'inSegment':
      return <SegmentChoiceForm rule={rule} problem={problem} onChange={onChange} />;
  }
}
