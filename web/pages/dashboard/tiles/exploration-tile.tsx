import { useCallback, useEffect, useMemo, useState } from 'react';
import { keyOf, useApi } from '../../../api/use-api.ts';
import { AnalysisResultView, isEmptyResult } from '../../../charts/analysis-result.tsx';
import { type PointAction, PointMenu } from '../../../charts/results/point-menu.tsx';
import type { MarkPoint, ResultMark } from '../../../charts/results/result-mark.ts';
import { viewOfSpec } from '../../../charts/results/result-view.ts';
import { exploreDrill } from '../../../drill/drill-request.ts';
import { useFormats } from '../../../i18n/formats.ts';
import { useSay } from '../../../i18n/language.tsx';
import { PanelBody } from '../../../panel/panel.tsx';
import type { Tile } from '../../dashboards/dashboard-body.ts';
import type { ExploreAnswer } from '../../explore/state/use-exploration-run.ts';
import { compareOf, specOf } from '../tile-place.ts';
import { answerTable } from './answer-table.ts';
import type { TileProps } from './tile-view.ts';

/** A saved question, asked for the dashboard's range and filters. */
export function ExplorationTile(props: TileProps<Extract<Tile, { kind: 'exploration' }>>) {
  const say = useSay();
  const formats = useFormats();
  const { tile, question, isWanted, height, asTable, onTable, onSelect } = props;
  const [pointed, setPointed] = useState<{ readonly mark: ResultMark; readonly at: MarkPoint } | null>(null);
  const call = useMemo(() => {
    const compare = compareOf(question.compare);
    const spec = specOf(tile.spec, tile, question);
    return { path: '/studio/explore/query', body: { spec, ...(compare === null ? {} : { compare }) } };
  }, [question, tile]);
  const query = useApi<ExploreAnswer>(call, { enabled: isWanted, staleMs: 60_000 });
  const { data } = query;
  const table = useMemo(
    () => (data === undefined ? null : answerTable(data.result, tile.title, { say, formats })),
    [data, formats, say, tile.title],
  );
  useEffect(() => onTable(table), [onTable, table]);
  const open = useCallback((mark: ResultMark, at: MarkPoint) => setPointed({ mark, at }), []);
  const actions = (mark: ResultMark): readonly PointAction[] => [
    {
      id: 'open',
      text: say(mark.unit === 'event' ? 'lifecycle.point.events' : 'lifecycle.point.users'),
      disabledReason: mark.cell === null ? say('lifecycle.point.noList') : undefined,
      onSelect: () => {
        if (data === undefined || mark.cell === null) return;
        // The list is that of the shown answer's moment, so that both count the same.
        const spec = { ...data.result.spec, asOf: data.result.asOf };
        const compare = mark.isCompared ? compareOf(question.compare) : null;
        onSelect?.({ place: mark.place.join(' · '), ask: exploreDrill(spec, mark.cell, compare) });
      },
    },
    {
      id: 'copy',
      text: say('lifecycle.point.copy'),
      onSelect: () => void navigator.clipboard.writeText(mark.text),
    },
  ];
  return (
    <>
      <PanelBody
        query={query}
        queryKey={keyOf(call)}
        thing={tile.title}
        height={height}
        emptyOf={({ result }) => (isEmptyResult(result) ? { text: say('dashboards.emptyCard') } : null)}
      >
        {({ result, compared }) => (
          <AnalysisResultView
            result={result}
            compared={compared}
            view={asTable ? 'table' : viewOfSpec(result.spec)}
            height={Math.max(160, height - 90)}
            onOpen={onSelect === undefined ? undefined : open}
          />
        )}
      </PanelBody>
      {pointed !== null && (
        <PointMenu
          mark={pointed.mark}
          at={pointed.at}
          actions={actions(pointed.mark)}
          onClose={() => setPointed(null)}
        />
      )}
    </>
  );
}
