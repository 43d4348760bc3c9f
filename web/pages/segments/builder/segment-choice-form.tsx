import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import type { SegmentRule } from '@millstream/studio/spec';
import { useParams } from 'react-router';
import { useSay } from '../../../i18n/language.tsx';
import { useSegments } from '../segment-api.ts';
import type { RuleProblem } from './rule-problem.ts';

type InSegment = Extract<SegmentRule, { type: 'inSegment' }>;

/** Form of "is (not) in segment". */
export function SegmentChoiceForm(props: {
  readonly rule: InSegment;
  readonly problem: RuleProblem | null;
  readonly onChange: (rule: InSegment) => void;
}) {
  const say = useSay();
  const { segmentId: own } = useParams();
  const { data = [] } = useSegments();
  const { rule } = props;
  // A segment made from itself has no members.
  const options = data.filter(({ id }) => id !== own).map(({ id, name }) => ({ value: id, label: name }));
  const chosen = options.find(({ value }) => value === rule.segmentId);
  return (
    <FormField
      label={say('segments.segment')}
      errorText={props.problem === 'segment' ? say('segments.problem.segment') : undefined}
    >
      <Select
        selectedOption={
          rule.segmentId === '' ? null : (chosen ?? { value: rule.segmentId, label: rule.segmentId })
        }
        options={options}
        filteringType="auto"
        expandToViewport
        placeholder={say('segments.chooseSegment')}
        ariaLabel={say('segments.segment')}
        onChange={({ detail }) => props.onChange({ ...rule, segmentId: detail.selectedOption.value ?? '' })}
      />
    </FormField>
  );
}
