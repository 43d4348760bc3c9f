import type { AnalysisResult } from '@millstream/studio/spec';
import { plain, type ResultTableModel, type TableWords } from './table-cells.ts';

/** The table of a path analysis: its edges. */
export function pathTable(result: AnalysisResult, words: TableWords): ResultTableModel {
  const { speech } = words;
  const chart = result.chart as {
    readonly nodes: readonly { readonly id: string; readonly label: string; readonly step: number }[];
  };
  const nodes = new Map(chart.nodes.map((node) => [node.id, node]));
  const unit = result.spec.kind === 'path' && result.spec.path.metric === 'eventCount' ? 'event' : 'user';
  return {
    columns: [
      { title: speech.say('explore.step'), format: 'count' },
      { title: speech.say('explore.from'), format: 'text' },
      { title: speech.say('explore.to'), format: 'text' },
      { title: speech.say(`explore.unit.${unit}Count`), format: 'count' },
    ],
    rows: result.rows.map(([step = null, source = null, target = null, value = null]) => {
      const [from, to] = [nodes.get(String(source)), nodes.get(String(target))];
      const cell = { type: 'edge', step, source: from?.label ?? '', target: to?.label ?? null };
      return [
        plain(step),
        plain(from === undefined ? source : words.series.node(from.label)),
        plain(to === undefined ? speech.say('explore.sessionEnded') : words.series.node(to.label)),
        { value, behind: { cell, unit } },
      ];
    }),
  };
}
