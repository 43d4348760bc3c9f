import Button from '@cloudscape-design/components/button';
import Select from '@cloudscape-design/components/select';
import { useRef, useState } from 'react';
import { useFormats } from '../i18n/formats.ts';
import { useSay } from '../i18n/language.tsx';
import { Dropdown } from '../panel/dropdown.tsx';
import { CompareDaysForm } from './compare-days-form.tsx';
import { dayCount } from './local-date.ts';
import { compareWords, type PageTimeRange } from './use-time-range.ts';

const otherDays = 'custom';

/** What a page's range is compared with: nothing, days that follow from the range, any other days. */
export function CompareSelect(props: { readonly range: PageTimeRange; readonly hasOtherDays: boolean }) {
  const say = useSay();
  const formats = useFormats();
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef<HTMLDivElement>(null);
  const { range, hasOtherDays } = props;
  const { compare, comparedDays } = range;
  const length = dayCount(range.days.from, range.days.to);
  const options = [
    { value: 'none', label: say('range.noCompare') },
    ...compareWords.map((word) => ({
      value: word as string,
      label: say(`range.vs.${word}`, { days: length }),
    })),
    ...(hasOtherDays ? [{ value: otherDays, label: say('range.vs.custom') }] : []),
  ];
  const isCustom = compare?.type === otherDays;
  const selected =
    isCustom && comparedDays !== null
      ? {
          value: otherDays,
          label: say('range.vs.days', { days: formats.days(comparedDays.from, comparedDays.to) }),
        }
      : (options.find(({ value }) => value === (compare?.type ?? 'none')) ?? null);
  return (
    <div ref={anchor} className="ms-compare">
      <Select
        ariaLabel={say('range.compare')}
        selectedOption={selected}
        options={options}
        onChange={({ detail }) => {
          const word = detail.selectedOption.value;
          if (word === otherDays) setOpen(true);
          else if (word === 'previous' || word === 'week') range.setCompare({ type: word });
          else if (word === 'year') range.setCompare({ type: 'year', matchWeekdays: true });
          else range.setCompare(null);
        }}
      />
      {isCustom && hasOtherDays && (
        <Button
          iconName="edit"
          variant="icon"
          ariaLabel={say('range.otherDaysEdit')}
          onClick={() => setOpen(!isOpen)}
        />
      )}
      {isOpen && (
        <Dropdown title={say('range.otherDays')} anchor={anchor} onClose={() => setOpen(false)}>
          <CompareDaysForm range={range} onDone={() => setOpen(false)} />
        </Dropdown>
      )}
    </div>
  );
}
