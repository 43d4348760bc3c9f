import type { EventSeries } from '@millstream/studio/spec';
import { useEffect, useMemo } from 'react';
import { keyOf, useApi } from '../../../api/use-api.ts';
import { KpiTile } from '../../../charts/kpi-tile.tsx';
import { useSeriesWords } from '../../../charts/results/series-words.ts';
import { exploreDrill } from '../../../drill/drill-request.ts';
import { useFormats } from '../../../i18n/formats.ts';
import { useSay } from '../../../i18n/language.tsx';
import { PanelBody } from '../../../panel/panel.tsx';
import type { Tile } from '../../dashboards/dashboard-body.ts';
import type { ExploreAnswer } from '../../explore/state/use-exploration-run.ts';
import { specOf } from '../tile-place.ts';
import { answerTable } from './answer-table.ts';
import type { TileProps } from './tile-view.ts';

/** The first series' own count of the whole range. */
function totalOf(answer: ExploreAnswer['result'] | undefined): number | null {
  const { series = [] } = (answer?.chart ?? {}) as { readonly series?: readonly EventSeries[] };
  return series[0]?.total ?? null;
}

function KpiFigure({
  answer,
  tile,
  onSelect,
}: {
  readonly answer: ExploreAnswer;
  readonly tile: Extract<Tile, { kind: 'kpi' }>;
  readonly onSelect: TileProps['onSelect'];
}) {
  const say = useSay();
  const formats = useFormats();
  const words = useSeriesWords(answer.result.spec);
  const [value, before] = [totalOf(answer.result), totalOf(answer.compared)];
  const change = value === null || before === null || before === 0 ? null : value / before - 1;
  const place = words.metric(0);
  return (
    <KpiTile
      label={place}
      value={value === null ? '–' : formats.compact(value)}
      exact={formats.number(value)}
      change={tile.compare ? change : null}
      note={
        tile.compare && before !== null
          ? say('dashboards.before', { value: formats.number(before) })
          : undefined
      }
      {...(onSelect === undefined
        ? {}
        : {
            onClick: () => {
              const spec = { ...answer.result.spec, asOf: answer.result.asOf };
              onSelect({ place, ask: exploreDrill(spec, { metric: 0 }) });
            },
          })}
    />
  );
}

/** One number with its change. */
export function KpiTileBody(props: TileProps<Extract<Tile, { kind: 'kpi' }>>) {
  const say = useSay();
  const formats = useFormats();
  const { tile, question, isWanted, height, onTable } = props;
  const call = useMemo(
    () => ({
      path: '/studio/explore/query',
      body: {
        spec: specOf(tile.spec, tile, question),
        ...(tile.compare ? { compare: { type: 'previous' } } : {}),
      },
    }),
    [question, tile],
  );
  const query = useApi<ExploreAnswer>(call, { enabled: isWanted, staleMs: 60_000 });
  const { data } = query;
  const table = useMemo(
    () => (data === undefined ? null : answerTable(data.result, tile.title, { say, formats })),
    [data, formats, say, tile.title],
  );
  useEffect(() => onTable(table), [onTable, table]);
  return (
    <PanelBody query={query} queryKey={keyOf(call)} thing={tile.title} height={height}>
      {(answer) => <KpiFigure answer={answer} tile={tile} onSelect={props.onSelect} />}
    </PanelBody>
  );
}
