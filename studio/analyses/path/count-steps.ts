import { count, equal, integer, isNotNull, isNull, less, max, sum, when } from '../../plan/expressions.ts';
import type { PlanBuilder, StepRef } from '../../plan/plan-builder.ts';
import type { PathSpec } from '../../spec/path-spec.ts';
import { carrierColumns, onceEach } from './carriers.ts';
import { collapseNodes, shownNodes } from './collapse-nodes.ts';

/** Steps with what the answer says of nodes, of edges, and of all starts. */
export interface StepCounts {
  readonly nodes: StepRef;
  readonly edges: StepRef;
  readonly starts: StepRef;
}

/**
 * The cells that are counted: one row a `step`, `label`, `next_label` and, when users are counted, `carrier`. `weight` is the
 * number of events, or of the users that the carrier stands for, which are counted once however many rows they have.
 */
export function stepCells(builder: PlanBuilder, steps: StepRef, { metric }: PathSpec): StepRef {
  const step = steps.as('s');
  const level = ['step', 'label', 'next_label'];
  if (metric === 'eventCount') {
    return builder.select('cells', {
      from: step,
      columns: { ...step.cols(...level), weight: count() },
      groupBy: level,
    });
  }
  return builder.select('cells', {
    from: step,
    columns: { ...step.cols(...level), carrier: step.col('person'), weight: integer(1) },
    distinct: true,
  });
}

/** Counts nodes and edges, those that are not shown one by one joined in one node. */
export function countSteps(builder: PlanBuilder, cells: StepRef, path: PathSpec): StepCounts {
  // Selected nodes are at most 11, and `other` is not counted.
  const shown = path.nodes === undefined ? shownNodes(builder, cells) : null;
  const collapsed = collapseNodes(builder, cells, { name: 'collapsed', shown });
  return {
    nodes: countNodes(builder, collapsed),
    edges: countEdges(builder, collapsed, path),
    starts: countStarts(builder, cells),
  };
}

/** Weight of the first step; several start nodes may have users in common. */
function countStarts(builder: PlanBuilder, cells: StepRef): StepRef {
  const scope = onceEach(builder, cells, { name: 'start_carriers', columns: ['step'] }).as('s');
  return builder.select('starts', {
    from: scope,
    columns: { value: sum(scope.col('weight')) },
    where: equal(scope.col('step'), integer(1)),
    groupBy: [],
  });
}

function countEdges(builder: PlanBuilder, collapsed: StepRef, { maxStep }: PathSpec): StepRef {
  const columns = ['step', 'source', 'target'];
  const scope = onceEach(builder, collapsed, { name: 'edge_carriers', columns }).as('e');
  return builder.select('edges', {
    from: scope,
    columns: { ...scope.cols(...columns), value: sum(scope.col('weight')) },
    where: less(scope.col('step'), integer(maxStep)),
    groupBy: columns,
  });
}

function countNodes(builder: PlanBuilder, collapsed: StepRef): StepRef {
  const level = ['step', 'source'];
  const carrier = carrierColumns(collapsed);
  const cell = collapsed.as('c');
  const goesOn = when(isNotNull(cell.col('target')), integer(1), integer(0));
  const leaves = when(isNull(cell.col('target')), integer(1), integer(0));
  const cells = builder.select('node_cells', {
    from: cell,
    columns:
      carrier.length === 0
        ? { ...cell.cols(...level, 'weight'), goes_on: goesOn, leaves }
        : { ...cell.cols(...level, ...carrier), goes_on: max(goesOn), leaves: max(leaves) },
    ...(carrier.length === 0 ? {} : { groupBy: [...level, ...carrier] }),
  });
  const scope = cells.as('n');
  const weightOf = (flag: string) =>
    sum(when(equal(scope.col(flag), integer(1)), scope.col('weight'), integer(0)));
  return builder.select('nodes', {
    from: scope,
    columns: {
      ...scope.cols(...level),
      value: sum(scope.col('weight')),
      went_on: weightOf('goes_on'),
      left: weightOf('leaves'),
    },
    groupBy: level,
  });
}
