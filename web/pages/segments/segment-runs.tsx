import { useMemo } from 'react';
import { keyOf, useApi } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { useScopeApp } from '../../scope/scope.ts';
import { type DataColumn, DataTable } from '../../table/data-table.tsx';
import { RunStatus } from './run-status.tsx';
import { isRunning, type SegmentDetail, type SegmentRunEntry, segmentPath } from './segment-api.ts';

/** The last 30 runs. */
export function SegmentRuns({ segment }: { readonly segment: SegmentDetail }) {
  const say = useSay();
  const formats = useFormats();
  const timeZone = useScopeApp()?.timeZone ?? 'UTC';
  // The newest run is part of the question, so that its end is asked for.
  const call = {
    path: `${segmentPath(segment.appId, segment.id)}/jobs`,
    query: { newest: `${segment.latest?.runId} ${segment.latest?.status}` },
  };
  const runs = useApi<readonly SegmentRunEntry[]>(call, { refetchMs: isRunning(segment) ? 2_000 : false });
  const columns = useMemo<readonly DataColumn<SegmentRunEntry>[]>(
    () => [
      {
        id: 'start',
        header: say('segments.run.start'),
        isRowHeader: true,
        value: ({ startedAtMs }) => startedAtMs,
        cell: ({ startedAtMs }) => formats.moment(startedAtMs, timeZone),
      },
      {
        id: 'status',
        header: say('segments.run.state'),
        cell: (run) => (
          <>
            <RunStatus run={run} />
            {run.failure !== null && (
              <div className="ms-text">{`${run.failure.message} (${run.failure.code})`}</div>
            )}
          </>
        ),
      },
      {
        id: 'trigger',
        header: say('segments.run.trigger'),
        cell: ({ trigger, startedBy }) =>
          `${say(`segments.trigger.${trigger}`)}${startedBy === null ? '' : ` · ${startedBy}`}`,
      },
      {
        id: 'took',
        header: say('segments.run.took'),
        isNumber: true,
        cell: ({ startedAtMs, endedAtMs }) =>
          formats.duration(endedAtMs === null ? null : endedAtMs - startedAtMs),
      },
      {
        id: 'users',
        header: say('segments.column.users'),
        isNumber: true,
        value: ({ users }) => users,
        cell: ({ users }) => formats.count(users),
      },
      {
        id: 'percent',
        header: say('segments.column.percent'),
        isNumber: true,
        cell: ({ percent }) => formats.rate(percent === null ? null : percent / 100),
      },
    ],
    [formats, say, timeZone],
  );
  return (
    <PanelBody query={runs} queryKey={keyOf(call)} thing={say('segments.runs')}>
      {(rows) => (
        <DataTable
          id="segment-runs"
          title={say('segments.runs')}
          rows={rows}
          columns={columns}
          keyOf={({ runId }) => runId}
          hasFilter={false}
        />
      )}
    </PanelBody>
  );
}
