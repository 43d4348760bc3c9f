import Select, { type SelectProps } from '@cloudscape-design/components/select';
import type { FieldRef } from '@millstream/studio/spec';
import { useMemo } from 'react';
import { useFields } from '../../../filters/use-fields.ts';
import { useSay } from '../../../i18n/language.tsx';

/** Chooses a field; `accepts` leaves out those that do not fit. */
export function FieldSelect(props: {
  readonly value: FieldRef;
  readonly onChange: (field: FieldRef) => void;
  readonly accepts: (field: FieldRef) => boolean;
  readonly ariaLabel: string;
}) {
  const say = useSay();
  const fields = useFields();
  const { accepts, value } = props;
  const options = useMemo<readonly SelectProps.Option[]>(
    () =>
      fields
        .filter((field) => accepts(field))
        .map((field) => ({
          value: field.id,
          label: field.displayName,
          description: field.name,
          filteringTags: [field.name],
        })),
    [accepts, fields],
  );
  const known = fields.find(
    ({ category, name, type }) => category === value.category && name === value.name && type === value.type,
  );
  const selected =
    value.name === ''
      ? null
      : (options.find((option) => option.value === known?.id) ?? { value: value.name, label: value.name });
  return (
    <Select
      selectedOption={selected}
      options={options}
      filteringType="auto"
      expandToViewport
      placeholder={say('segments.chooseField')}
      ariaLabel={props.ariaLabel}
      onChange={({ detail }) => {
        const field = fields.find(({ id }) => id === detail.selectedOption.value);
        if (field !== undefined)
          props.onChange({ category: field.category, name: field.name, type: field.type });
      }}
    />
  );
}
