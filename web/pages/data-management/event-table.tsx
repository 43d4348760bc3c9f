import { useMemo } from 'react';
import { Sparkline } from '../../charts/sparkline.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { type DataColumn, DataTable } from '../../table/data-table.tsx';
import type { AppMetadata, EventEntity } from './metadata-api.ts';
import { useTextColumns } from './text-columns.tsx';
import type { EntityEdits } from './use-entity-edit.ts';

const trendDays = 14;

/** All events of the app. */
export function EventTable(props: {
  readonly metadata: AppMetadata;
  readonly edits: EntityEdits;
  readonly onOpen: (id: string) => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const { metadata } = props;
  const { events, lastDay, timeZone } = metadata;
  const texts = useTextColumns<EventEntity>(props.edits, props.onOpen);
  const columns = useMemo<readonly DataColumn<EventEntity>[]>(
    () => [
      ...texts,
      {
        id: 'volume',
        header: say('metadata.column.volume', { day: formats.day(lastDay) }),
        isNumber: true,
        width: 200,
        value: ({ lastDayCount }) => lastDayCount,
        cell: ({ lastDayCount, countsPerDay }) => (
          <span className="ms-volume">
            {formats.count(lastDayCount)}
            <Sparkline
              values={countsPerDay.slice(-trendDays).map(({ eventCount }) => eventCount)}
              label={say('metadata.trend', { days: Math.min(trendDays, countsPerDay.length) })}
            />
          </span>
        ),
      },
      {
        id: 'platforms',
        header: say('metadata.column.platforms'),
        value: ({ platforms }) => platforms.join(', '),
        cell: ({ platforms }) => <span className="ms-text">{platforms.join(', ') || '–'}</span>,
      },
      {
        id: 'lastSeen',
        header: say('metadata.column.lastSeen'),
        value: ({ lastSeenMs }) => lastSeenMs,
        cell: ({ lastSeenMs, hasData }) =>
          `${formats.moment(lastSeenMs, timeZone)}${hasData ? '' : ` · ${say('metadata.old')}`}`,
      },
    ],
    [formats, lastDay, say, texts, timeZone],
  );
  const undescribed = events.filter(({ description }) => description === '').length;
  return (
    <DataTable
      id="metadata-events"
      title={say('metadata.tab.events')}
      description={say('metadata.undescribed', { count: events.length, undescribed })}
      rows={events}
      columns={columns}
      keyOf={({ id }) => id}
    />
  );
}
