import Table from '@cloudscape-design/components/table';
import type { IChart } from '@kanaries/graphic-walker';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { useWidth } from '../../../charts/use-width.ts';
import { useWalkerComputation } from '../../../graphic-walker/use-walker-computation.ts';
import { datasetOf } from '../../../graphic-walker/use-walker-fields.ts';
import { useSay } from '../../../i18n/language.tsx';
import { ErrorState, LoadingState } from '../../../panel/panel-states.tsx';
import { walkerTable } from '../../analyzes/walker-table.ts';
import type { Tile } from '../../dashboards/dashboard-body.ts';
import { allOf, platformFilter, timeOf } from '../tile-place.ts';
import type { TileProps } from './tile-view.ts';

const AnalysisChart = lazy(() => import('../../../graphic-walker/analysis-chart.tsx'));

/** A drag-and-drop chart, asked for the dashboard's range and, where it reads events, its filters. */
export function AnalysisTile(props: TileProps<Extract<Tile, { kind: 'analysis' }>>) {
  const say = useSay();
  const { tile, question, isWanted, height, asTable, onTable } = props;
  const [host, width] = useWidth<HTMLDivElement>();
  const chart = tile.chart as unknown as IChart;
  const { computation, state } = useWalkerComputation({
    projectId: question.projectId,
    appId: question.appId,
    dataset: datasetOf(tile.dataset),
    time: timeOf(tile, question),
    filter: allOf(question.filter, platformFilter(question.platforms)),
  });
  const { rows, error } = state;
  const table = useMemo(
    () => (rows === null ? null : walkerTable(chart, tile.title, rows)),
    [chart, rows, tile.title],
  );
  useEffect(() => onTable(table), [onTable, table]);
  return (
    <div ref={host} style={{ height, overflow: 'hidden' }}>
      {!isWanted ? (
        <LoadingState thing={tile.title} height={height} />
      ) : error !== null ? (
        <ErrorState error={error} height={height} />
      ) : (
        <>
          {asTable && table !== null && (
            <div style={{ height, overflow: 'auto' }}>
              <Table<(typeof table.rows)[number]>
                variant="embedded"
                items={table.rows}
                ariaLabels={{ tableLabel: tile.title }}
                columnDefinitions={table.columns.map(({ header }, at) => ({
                  id: String(at),
                  header,
                  cell: (row) => <span className="ms-text">{String(row[at] ?? '–')}</span>,
                }))}
              />
            </div>
          )}
          <div
            role="img"
            aria-label={say('analyses.chartOf', { title: tile.title, rows: rows?.length ?? 0 })}
            style={{ height, display: asTable ? 'none' : 'block' }}
          >
            <Suspense fallback={<LoadingState thing={tile.title} height={height} />}>
              <AnalysisChart chart={chart} computation={computation} width={width} height={height} />
            </Suspense>
          </div>
        </>
      )}
    </div>
  );
}
