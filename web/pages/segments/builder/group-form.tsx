import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { SegmentRule } from '@millstream/studio/spec';
import { useSay } from '../../../i18n/language.tsx';
import { Choice } from './choice.tsx';
import { newFilter, newRule, type SegmentFilter, type SegmentGroup } from './new-parts.ts';
import { RangeForm } from './range-form.tsx';
import { RuleForm } from './rule-form.tsx';

/** Makes a named edit of a group; without a group it is taken away. */
export type EditGroup = (name: string, group: SegmentGroup | null) => void;

const both = ['and', 'or'] as const;

/** A group: its time, its conditions, all or any of which hold. */
export function GroupForm(props: {
  readonly group: SegmentGroup;
  readonly number: number;
  readonly isOnly: boolean;
  readonly onEdit: EditGroup;
}) {
  const say = useSay();
  const { group, number, onEdit } = props;
  const { filters } = group;
  const places = { group: number };
  const editFilter = (at: number, name: string, filter: SegmentFilter) =>
    onEdit(name, { ...group, filters: filters.with(at, filter) });
  const conditionCount = filters.flatMap(({ conditions }) => conditions).length;
  const numberOf = (at: number, inner: number) =>
    filters.slice(0, at).flatMap(({ conditions }) => conditions).length + inner + 1;
  const removeRule = (at: number, inner: number) => {
    const filter = filters[at];
    if (filter === undefined) return;
    const conditions = filter.conditions.toSpliced(inner, 1);
    const next =
      conditions.length === 0 ? filters.toSpliced(at, 1) : filters.with(at, { ...filter, conditions });
    onEdit(say('segments.edit.removeCondition', { ...places, number: numberOf(at, inner) }), {
      ...group,
      filters: next,
    });
  };
  const changeRule = (at: number, inner: number, rule: SegmentRule) => {
    const filter = filters[at];
    if (filter === undefined) return;
    const name = say('segments.edit.condition', { ...places, number: numberOf(at, inner) });
    editFilter(at, name, { ...filter, conditions: filter.conditions.with(inner, rule) });
  };
  return (
    <Container
      header={
        <Header
          variant="h3"
          actions={
            !props.isOnly && (
              <Button onClick={() => onEdit(say('segments.edit.removeGroup', { number }), null)}>
                {say('segments.removeGroup', { number })}
              </Button>
            )
          }
        >
          {say('segments.group', { number })}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <RangeForm
          range={group.range}
          onChange={(range) => onEdit(say('segments.edit.range', places), { ...group, range })}
        />
        {filters.length > 1 && (
          <Choice
            value={group.op}
            values={both}
            labelOf={(op) => say(`segments.op.${op}`)}
            ariaLabel={say('segments.opLabel')}
            onChange={(op) => onEdit(say('segments.edit.op'), { ...group, op })}
          />
        )}
        {filters.map((filter, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition is its place
          <SpaceBetween key={at} size="s">
            {filter.conditions.length > 1 && (
              <Choice
                value={filter.op}
                values={both}
                labelOf={(op) => say(`segments.op.${op}`)}
                ariaLabel={say('segments.opLabel')}
                onChange={(op) => editFilter(at, say('segments.edit.op'), { ...filter, op })}
              />
            )}
            {filter.conditions.map((rule, inner) => (
              <RuleForm
                // biome-ignore lint/suspicious/noArrayIndexKey: a condition is its place
                key={inner}
                rule={rule}
                removeLabel={say('segments.removeCondition', { ...places, number: numberOf(at, inner) })}
                onChange={(next) => changeRule(at, inner, next)}
                onRemove={conditionCount === 1 ? null : () => removeRule(at, inner)}
              />
            ))}
            <Button
              variant="inline-link"
              onClick={() =>
                editFilter(at, say('segments.edit.addCondition', places), {
                  ...filter,
                  conditions: [...filter.conditions, newRule('done')],
                })
              }
            >
              {say('segments.addOr')}
            </Button>
          </SpaceBetween>
        ))}
        <Button
          iconName="add-plus"
          onClick={() =>
            onEdit(say('segments.edit.addCondition', places), {
              ...group,
              filters: [...filters, newFilter()],
            })
          }
        >
          {say('segments.addCondition')}
        </Button>
      </SpaceBetween>
    </Container>
  );
}
