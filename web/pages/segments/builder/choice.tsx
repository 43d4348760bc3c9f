import Select from '@cloudscape-design/components/select';

/** Chooses one of a few words. */
export function Choice<Value extends string>(props: {
  readonly value: Value;
  readonly values: readonly Value[];
  readonly labelOf: (value: Value) => string;
  readonly onChange: (value: Value) => void;
  readonly ariaLabel: string;
}) {
  const options = props.values.map((value) => ({ value, label: props.labelOf(value) }));
  return (
    <Select
      selectedOption={options.find(({ value }) => value === props.value) ?? null}
      options={options}
      expandToViewport
      ariaLabel={props.ariaLabel}
      onChange={({ detail }) => {
        const chosen = props.values.find((value) => value === detail.selectedOption.value);
        if (chosen !== undefined) props.onChange(chosen);
      }}
    />
  );
}
