import './segments.css';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { Sparkline } from '../../charts/sparkline.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { studioPath, useScope, useScopeApp } from '../../scope/scope.ts';
import { useMay } from '../../session/session-context.tsx';
import { Page } from '../../shell/page.tsx';
import { PageLink } from '../../shell/page-link.tsx';
import { type DataColumn, DataTable } from '../../table/data-table.tsx';
import { DeleteSegment } from './delete-segment.tsx';
import { RunStatus } from './run-status.tsx';
import { useSegmentActions } from './segment-actions.ts';
import { isRunning, type SegmentOverview, useSegments } from './segment-api.ts';

function useColumns(): readonly DataColumn<SegmentOverview>[] {
  const say = useSay();
  const formats = useFormats();
  const scope = useScope();
  const timeZone = useScopeApp()?.timeZone ?? 'UTC';
  return useMemo(
    () => [
      {
        id: 'name',
        header: say('segments.column.name'),
        isRowHeader: true,
        value: ({ name }) => name,
        cell: ({ id, name }) => {
          const href = studioPath(scope, `segments/${encodeURIComponent(id)}`);
          return <PageLink to={href}>{name}</PageLink>;
        },
      },
      {
        id: 'users',
        header: say('segments.column.users'),
        isNumber: true,
        value: ({ inUse }) => inUse?.users ?? null,
        cell: ({ inUse }) => formats.count(inUse?.users),
      },
      {
        id: 'percent',
        header: say('segments.column.percent'),
        isNumber: true,
        value: ({ inUse }) => inUse?.percent ?? null,
        cell: ({ inUse }) => formats.rate(inUse?.percent == null ? null : inUse.percent / 100),
      },
      {
        id: 'trend',
        header: say('segments.column.trend'),
        cell: ({ trend }) => (
          <Sparkline
            values={trend.map(({ users }) => users)}
            label={say('segments.trendName', {
              count: trend.length,
              last: formats.count(trend.at(-1)?.users ?? null),
            })}
          />
        ),
      },
      {
        id: 'status',
        header: say('segments.column.status'),
        value: ({ latest }) => latest?.status ?? '',
        cell: ({ latest }) => (latest === null ? say('segments.never') : <RunStatus run={latest} />),
      },
      {
        id: 'refreshed',
        header: say('segments.column.refreshed'),
        value: ({ inUse }) => inUse?.endedAtMs ?? null,
        cell: ({ inUse }) =>
          inUse?.endedAtMs == null ? say('segments.never') : formats.moment(inUse.endedAtMs, timeZone),
      },
      {
        id: 'next',
        header: say('segments.column.next'),
        value: ({ nextRunsMs }) => nextRunsMs[0] ?? null,
        cell: ({ nextRunsMs: [next] }) =>
          next === undefined ? say('segments.byHand') : formats.moment(next, timeZone),
      },
      {
        id: 'author',
        header: say('segments.column.author'),
        isHidden: true,
        value: ({ updatedBy }) => updatedBy,
        cell: ({ updatedBy }) => updatedBy,
      },
    ],
    [formats, say, scope, timeZone],
  );
}

/** Page with all segments of the app. */
export default function SegmentListPage() {
  const say = useSay();
  const navigate = useNavigate();
  const scope = useScope();
  const mayWrite = useMay('segment.write', scope.projectId);
  const [isBusy, setBusy] = useState(false);
  const segments = useSegments(isBusy);
  const actions = useSegmentActions();
  const columns = useColumns();
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const [isDeleting, setDeleting] = useState(false);
  const rows = segments.data ?? [];
  const busyNow = rows.some(isRunning);
  if (busyNow !== isBusy) setBusy(busyNow);
  const selected = rows.find(({ id }) => id === selectedId);
  const create = () => void navigate(studioPath(scope, 'segments/new'));
  return (
    <Page
      title={say('segments.title')}
      description={say('segments.description')}
      help={say('segments.help')}
      actions={
        mayWrite && (
          <SpaceBetween size="xs" direction="horizontal">
            <Button onClick={() => void navigate(studioPath(scope, 'segments/import'))}>
              {say('segments.import')}
            </Button>
            <Button variant="primary" onClick={create}>
              {say('segments.create')}
            </Button>
          </SpaceBetween>
        )
      }
    >
      <PanelBody
        query={segments}
        thing={say('segments.things')}
        height={300}
        emptyOf={(data) =>
          data.length > 0
            ? null
            : {
                text: say('segments.empty'),
                ...(mayWrite ? { action: { text: say('segments.create'), onClick: create } } : {}),
              }
        }
      >
        {(data) => (
          <DataTable
            id="segments"
            title={say('segments.title')}
            rows={data}
            columns={columns}
            keyOf={({ id }) => id}
            selection="single"
            selected={selected === undefined ? [] : [selected]}
            onSelect={([row]) => setSelectedId(row?.id ?? null)}
            actions={
              mayWrite && (
                <SpaceBetween size="xs" direction="horizontal">
                  <Button disabled={selected === undefined} onClick={() => setDeleting(true)}>
                    {say('segments.delete')}
                  </Button>
                  <Button
                    disabled={selected === undefined || isRunning(selected)}
                    onClick={() => selected && void actions.refresh(selected)}
                  >
                    {say('segments.refresh')}
                  </Button>
                </SpaceBetween>
              )
            }
          />
        )}
      </PanelBody>
      {isDeleting && selected !== undefined && (
        <DeleteSegment segment={selected} onClose={() => setDeleting(false)} />
      )}
    </Page>
  );
}
