import type { Cell, ResultColumn, ShapedResult } from '../../result/analysis-result.ts';
import { countIn, type EngineRow, numberIn, textIn } from '../../result/engine-row.ts';
import { compareText } from '../../result/group-label.ts';
import { rate } from '../../result/round-rate.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import { shownPerStep } from './collapse-nodes.ts';
import { otherNode } from './path-nodes.ts';
import { pathColumns } from './top-paths.ts';

/** Kinds of rows that the plan answers with, by their `part`. */
export const pathParts = { node: 0, edge: 1, path: 2, total: 3 } as const;

/** One label at one step. */
export interface PathChartNode {
  /** `label_step`. */
  readonly id: string;
  readonly step: number;
  readonly label: string;
  /** Users or events by the metric; equal to `in`. */
  readonly value: number;
  readonly in: number;
  /** Of those, the ones that went on to another node; null at the last step, which is not followed. */
  readonly out: number | null;
  /** Of those, the ones whose session ended here; null at the last step. */
  readonly lost: number | null;
}

/** What followed a node: another node, or the session's end. */
export interface PathChartLink {
  readonly source: string;
  /** A node's id, or `lost_step` of an exit. */
  readonly target: string;
  readonly value: number;
  readonly isExit: boolean;
}

/** A whole path, up to the last step looked at. */
export interface TopPath {
  readonly labels: readonly string[];
  /** Whether the session ended with it; false = it may go on after the last step. */
  readonly isWhole: boolean;
  readonly value: number;
  /** Share of the first step's value. */
  readonly rate: number | null;
}

/** Chart of a path analysis. */
export interface PathChart {
  readonly nodes: readonly PathChartNode[];
  readonly links: readonly PathChartLink[];
  readonly topPaths: readonly TopPath[];
}

/** Id of a label at a step. */
export const nodeId = (label: string, step: number): string => `${label}_${step}`;
/** Target of those whose session ended before this step. */
export const lostId = (step: number): string => nodeId('lost', step);

const columns: readonly ResultColumn[] = [
  { name: 'step', type: 'integer' },
  { name: 'source', type: 'string' },
  { name: 'target', type: 'string' },
  { name: 'value', type: 'integer' },
];

interface Edge {
  readonly step: number;
  readonly source: string;
  /** Null = the session ended. */
  readonly target: string | null;
  readonly value: number;
}

/** By step, the largest first, then by label; exits after other edges of the same value. */
function compareEdges(a: Edge, b: Edge): number {
  return (
    a.step - b.step ||
    b.value - a.value ||
    compareText(a.source, b.source) ||
    Number(a.target === null) - Number(b.target === null) ||
    compareText(a.target ?? '', b.target ?? '')
  );
}

function edgesOf(rows: readonly EngineRow[]): readonly Edge[] {
  return rows
    .filter((row) => countIn(row, 'part') === pathParts.edge)
    .map((row) => ({
      step: countIn(row, 'step'),
      source: textIn(row, 'source') ?? '',
      target: textIn(row, 'target'),
      value: countIn(row, 'value'),
    }))
    .sort(compareEdges);
}

function nodesOf(rows: readonly EngineRow[], maxStep: number): readonly PathChartNode[] {
  return rows
    .filter((row) => countIn(row, 'part') === pathParts.node)
    .map((row) => {
      const [step, label, value] = [countIn(row, 'step'), textIn(row, 'source') ?? '', countIn(row, 'value')];
      const isLast = step === maxStep;
      return {
        id: nodeId(label, step),
        step,
        label,
        value,
        in: value,
        out: isLast ? null : numberIn(row, 'went_on'),
        lost: isLast ? null : numberIn(row, 'left'),
      };
    })
    .sort((a, b) => a.step - b.step || b.value - a.value || compareText(a.label, b.label));
}

function pathsOf(spec: SpecOf<'path'>, rows: readonly EngineRow[], started: number): readonly TopPath[] {
  const names = pathColumns(spec.path);
  const compareLabels = (a: readonly string[], b: readonly string[]): number => {
    const at = a.findIndex((label, index) => label !== b[index]);
    if (at < 0) return a.length - b.length;
    return compareText(a[at] ?? '', b[at] ?? '');
  };
  return rows
    .filter((row) => countIn(row, 'part') === pathParts.path)
    .map((row) => {
      const labels = names.map((name) => textIn(row, name)).filter((label) => label !== null);
      const value = countIn(row, 'value');
      return { labels, isWhole: labels.length < names.length, value, rate: rate(value, started) };
    })
    .sort((a, b) => b.value - a.value || compareLabels(a.labels, b.labels));
}

function warningsOf(nodes: readonly PathChartNode[]): readonly string[] {
  const isCollapsed = [...Map.groupBy(nodes, ({ step }) => step).values()].some(
    (list) => list.length > shownPerStep,
  );
  if (!isCollapsed) return [];
  return [
    `NODES_COLLAPSED: the ${shownPerStep} largest nodes of each step are shown; the rest is ${otherNode}.`,
  ];
}

/** Edges as rows, nodes, links and the most frequent paths as the chart. */
export function shapePath(spec: SpecOf<'path'>, rows: readonly EngineRow[]): ShapedResult {
  const nodes = nodesOf(rows, spec.path.maxStep);
  const total = rows.find((row) => countIn(row, 'part') === pathParts.total);
  const started = total === undefined ? 0 : countIn(total, 'value');
  const links = edgesOf(rows).map(({ step, source, target, value }) => ({
    step,
    source: nodeId(source, step),
    target: target === null ? lostId(step + 1) : nodeId(target, step + 1),
    value,
    isExit: target === null,
  }));
  const chart: PathChart = {
    nodes,
    links: links.map(({ step: _step, ...link }) => link),
    topPaths: pathsOf(spec, rows, started),
  };
  const cells = links.map(({ step, source, target, value }): readonly Cell[] => [
    step,
    source,
    target,
    value,
  ]);
  return {
    columns,
    rows: cells,
    chart,
    partialBuckets: [],
    totals: { started },
    warnings: warningsOf(nodes),
  };
}
