import Checkbox from '@cloudscape-design/components/checkbox';
import type { AnalysisResult, PathChart } from '@millstream/studio/spec';
import { useState } from 'react';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import type { OpenMark, ResultMark } from './result-mark.ts';
import { Sankey } from './sankey.tsx';
import { ScrollArea } from './scroll-area.tsx';
import { useSeriesWords } from './series-words.ts';

/** A path's picture. */
export function PathResult(props: {
  readonly result: AnalysisResult;
  readonly onOpen?: OpenMark | undefined;
}) {
  const { result, onOpen } = props;
  const say = useSay();
  const formats = useFormats();
  const words = useSeriesWords(result.spec);
  const [smallPaths, setSmallPaths] = useState(false);
  const chart = result.chart as PathChart;
  const [top] = chart.topPaths;
  const summary = say('explore.pathSummary', {
    started: formats.count(result.totals?.started ?? 0),
    path: top === undefined ? '–' : top.labels.map(words.node).join(' → '),
  });
  return (
    <>
      <Checkbox checked={smallPaths} onChange={({ detail }) => setSmallPaths(detail.checked)}>
        {say('explore.smallPaths')}
      </Checkbox>
      <Sankey
        chart={chart}
        name={say('explore.kind.path')}
        summary={summary}
        smallPaths={smallPaths}
        unit={result.spec.kind === 'path' && result.spec.path.metric === 'eventCount' ? 'event' : 'user'}
        labelOf={words.node}
        onOpen={onOpen}
      />
    </>
  );
}

/** The most frequent whole paths. */
export function TopPaths(props: { readonly result: AnalysisResult; readonly onOpen?: OpenMark | undefined }) {
  const { result, onOpen } = props;
  const say = useSay();
  const formats = useFormats();
  const words = useSeriesWords(result.spec);
  const { topPaths } = result.chart as PathChart;
  const unit = result.spec.kind === 'path' ? result.spec.path.metric : 'userCount';
  return (
    <ScrollArea name={say('explore.view.paths')}>
      <table className="ms-result-table">
        <caption className="ms-visually-hidden">{say('explore.view.paths')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('explore.path')}</th>
            <th scope="col" className="ms-number">
              {say(`explore.unit.${unit}`)}
            </th>
            <th scope="col" className="ms-number">
              {say('explore.shareOfStart')}
            </th>
          </tr>
        </thead>
        <tbody>
          {topPaths.map((path, index) => {
            const text = path.labels.map(words.node).join(' → ') + (path.isWhole ? '' : ' → …');
            const mark: ResultMark = {
              id: `path ${index}`,
              place: [text],
              text: formats.count(path.value),
              value: path.value,
              cell: { type: 'path', labels: path.labels },
              unit: unit === 'userCount' ? 'user' : 'event',
              row: index,
              column: 0,
            };
            return (
              <tr key={mark.id}>
                <td className="ms-text">{text}</td>
                <td className="ms-number">
                  <button
                    type="button"
                    className="ms-figure"
                    onClick={({ clientX: x, clientY: y }) => onOpen?.(mark, { x, y })}
                  >
                    {mark.text}
                  </button>
                </td>
                <td className="ms-number">{formats.rate(path.rate)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollArea>
  );
}
