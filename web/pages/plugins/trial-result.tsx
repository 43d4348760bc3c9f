import Box from '@cloudscape-design/components/box';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { Fragment, useState } from 'react';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import type { PluginTrial, TriedDifference } from './plugin-api.ts';

const types: Readonly<Record<TriedDifference['kind'], StatusIndicatorProps.Type>> = {
  changed: 'info',
  added: 'success',
  removed: 'warning',
  rejected: 'error',
  rescued: 'success',
};

const shown = (value: unknown) =>
  value === null || value === undefined
    ? '–'
    : typeof value === 'string'
      ? `"${value}"`
      : JSON.stringify(value);

/** What a trial found: counts, time, and each difference before and after. */
export function TrialResult({ trial }: { readonly trial: PluginTrial }) {
  const say = useSay();
  const formats = useFormats();
  const [place, setPlace] = useState(1);
  const { differences, differing, records, before, after } = trial;
  const difference = differences[place - 1];
  const perThousand = (ms: number) => formats.duration((1000 * ms) / Math.max(1, records));
  return (
    <SpaceBetween size="m">
      <StatusIndicator type="success">{say('plugins.tried', { count: records })}</StatusIndicator>
      <KeyValuePairs
        columns={4}
        items={[
          { label: say('plugins.eventsBefore'), value: formats.count(before.events) },
          { label: say('plugins.eventsAfter'), value: formats.count(after.events) },
          {
            label: say('plugins.rejected'),
            value: `${formats.count(before.rejected)} → ${formats.count(after.rejected)}`,
          },
          {
            label: say('plugins.time'),
            value: `${perThousand(trial.beforeMs)} → ${perThousand(trial.afterMs)}`,
          },
        ]}
      />
      {trial.rejectedByReason.map(({ reason, count }) => (
        <StatusIndicator key={reason} type="error">
          <span className="ms-text">{`${formats.count(count)} · ${reason}`}</span>
        </StatusIndicator>
      ))}
      <Box variant="h3">{say('plugins.differ', { count: differing })}</Box>
      {differences.length > 1 && (
        <Pagination
          currentPageIndex={place}
          pagesCount={differences.length}
          onChange={({ detail }) => setPlace(detail.currentPageIndex)}
          ariaLabels={{
            nextPageLabel: say('plugins.nextDifference'),
            previousPageLabel: say('plugins.previousDifference'),
            pageLabel: (page) => String(page),
          }}
        />
      )}
      {differing > differences.length && (
        <Box color="text-body-secondary">
          {say('plugins.firstDifferences', { count: differences.length })}
        </Box>
      )}
      {difference !== undefined && <Difference difference={difference} />}
    </SpaceBetween>
  );
}

function Difference({ difference }: { readonly difference: TriedDifference }) {
  const say = useSay();
  const { kind, reason, eventName, eventId, changes } = difference;
  return (
    <SpaceBetween size="xs">
      <StatusIndicator type={types[kind]}>
        <span className="ms-text">
          {say(`plugins.difference.${kind}`, { event: eventName ?? eventId ?? '' })}
          {reason === null ? '' : `: ${reason}`}
        </span>
      </StatusIndicator>
      <div className="ms-diff">
        <Box variant="awsui-key-label">{say('plugins.column')}</Box>
        <Box variant="awsui-key-label">{say('plugins.before')}</Box>
        <Box variant="awsui-key-label">{say('plugins.after')}</Box>
        {changes.map(({ column, before, after }) => (
          <Fragment key={column}>
            <span>{column}</span>
            <span className="ms-mono">{shown(before)}</span>
            <span className="ms-mono">{shown(after)}</span>
          </Fragment>
        ))}
      </div>
    </SpaceBetween>
  );
}
