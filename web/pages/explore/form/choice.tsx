import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { useSay } from '../../../i18n/language.tsx';

/** A choice among a few words, each with a message `explore.PREFIX.VALUE`. */
export function Choice<Value extends string>(props: {
  readonly label: string;
  readonly prefix: string;
  readonly values: readonly Value[];
  readonly value: Value;
  readonly description?: string;
  readonly hideLabel?: boolean;
  readonly onChange: (value: Value, shown: string) => void;
}) {
  const say = useSay();
  const options = props.values.map((value) => ({ value, label: say(`explore.${props.prefix}.${value}`) }));
  return (
    <FormField stretch label={props.hideLabel ? undefined : props.label} description={props.description}>
      <Select
        {...(props.hideLabel ? { ariaLabel: props.label } : {})}
        options={options}
        selectedOption={options.find(({ value }) => value === props.value) ?? null}
        onChange={({ detail }) => {
          const chosen = props.values.find((value) => value === detail.selectedOption.value);
          if (chosen !== undefined) props.onChange(chosen, detail.selectedOption.label ?? chosen);
        }}
      />
    </FormField>
  );
}
