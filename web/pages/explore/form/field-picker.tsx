import FormField from '@cloudscape-design/components/form-field';
import Select, { type SelectProps } from '@cloudscape-design/components/select';
import { type FieldRef, isNumeric } from '@millstream/studio/spec';
import { useMemo } from 'react';
import { cutMiddle, visibleText } from '../../../charts/cut-text.ts';
import { type FieldEntry, fieldLabel, useFields } from '../../../filters/use-fields.ts';
import { useSay } from '../../../i18n/language.tsx';

const longestLabel = 80;

/** Fields by their groups, those with data first. */
export function fieldOptions(
  fields: readonly FieldEntry[],
  say: (id: string) => string,
): SelectProps.Options {
  const groupOf = ({ category, group }: FieldEntry) => {
    if (category === 'event') return say('explore.group.customEvent');
    if (category === 'user' || category === 'user_outer')
      return say(category === 'user' ? 'explore.group.customUser' : 'explore.group.userPreset');
    return group === null ? say('explore.group.other') : say(`explore.group.${group}`);
  };
  return [...Map.groupBy(fields, groupOf)].map(([label, list]) => ({
    label,
    options: list
      .toSorted((a, b) => Number(b.hasData) - Number(a.hasData))
      .map((field) => ({
        value: field.id,
        label: cutMiddle(visibleText(field.displayName), longestLabel),
        labelTag: field.type,
        description: [
          field.displayName === field.name ? '' : cutMiddle(visibleText(field.name), 100),
          field.hasData ? '' : say('explore.noDataYet'),
        ]
          .filter((part) => part !== '')
          .join(' · '),
        filteringTags: [field.name, field.displayName],
      })),
  }));
}

/** Chooses a field of legal types only. */
export function FieldPicker(props: {
  readonly label: string;
  readonly value: FieldRef | undefined;
  readonly numbersOnly?: boolean;
  readonly problem: string | null;
  readonly isOptional?: boolean;
  readonly onChange: (field: FieldRef | undefined, shown: string) => void;
}) {
  const say = useSay();
  const fields = useFields();
  const { numbersOnly = false, isOptional = false, value } = props;
  const legal = useMemo(
    () => (numbersOnly ? fields.filter(({ type }) => isNumeric(type)) : fields),
    [fields, numbersOnly],
  );
  const options = useMemo<SelectProps.Options>(
    () => [
      ...(isOptional ? [{ value: '', label: say('explore.noField') }] : []),
      ...fieldOptions(legal, say),
    ],
    [legal, isOptional, say],
  );
  return (
    <FormField errorText={props.problem} stretch>
      <Select
        ariaLabel={props.label}
        invalid={props.problem !== null}
        placeholder={say(isOptional ? 'explore.chooseEqual' : 'explore.chooseField')}
        filteringType="auto"
        filteringPlaceholder={say('explore.searchFields')}
        filteringAriaLabel={say('explore.searchFields')}
        virtualScroll={legal.length > 100}
        empty={say('explore.noFields')}
        noMatch={say('explore.noMatch')}
        options={options}
        selectedOption={
          value === undefined
            ? null
            : { value: 'chosen', label: cutMiddle(visibleText(fieldLabel(value, fields)), longestLabel) }
        }
        onChange={({ detail }) => {
          const field = legal.find(({ id }) => id === detail.selectedOption.value);
          props.onChange(
            field === undefined
              ? undefined
              : { category: field.category, name: field.name, type: field.type },
            detail.selectedOption.label ?? '',
          );
        }}
      />
    </FormField>
  );
}
