import { integer, nothing } from '../../plan/expressions.ts';
import type { PlanBuilder, SelectOptions, StepRef } from '../../plan/plan-builder.ts';
import type { PathSpec } from '../../spec/path-spec.ts';
import type { StepCounts } from './count-steps.ts';
import { pathParts } from './shape-path.ts';
import { pathColumns } from './top-paths.ts';

/**
 * The answer of a plan of paths. The rows are, by `part`: `node` (`step`, `source`, `value`, `went_on`, `left`), `edge` (`step`,
 * `source`, `target`, null = the session ends, `value`), `path` (`value`, a label a step) and `total` (`value`).
 */
export function answerPaths(
  builder: PlanBuilder,
  counts: StepCounts,
  options: { readonly path: PathSpec; readonly topPaths: StepRef | null },
): void {
  const labels = pathColumns(options.path);
  builder.union('answer', [
    part(counts.starts, pathParts.total, labels),
    part(counts.nodes, pathParts.node, labels),
    part(counts.edges, pathParts.edge, labels),
    ...(options.topPaths === null ? [] : [part(options.topPaths, pathParts.path, labels)]),
  ]);
}

/** Rows of one part; columns that the part does not have are null. */
function part(step: StepRef, number: number, labels: readonly string[]): SelectOptions {
  const scope = step.as('s');
  const numbers = ['step', 'value', 'went_on', 'left'] as const;
  const texts = ['source', 'target', ...labels];
  return {
    from: scope,
    columns: {
      part: integer(number),
      ...Object.fromEntries([
        ...numbers.map((name) => [name, step.columns.has(name) ? scope.col(name) : nothing('integer')]),
        ...texts.map((name) => [name, step.columns.has(name) ? scope.col(name) : nothing('text')]),
      ]),
    },
  };
}
