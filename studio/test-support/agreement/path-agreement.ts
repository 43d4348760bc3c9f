import assert from 'node:assert/strict';
import { lostId, nodeId, type PathChart } from '../../analyses/path/shape-path.ts';
import type { ShapedResult } from '../../result/analysis-result.ts';
import { compareText } from '../../result/group-label.ts';
import type { PathSpec } from '../../spec/path-spec.ts';
import type { OraclePaths } from '../oracle/path-oracle.ts';

const sorted = (lines: readonly string[]) => [...lines].sort(compareText);

function assertNodesAgree({ nodes }: PathChart, expected: OraclePaths, { maxStep }: PathSpec): void {
  assert.deepEqual(
    sorted(nodes.map(({ id, value, out, lost }) => `${id} ${value} ${out} ${lost}`)),
    sorted(
      expected.nodes.map(([step, label, value, out, lost]) => {
        const left = step === maxStep ? [null, null] : [out, lost];
        return `${nodeId(label, step)} ${value} ${left[0]} ${left[1]}`;
      }),
    ),
  );
}

/** Which of equally frequent paths are listed is free; how frequent they are is not. */
function assertTopPathsAgree(chart: PathChart, expected: OraclePaths, { topPaths }: PathSpec): void {
  const known = new Map(expected.paths.map(([labels, value]) => [labels, value]));
  const listed = chart.topPaths.map(({ labels, value }) => [JSON.stringify(labels), value] as const);
  for (const [labels, value] of listed) assert.equal(value, known.get(labels), labels);
  const largest = [...known.values()].sort((a, b) => b - a).slice(0, topPaths);
  assert.deepEqual(
    listed.map(([, value]) => value),
    largest,
  );
}

/** Requires that a path analysis is what the words of the specification give: edges, nodes and whole paths. */
export function assertPathAgrees(
  { rows, chart, totals }: ShapedResult,
  expected: OraclePaths,
  path: PathSpec,
): void {
  const edges = expected.edges.map(([step, source, target, value]) => {
    const to = target === null ? lostId(step + 1) : nodeId(target, step + 1);
    return `${step} ${nodeId(source, step)} ${to} ${value}`;
  });
  assert.deepEqual(sorted(rows.map((row) => row.join(' '))), sorted(edges));
  assertNodesAgree(chart as PathChart, expected, path);
  assertTopPathsAgree(chart as PathChart, expected, path);
  assert.equal(totals?.started, expected.started);
}
