import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { SegmentCriteria } from '@millstream/studio/spec';
import { useSay } from '../../../i18n/language.tsx';
import { Choice } from './choice.tsx';
import { GroupForm } from './group-form.tsx';
import { newGroup } from './new-parts.ts';

/** All groups of a definition. */
export function CriteriaForm(props: {
  readonly criteria: SegmentCriteria;
  readonly onEdit: (name: string, criteria: SegmentCriteria) => void;
}) {
  const say = useSay();
  const { criteria, onEdit } = props;
  const { groups } = criteria;
  return (
    <SpaceBetween size="m">
      {groups.length > 1 && (
        <FormField label={say('segments.opLabel')}>
          <Choice
            value={criteria.op}
            values={['and', 'or'] as const}
            labelOf={(op) => say(`segments.op.${op}`)}
            ariaLabel={say('segments.opLabel')}
            onChange={(op) => onEdit(say('segments.edit.op'), { ...criteria, op })}
          />
        </FormField>
      )}
      {groups.map((group, at) => (
        <GroupForm
          // biome-ignore lint/suspicious/noArrayIndexKey: a group is its place
          key={at}
          group={group}
          number={at + 1}
          isOnly={groups.length === 1}
          onEdit={(name, next) =>
            onEdit(name, {
              ...criteria,
              groups: next === null ? groups.toSpliced(at, 1) : groups.with(at, next),
            })
          }
        />
      ))}
      <Button
        iconName="add-plus"
        onClick={() =>
          onEdit(say('segments.edit.addGroup'), { ...criteria, groups: [...groups, newGroup()] })
        }
      >
        {say('segments.addGroup')}
      </Button>
    </SpaceBetween>
  );
}
