import type { AnalysisResult } from '@millstream/studio/spec';
import { comparedAttribution } from './compared-attribution.ts';
import { type Comparison, figureCells, figureColumns } from './compared-figure.ts';
import { comparedFunnel } from './compared-funnel.ts';
import { comparedRetention } from './compared-retention.ts';
import type { ResultTableModel, TableWords } from './table-cells.ts';

function comparisonOf(
  result: AnalysisResult,
  compared: AnalysisResult,
  words: TableWords,
): Comparison | null {
  if (result.spec.kind !== compared.spec.kind) return null;
  switch (result.spec.kind) {
    case 'funnel':
      return comparedFunnel(result, compared, words);
    case 'retention':
      return comparedRetention(result, compared, words);
    case 'attribution':
      return comparedAttribution(result, compared, words);
    default:
      return null;
  }
}

/** Both ranges of a funnel, a retention or an attribution analysis side by side, with the difference; null for other kinds. */
export function comparedTable(
  result: AnalysisResult,
  compared: AnalysisResult,
  words: TableWords,
): ResultTableModel | null {
  const comparison = comparisonOf(result, compared, words);
  if (comparison === null) return null;
  const { names, titles, rows } = comparison;
  const [first] = rows;
  return {
    columns: [
      ...names,
      ...titles.flatMap((title, at) => figureColumns(title, first?.figures[at]?.format ?? 'count', words)),
    ],
    rows: rows.map((row) => [...row.names, ...row.figures.flatMap(figureCells)]),
  };
}
