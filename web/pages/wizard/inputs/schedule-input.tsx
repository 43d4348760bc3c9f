import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSay } from '../../../i18n/language.tsx';
import { useFieldText } from '../../pipelines/field-text.ts';
import type { FieldInputProps } from '../field-input.tsx';
import { valueAt } from '../spec-tree.ts';
import { fieldElementId } from '../wizard-fields.ts';

const ratePattern = /^rate\((\d*) ?(minute|hour|day)s?\)$/;
const units = ['minute', 'hour', 'day'] as const;

function kindOf(schedule: string): 'continuous' | 'rate' | 'cron' {
  if (schedule === 'continuous') return 'continuous';
  return ratePattern.test(schedule) ? 'rate' : 'cron';
}

/** When the job runs: at once, at a rate, or by a cron line. */
export function ScheduleInput({ wizard, field, isDisabled }: FieldInputProps) {
  const say = useSay();
  const { label } = useFieldText();
  const { path } = field;
  const schedule = String(valueAt(wizard.spec, path) ?? '');
  const kind = kindOf(schedule);
  const [, count = '10', unit = 'minute'] = ratePattern.exec(schedule) ?? [];
  const put = (text: string) => wizard.set(path, text);
  const starts = { continuous: 'continuous', rate: 'rate(10 minutes)', cron: '*/10 * * * *' } as const;
  return (
    <SpaceBetween size="xs">
      <RadioGroup
        ariaLabel={label(path)}
        controlId={fieldElementId(path)}
        value={kind}
        items={(['continuous', 'rate', 'cron'] as const).map((value) => ({
          value,
          label: say(`wizard.schedule.${value}`),
          description: say(`wizard.schedule.${value}.text`),
          disabled: isDisabled,
        }))}
        onChange={({ detail }) => put(starts[detail.value as keyof typeof starts])}
      />
      {kind === 'rate' && (
        <div className="ms-pair">
          <Input
            type="number"
            ariaLabel={say('wizard.schedule.every')}
            value={count}
            disabled={isDisabled}
            onChange={({ detail }) => put(`rate(${detail.value} ${unit}s)`)}
            onBlur={() => wizard.show(path)}
          />
          <Select
            ariaLabel={say('wizard.schedule.unit')}
            disabled={isDisabled}
            selectedOption={{ value: unit, label: say(`unit.${unit}s`) }}
            options={units.map((value) => ({ value, label: say(`unit.${value}s`) }))}
            onChange={({ detail }) => put(`rate(${count} ${detail.selectedOption.value}s)`)}
          />
        </div>
      )}
      {kind === 'cron' && (
        <Input
          ariaLabel={say('wizard.schedule.cron')}
          value={schedule}
          disabled={isDisabled}
          onChange={({ detail }) => put(detail.value)}
          onBlur={() => wizard.show(path)}
        />
      )}
    </SpaceBetween>
  );
}
