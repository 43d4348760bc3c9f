import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { SegmentRefresh } from '@millstream/studio/spec';
import { useApi } from '../../../api/use-api.ts';
import { useFormats } from '../../../i18n/formats.ts';
import { useSay } from '../../../i18n/language.tsx';
import { useProblemText } from '../../../panel/problem-text.ts';
import { useScope, useScopeApp } from '../../../scope/scope.ts';
import { segmentsPath } from '../segment-api.ts';
import { Choice } from './choice.tsx';

/** When a segment is computed, and until when. */
export interface Schedule {
  readonly refresh: SegmentRefresh;
  readonly expireAt?: string | undefined;
}

const kinds = ['manual', 'daily', 'weekly', 'monthly', 'custom'] as const;
const hours = Array.from({ length: 24 }, (_, hour) => String(hour));
const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const;
const monthDays = Array.from({ length: 31 }, (_, day) => String(day + 1));
const clock = (hour: string) => `${hour.padStart(2, '0')}:00`;

function refreshOf(kind: (typeof kinds)[number], before: SegmentRefresh): SegmentRefresh {
  const hour = 'hour' in before ? before.hour : 6;
  switch (kind) {
    case 'manual':
      return { type: kind };
    case 'daily':
      return { type: kind, hour };
    case 'weekly':
      return { type: kind, weekday: 1, hour };
    case 'monthly':
      return { type: kind, dayOfMonth: 1, hour };
    case 'custom':
      return { type: kind, cron: `0 ${hour} * * *` };
  }
}

/** Date a year from now: where an automatic refresh ends unless the person says otherwise. */
function inOneYear(): string {
  const now = new Date();
  return `${now.getUTCFullYear() + 1}-${String(now.getUTCMonth() + 1).padStart(2, '0')}-01`;
}

/** Form of the schedule with its next three runs. */
export function RefreshForm(props: {
  readonly schedule: Schedule;
  readonly onChange: (schedule: Schedule) => void;
}) {
  const say = useSay();
  const { schedule, onChange } = props;
  const { refresh, expireAt } = schedule;
  const change = (next: SegmentRefresh) => onChange({ ...schedule, refresh: next });
  return (
    <SpaceBetween size="s">
      <div className="ms-segment-range">
        <Choice
          value={refresh.type}
          values={kinds}
          labelOf={(kind) => say(`segments.refresh.${kind}`)}
          ariaLabel={say('segments.schedule')}
          onChange={(kind) => {
            const next = refreshOf(kind, refresh);
            onChange(
              kind === 'manual' ? { refresh: next } : { refresh: next, expireAt: expireAt ?? inOneYear() },
            );
          }}
        />
        {refresh.type === 'weekly' && (
          <Choice
            value={String(refresh.weekday === 0 ? 7 : refresh.weekday)}
            values={weekdays as readonly string[]}
            labelOf={(day) => say(`segments.weekday.${day}`)}
            ariaLabel={say('segments.weekday')}
            onChange={(day) => change({ ...refresh, weekday: Number(day) })}
          />
        )}
        {refresh.type === 'monthly' && (
          <Choice
            value={String(refresh.dayOfMonth)}
            values={monthDays}
            labelOf={(day) => `${say('segments.dayOfMonth')} ${day}`}
            ariaLabel={say('segments.dayOfMonth')}
            onChange={(day) => change({ ...refresh, dayOfMonth: Number(day) })}
          />
        )}
        {'hour' in refresh && (
          <Choice
            value={String(refresh.hour)}
            values={hours}
            labelOf={clock}
            ariaLabel={say('segments.hour')}
            onChange={(hour) => change({ ...refresh, hour: Number(hour) })}
          />
        )}
      </div>
      {refresh.type === 'custom' && (
        <FormField label={say('segments.cron')} constraintText={say('segments.cronHint')}>
          <Input value={refresh.cron} onChange={({ detail }) => change({ ...refresh, cron: detail.value })} />
        </FormField>
      )}
      {refresh.type !== 'manual' && (
        <>
          <FormField label={say('segments.expireAt')} constraintText={say('segments.expireHint')}>
            <Input
              value={expireAt ?? ''}
              placeholder="YYYY-MM-DD"
              onChange={({ detail }) => onChange({ ...schedule, expireAt: detail.value })}
            />
          </FormField>
          <NextRuns schedule={schedule} />
        </>
      )}
    </SpaceBetween>
  );
}

/** The next three runs, or what is wrong with the schedule. */
function NextRuns({ schedule }: { readonly schedule: Schedule }) {
  const say = useSay();
  const formats = useFormats();
  const problemText = useProblemText();
  const { appId } = useScope();
  const timeZone = useScopeApp()?.timeZone ?? 'UTC';
  const runs = useApi<{ readonly nextRunsMs: readonly number[] }>({
    method: 'POST',
    path: `${segmentsPath(appId)}/schedule`,
    body: schedule,
  });
  const { error, data } = runs;
  return (
    <FormField
      label={say('segments.nextRuns')}
      errorText={error === null ? undefined : problemText(error).message}
    >
      <Box>
        {error !== null
          ? ''
          : data?.nextRunsMs.length === 0
            ? say('segments.noRuns')
            : (data?.nextRunsMs ?? []).map((ms) => <div key={ms}>{formats.moment(ms, timeZone)}</div>)}
      </Box>
    </FormField>
  );
}
