import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TimeScope } from '@millstream/studio/spec';
import { useState } from 'react';
import { useSay } from '../i18n/language.tsx';
import { DayFields } from './day-fields.tsx';
import { areDays, namedRanges, rangeToText } from './range.ts';
import type { PageTimeRange } from './use-time-range.ts';

const units = ['day', 'week', 'month', 'year'] as const;
type Unit = (typeof units)[number];

/** Minutes that the browser's clock is ahead of a zone's; negative when behind. */
function minutesAhead(timeZone: string): number {
  const now = new Date();
  const there = new Date(now.toLocaleString('en-US', { timeZone }));
  const here = new Date(now.toLocaleString('en-US'));
  return Math.round((here.getTime() - there.getTime()) / 60_000);
}

/** Choosing a range: names, the last N units, two days. */
export function RangeForm({ range, onDone }: { readonly range: PageTimeRange; readonly onDone: () => void }) {
  const say = useSay();
  const { scope, days, timeZone } = range;
  const relative = scope.type === 'relative' ? scope : null;
  const [count, setCount] = useState(String(relative?.lastN ?? 7));
  const [unit, setUnit] = useState<Unit>(relative?.unit ?? 'day');
  const [hasToday, setToday] = useState(!(relative?.complete ?? false));
  const [own, setOwn] = useState(days);
  const [kind, setKind] = useState<'relative' | 'fixed'>(scope.type);
  const lastN = Number(count);
  const isCountWrong = !(Number.isInteger(lastN) && lastN >= 1 && lastN <= 3_650);
  const isWrong = kind === 'relative' ? isCountWrong : !areDays(own);
  const choose = (next: TimeScope) => {
    range.setScope(next);
    onDone();
  };
  const apply = () =>
    choose(
      kind === 'fixed'
        ? { type: 'fixed', start: own.from, end: own.to }
        : { type: 'relative', lastN, unit, ...(hasToday ? {} : { complete: true }) },
    );
  const hours = minutesAhead(timeZone) / 60;
  return (
    <SpaceBetween size="s">
      <div className="ms-range-names">
        {Object.entries(namedRanges).map(([name, named]) => (
          <Button
            key={name}
            variant="inline-link"
            disabled={rangeToText(scope) === name}
            onClick={() => choose(named)}
          >
            {say(`range.${name}`)}
          </Button>
        ))}
      </div>
      <SpaceBetween direction="horizontal" size="xs" alignItems="end">
        <FormField
          label={say('range.lastLabel')}
          errorText={isCountWrong ? say('range.countLimit') : undefined}
        >
          <Input
            type="number"
            value={count}
            onChange={({ detail }) => {
              setCount(detail.value);
              setKind('relative');
            }}
          />
        </FormField>
        <Select
          ariaLabel={say('range.unit')}
          selectedOption={{ value: unit, label: say('range.units', { unit }) }}
          options={units.map((value) => ({ value, label: say('range.units', { unit: value }) }))}
          onChange={({ detail }) => {
            setUnit(detail.selectedOption.value as Unit);
            setKind('relative');
          }}
        />
        <Checkbox
          checked={hasToday}
          onChange={({ detail }) => {
            setToday(detail.checked);
            setKind('relative');
          }}
        >
          {say('range.includeToday')}
        </Checkbox>
      </SpaceBetween>
      <DayFields
        days={own}
        onChange={(next) => {
          setOwn(next);
          setKind('fixed');
        }}
      />
      <Box variant="small" color="text-body-secondary">
        {say('range.zone', { zone: timeZone })}{' '}
        {hours === 0 ? '' : say(hours > 0 ? 'range.ahead' : 'range.behind', { hours: Math.abs(hours) })}
      </Box>
      <SpaceBetween direction="horizontal" size="xs">
        <Button onClick={onDone}>{say('action.cancel')}</Button>
        <Button variant="primary" disabled={isWrong} onClick={apply}>
          {say('action.apply')}
        </Button>
      </SpaceBetween>
    </SpaceBetween>
  );
}
