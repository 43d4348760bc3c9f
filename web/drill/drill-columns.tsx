import { visibleText } from '../charts/cut-text.ts';
import { useMetadataNames } from '../filters/metadata-names.ts';
import { useFormats } from '../i18n/formats.ts';
import { useSay } from '../i18n/language.tsx';
import { useScope, useScopeApp } from '../scope/scope.ts';
import { PageLink } from '../shell/page-link.tsx';
import type { DataColumn } from '../table/data-table.tsx';
import { type DrillList, userPath } from './drill-request.ts';

/** One user or event of a list. */
export type DrillRow = DrillList['rows'][number];

/** Columns of a list of users or of events. */
export function useDrillColumns(unit: DrillList['unit']): readonly DataColumn<DrillRow>[] {
  const say = useSay();
  const formats = useFormats();
  const names = useMetadataNames();
  const scope = useScope();
  const timeZone = useScopeApp()?.timeZone ?? 'UTC';
  const text = (name: string) => (row: DrillRow) => String(row[name] ?? '');
  const time = (name: string, header: string): DataColumn<DrillRow> => ({
    id: name,
    header,
    width: 240,
    value: (row) => Number(row[name] ?? 0),
    cell: (row) => (
      <span title={new Date(Number(row[name])).toISOString()}>
        {formats.moment(Number(row[name]), timeZone)}
      </span>
    ),
  });
  const user: DataColumn<DrillRow> = {
    id: 'user_key',
    header: say('drill.user'),
    value: text('user_key'),
    width: 260,
    isRowHeader: unit === 'user',
    cell: (row) => {
      const href = userPath(scope, text('user_key')(row));
      return <PageLink to={href}>{visibleText(text('user_key')(row))}</PageLink>;
    },
  };
  if (unit === 'user') {
    return [
      user,
      time('last_ms', say('drill.last')),
      time('first_ms', say('drill.first')),
      {
        id: 'events',
        header: say('drill.events'),
        isNumber: true,
        value: (row) => Number(row.events ?? 0),
        cell: (row) => formats.count(Number(row.events ?? 0)),
      },
    ];
  }
  return [
    time('event_ms', say('drill.time')),
    {
      id: 'event_name',
      header: say('drill.event'),
      value: text('event_name'),
      width: 200,
      isRowHeader: true,
      cell: (row) => <span className="ms-text">{visibleText(names.event(text('event_name')(row)))}</span>,
    },
    user,
    {
      id: 'user_pseudo_id',
      header: say('drill.device'),
      value: text('user_pseudo_id'),
      isHidden: true,
      cell: (row) => <span className="ms-mono">{visibleText(text('user_pseudo_id')(row))}</span>,
    },
    {
      id: 'event_id',
      header: say('drill.eventId'),
      value: text('event_id'),
      isHidden: true,
      cell: (row) => <span className="ms-mono">{visibleText(text('event_id')(row))}</span>,
    },
  ];
}
