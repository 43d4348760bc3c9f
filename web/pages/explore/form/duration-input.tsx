import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import { useState } from 'react';
import { useSay } from '../../../i18n/language.tsx';

const units = { second: 1, minute: 60, hour: 3_600, day: 86_400, month: 2_592_000 } as const;
type Unit = keyof typeof units;

/** The largest unit that a number of seconds is whole in. */
export function unitOfSeconds(seconds: number): Unit {
  const fitting = (Object.keys(units) as Unit[]).filter(
    (unit) => seconds >= units[unit] && seconds % units[unit] === 0,
  );
  return fitting.at(-1) ?? 'second';
}

/** A duration as a number and its unit. */
export function DurationInput(props: {
  readonly label: string;
  readonly seconds: number;
  readonly problem: string | null;
  readonly onChange: (seconds: number) => void;
}) {
  const say = useSay();
  const [unit, setUnit] = useState<Unit>(() => unitOfSeconds(props.seconds));
  const options = (Object.keys(units) as Unit[]).map((value) => ({
    value,
    label: say(`explore.timeUnit.${value}`),
  }));
  const shown = Number.isFinite(props.seconds) ? String(props.seconds / units[unit]) : '';
  return (
    <FormField label={props.label} errorText={props.problem} stretch>
      <div className="ms-two">
        <Input
          type="number"
          inputMode="decimal"
          ariaLabel={props.label}
          invalid={props.problem !== null}
          value={shown === '0' ? '' : shown}
          onChange={({ detail }) => props.onChange(Number(detail.value) * units[unit])}
        />
        <Select
          ariaLabel={say('explore.unitOf', { what: props.label })}
          options={options}
          selectedOption={options.find(({ value }) => value === unit) ?? null}
          onChange={({ detail }) => {
            const next = detail.selectedOption.value as Unit;
            const amount = props.seconds / units[unit];
            setUnit(next);
            props.onChange(amount * units[next]);
          }}
        />
      </div>
    </FormField>
  );
}
