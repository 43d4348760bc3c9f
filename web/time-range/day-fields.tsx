import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSay } from '../i18n/language.tsx';
import { areDays, type DayRange } from './range.ts';

/** First and last day, both included; says so when they are no range. */
export function DayFields(props: { readonly days: DayRange; readonly onChange: (days: DayRange) => void }) {
  const say = useSay();
  const { days, onChange } = props;
  const isWrong = !areDays(days);
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {(['from', 'to'] as const).map((side) => (
        <FormField
          key={side}
          label={say(`range.${side}`)}
          errorText={isWrong && side === 'to' ? say('range.daysWrong') : undefined}
        >
          <DatePicker
            value={days[side]}
            expandToViewport
            placeholder="YYYY-MM-DD"
            onChange={({ detail }) => onChange({ ...days, [side]: detail.value })}
          />
        </FormField>
      ))}
    </SpaceBetween>
  );
}
