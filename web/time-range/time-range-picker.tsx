import Button from '@cloudscape-design/components/button';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Granularity } from '@millstream/studio/spec';
import { useRef, useState } from 'react';
import { useSay } from '../i18n/language.tsx';
import { Dropdown } from '../panel/dropdown.tsx';
import { CompareSelect } from './compare-select.tsx';
import { dayCount } from './local-date.ts';
import { movedRange } from './range.ts';
import { RangeForm } from './range-form.tsx';
import { useRangeName } from './range-name.ts';
import type { PageTimeRange } from './use-time-range.ts';

const mostHourlyDays = 31;
const allGrains: readonly Granularity[] = ['hour', 'day', 'week', 'month'];

/** Range, comparison and bucket size: "[Last 7 days · 4–10 Mar] vs previous, by Day, Asia/Tokyo". */
export function TimeRangePicker(props: {
  readonly range: PageTimeRange;
  readonly hasCompare?: boolean;
  /** Whether any other days can be compared with. @default true */
  readonly hasOtherDays?: boolean;
  /** Bucket sizes to choose from; none leaves the choice out. */
  readonly grains?: readonly Granularity[];
}) {
  const say = useSay();
  const nameOf = useRangeName();
  const [isOpen, setOpen] = useState(false);
  const trigger = useRef<HTMLDivElement>(null);
  const { range, hasCompare = true, hasOtherDays = true, grains = allGrains } = props;
  const length = dayCount(range.days.from, range.days.to);
  const grainOptions = grains.map((grain) => ({
    value: grain,
    label: say('range.by', { grain }),
    ...(grain === 'hour' && length > mostHourlyDays
      ? { disabled: true, disabledReason: say('range.hourLimit', { days: mostHourlyDays }) }
      : {}),
  }));
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      <Button
        iconName="angle-left"
        variant="icon"
        ariaLabel={say('range.earlier')}
        onClick={() => range.setScope(movedRange(range.days, -1))}
      />
      <div ref={trigger} data-shortcut="time">
        <Button iconName="calendar" onClick={() => setOpen(!isOpen)} ariaExpanded={isOpen}>
          {nameOf(range.scope, range.days)}
        </Button>
        {isOpen && (
          <Dropdown title={say('range.title')} anchor={trigger} onClose={() => setOpen(false)}>
            <RangeForm range={range} onDone={() => setOpen(false)} />
          </Dropdown>
        )}
      </div>
      <Button
        iconName="angle-right"
        variant="icon"
        ariaLabel={say('range.later')}
        onClick={() => range.setScope(movedRange(range.days, 1))}
      />
      {hasCompare && <CompareSelect range={range} hasOtherDays={hasOtherDays} />}
      {grains.length > 0 && (
        <Select
          ariaLabel={say('range.grain')}
          selectedOption={grainOptions.find(({ value }) => value === (range.grain ?? 'day')) ?? null}
          options={grainOptions}
          onChange={({ detail }) => range.setGrain(detail.selectedOption.value as Granularity)}
        />
      )}
      <span className="ms-zone">{range.timeZone}</span>
    </SpaceBetween>
  );
}
