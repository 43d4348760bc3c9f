import Input from '@cloudscape-design/components/input';

/** A number to type; what is no number is NaN, which the form marks. */
export function NumberInput(props: {
  readonly value: number | undefined;
  readonly onChange: (value: number) => void;
  readonly ariaLabel: string;
}) {
  const { value } = props;
  return (
    <Input
      type="number"
      inputMode="decimal"
      value={value === undefined || Number.isNaN(value) ? '' : String(value)}
      ariaLabel={props.ariaLabel}
      onChange={({ detail }) => props.onChange(detail.value === '' ? Number.NaN : Number(detail.value))}
    />
  );
}
