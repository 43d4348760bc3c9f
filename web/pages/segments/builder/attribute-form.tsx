import Autosuggest from '@cloudscape-design/components/autosuggest';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TokenGroup from '@cloudscape-design/components/token-group';
import { type FieldRef, isNumeric, operatorsOf, type SegmentRule } from '@millstream/studio/spec';
import { useMemo, useState } from 'react';
import { useMetadataValues } from '../../../filters/use-fields.ts';
import { useSay } from '../../../i18n/language.tsx';
import { Choice } from './choice.tsx';
import { FieldSelect } from './field-select.tsx';
import { NumberInput } from './number-input.tsx';
import { RowField } from './row-field.tsx';
import type { RuleProblem } from './rule-problem.ts';

type Attribute = Extract<SegmentRule, { type: 'userAttribute' }>;

function kindOfType(type: FieldRef['type']): keyof typeof operatorsOf {
  if (type === 'boolean') return 'boolean';
  return isNumeric(type) ? 'number' : 'string';
}

const isOfUser = ({ category }: FieldRef) => category === 'user' || category === 'user_outer';
const takesNone: ReadonlySet<string> = new Set(['is_null', 'is_not_null', 'is_true', 'is_false']);
const takesMany: ReadonlySet<string> = new Set(['in', 'not_in', 'contains', 'not_contains']);

/** Values that fit an operator and a type; texts that are no numbers are dropped. */
function valuesFor(operator: string, type: FieldRef['type'], values: readonly (string | number)[]) {
  if (takesNone.has(operator)) return undefined;
  const fitting = isNumeric(type)
    ? values.map(Number).filter((value) => !Number.isNaN(value))
    : values.map(String);
  if (takesMany.has(operator)) return fitting;
  if (operator === 'between') return [fitting[0] ?? 0, fitting[1] ?? fitting[0] ?? 0];
  return [fitting[0] ?? (isNumeric(type) ? 0 : '')];
}

/** Form of "is (not)": an attribute of the user and its values. */
export function AttributeForm(props: {
  readonly rule: Attribute;
  readonly problem: RuleProblem | null;
  readonly onChange: (rule: Attribute) => void;
}) {
  const say = useSay();
  const { rule, problem, onChange } = props;
  const operators = operatorsOf[kindOfType(rule.field.type)];
  const operator = operators.find((one) => one === rule.operator) ?? operators[0];
  const withOperator = (next: Attribute['operator'], field = rule.field) => {
    const value = valuesFor(next, field.type, rule.value ?? []);
    const { value: _before, ...rest } = rule;
    onChange({ ...rest, field, operator: next, ...(value === undefined ? {} : { value }) });
  };
  const isWrong = problem === 'field' || problem === 'attributeValue';
  return (
    <RowField label={say('segments.field')} error={isWrong ? say(`segments.problem.${problem}`) : undefined}>
      <FieldSelect
        value={rule.field}
        accepts={isOfUser}
        ariaLabel={say('segments.field')}
        onChange={(field) => {
          const first = operatorsOf[kindOfType(field.type)];
          withOperator(
            first.find((one) => one === rule.operator) ?? (first.includes('=' as never) ? '=' : first[0]),
            field,
          );
        }}
      />
      <Choice
        value={operator}
        values={operators}
        labelOf={(one) => say(`segments.operator.${one}`)}
        ariaLabel={say('segments.operator')}
        onChange={(next) => withOperator(next)}
      />
      {takesNone.has(rule.operator) ? (
        <span />
      ) : (
        <AttributeValues rule={rule} onChange={(value) => onChange({ ...rule, value: [...value] })} />
      )}
    </RowField>
  );
}

function AttributeValues(props: {
  readonly rule: Attribute;
  readonly onChange: (value: readonly (string | number)[]) => void;
}) {
  const say = useSay();
  const [text, setText] = useState('');
  const { data } = useMetadataValues(true);
  const { field, operator, value = [] } = props.rule;
  const options = useMemo(() => {
    const known = (data?.userAttributes ?? []).find(
      ({ category, name, type }) => category === field.category && name === field.name && type === field.type,
    );
    return (known?.values ?? []).map((one) => ({
      value: one.value,
      ...(one.displayValue === one.value ? {} : { label: one.displayValue }),
      labelTag: String(one.count),
    }));
  }, [data, field]);
  if (operator === 'between')
    return (
      <SpaceBetween size="xxs" direction="horizontal">
        {[0, 1].map((at) => (
          <NumberInput
            key={at}
            value={Number(value[at] ?? Number.NaN)}
            ariaLabel={say(at === 0 ? 'segments.value' : 'segments.valueTo')}
            onChange={(number) => props.onChange([...value, 0, 0].slice(0, 2).with(at, number))}
          />
        ))}
      </SpaceBetween>
    );
  if (isNumeric(field.type) && !takesMany.has(operator))
    return (
      <NumberInput
        value={Number(value[0] ?? Number.NaN)}
        ariaLabel={say('segments.value')}
        onChange={(number) => props.onChange([number])}
      />
    );
  const isMany = takesMany.has(operator);
  const typed = (next: string) => (isNumeric(field.type) ? Number(next) : next);
  const add = (next: string) => {
    if (next === '' || Number.isNaN(typed(next))) return;
    if (!value.includes(typed(next))) props.onChange([...value.filter((one) => one !== ''), typed(next)]);
    setText('');
  };
  return (
    <SpaceBetween size="xxs">
      <Autosuggest
        value={isMany ? text : String(value[0] ?? '')}
        options={options}
        enteredTextLabel={(one) => one}
        expandToViewport
        ariaLabel={say('segments.value')}
        onChange={({ detail }) => (isMany ? setText(detail.value) : props.onChange([detail.value]))}
        onSelect={({ detail }) => (isMany ? add(detail.value) : props.onChange([detail.value]))}
        onKeyDown={({ detail }) => isMany && detail.key === 'Enter' && add(text)}
        onBlur={() => isMany && add(text)}
      />
      {isMany && (
        <TokenGroup
          items={value
            .filter((one) => one !== '')
            .map((one) => ({ label: String(one), dismissLabel: `${say('action.remove')}: ${one}` }))}
          onDismiss={({ detail }) => props.onChange(value.toSpliced(detail.itemIndex, 1))}
        />
      )}
    </SpaceBetween>
  );
}
