import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useSay } from '../i18n/language.tsx';
import { DayFields } from './day-fields.tsx';
import { areDays, movedDays } from './range.ts';
import type { PageTimeRange } from './use-time-range.ts';

/** Choosing the days to compare with; at first those of the comparison, else as many days before the range. */
export function CompareDaysForm({
  range,
  onDone,
}: {
  readonly range: PageTimeRange;
  readonly onDone: () => void;
}) {
  const say = useSay();
  const [days, setDays] = useState(range.comparedDays ?? movedDays(range.days, -1));
  return (
    <SpaceBetween size="s">
      <DayFields days={days} onChange={setDays} />
      <Box variant="small" color="text-body-secondary">
        {say('range.zone', { zone: range.timeZone })}
      </Box>
      <SpaceBetween direction="horizontal" size="xs">
        <Button onClick={onDone}>{say('action.cancel')}</Button>
        <Button
          variant="primary"
          disabled={!areDays(days)}
          onClick={() => {
            range.setCompare({ type: 'custom', time: { type: 'fixed', start: days.from, end: days.to } });
            onDone();
          }}
        >
          {say('action.apply')}
        </Button>
      </SpaceBetween>
    </SpaceBetween>
  );
}
