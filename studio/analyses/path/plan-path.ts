import type { AnalysisContext } from '../../base/analysis-context.ts';
import {
  count,
  countDistinct,
  equal,
  integer,
  isNotNull,
  isNull,
  less,
  max,
  nothing,
  sum,
  when,
} from '../../plan/expressions.ts';
import { PlanBuilder, type SelectOptions, type StepRef } from '../../plan/plan-builder.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import type { PlannedAnalysis } from '../planned-analysis.ts';
import { collapseNodes, shownNodes } from './collapse-nodes.ts';
import { labelEvents } from './label-events.ts';
import { numberSteps } from './number-steps.ts';
import { pathNodes } from './path-nodes.ts';
import { pathParts, shapePath } from './shape-path.ts';
import { pathColumns, topPaths } from './top-paths.ts';

/**
 * Plans a path analysis (explorations 4). The rows are, by `part`: `node` (`step`, `source`, `value`, `went_on`, `left`), `edge`
 * (`step`, `source`, `target`, null = the session ends, `value`), `path` (`value`, a label a step) and `total` (`value`).
 */
export function planPath(spec: SpecOf<'path'>, context: AnalysisContext): PlannedAnalysis {
  const builder = new PlanBuilder();
  const nodes = pathNodes(spec.path);
  const labelled = labelEvents(builder, { spec, context, nodes });
  const steps = numberSteps(builder, labelled, { path: spec.path, startLabels: nodes.startLabels });
  const counts = countSteps(builder, steps, spec);
  const columns = pathColumns(spec.path);
  const answers: SelectOptions[] = [
    answer(counts.total, pathParts.total, columns),
    answer(counts.nodes, pathParts.node, columns),
    answer(counts.edges, pathParts.edge, columns),
    ...(spec.path.topPaths === 0
      ? []
      : [answer(topPaths(builder, steps, spec.path), pathParts.path, columns)]),
  ];
  builder.union('answer', answers);
  return { plan: builder.build('exploration path'), shape: (rows) => shapePath(spec, rows) };
}

/** Nodes and edges, collapsed, counted by the spec's metric. */
function countSteps(
  builder: PlanBuilder,
  steps: StepRef,
  { path }: SpecOf<'path'>,
): { readonly nodes: StepRef; readonly edges: StepRef; readonly total: StepRef } {
  const countsUsers = path.metric === 'userCount';
  const counted = countsUsers ? ['person'] : [];
  const step = steps.as('s');
  const level = ['step', 'label', 'next_label', ...counted];
  const cells = builder.select('cells', {
    from: step,
    columns: { ...step.cols(...level), events: count() },
    groupBy: level,
  });
  // Selected nodes are at most 11, and `other` is not counted.
  const shown = path.nodes === undefined ? shownNodes(builder, cells, countsUsers) : null;
  const collapsed = collapseNodes(builder, cells, { name: 'collapsed', shown });
  return {
    nodes: countNodes(builder, collapsed, path),
    edges: countEdges(builder, collapsed, path),
    total: countStarts(builder, cells, path),
  };
}

type Path = SpecOf<'path'>['path'];

/** Users or events of the first step; several start nodes may have users in common. */
function countStarts(builder: PlanBuilder, cells: StepRef, { metric }: Path): StepRef {
  const cell = cells.as('c');
  return builder.select('starts', {
    from: cell,
    columns: { value: metric === 'userCount' ? countDistinct(cell.col('person')) : sum(cell.col('events')) },
    where: equal(cell.col('step'), integer(1)),
    groupBy: [],
  });
}

function countEdges(builder: PlanBuilder, collapsed: StepRef, { metric, maxStep }: Path): StepRef {
  const level = ['step', 'source', 'target'];
  const cell = collapsed.as('c');
  const isFollowed = less(cell.col('step'), integer(maxStep));
  if (metric === 'eventCount') {
    return builder.select('edges', {
      from: cell,
      columns: { ...cell.cols(...level), value: sum(cell.col('events')) },
      where: isFollowed,
      groupBy: level,
    });
  }
  const users = builder
    .select('edge_users', {
      from: cell,
      columns: cell.cols(...level, 'person'),
      where: isFollowed,
      distinct: true,
    })
    .as('u');
  return builder.select('edges', {
    from: users,
    columns: { ...users.cols(...level), value: count() },
    groupBy: level,
  });
}

function countNodes(builder: PlanBuilder, collapsed: StepRef, { metric }: Path): StepRef {
  const level = ['step', 'source'];
  const cell = collapsed.as('c');
  const goesOn = isNotNull(cell.col('target'));
  const leaves = isNull(cell.col('target'));
  if (metric === 'eventCount') {
    const events = cell.col('events');
    return builder.select('nodes', {
      from: cell,
      columns: {
        ...cell.cols(...level),
        value: sum(events),
        went_on: sum(when(goesOn, events, integer(0))),
        left: sum(when(leaves, events, integer(0))),
      },
      groupBy: level,
    });
  }
  const users = builder
    .select('nodes_of_users', {
      from: cell,
      columns: {
        ...cell.cols(...level, 'person'),
        went_on: max(when(goesOn, integer(1), integer(0))),
        left: max(when(leaves, integer(1), integer(0))),
      },
      groupBy: [...level, 'person'],
    })
    .as('u');
  return builder.select('nodes', {
    from: users,
    columns: {
      ...users.cols(...level),
      value: count(),
      went_on: sum(users.col('went_on')),
      left: sum(users.col('left')),
    },
    groupBy: level,
  });
}

/** Rows of one part of the answer; columns that the part does not have are null. */
function answer(step: StepRef, part: number, labels: readonly string[]): SelectOptions {
  const scope = step.as('s');
  const numbers = ['step', 'value', 'went_on', 'left'] as const;
  const texts = ['source', 'target', ...labels];
  return {
    from: scope,
    columns: {
      part: integer(part),
      ...Object.fromEntries([
        ...numbers.map((name) => [name, step.columns.has(name) ? scope.col(name) : nothing('integer')]),
        ...texts.map((name) => [name, step.columns.has(name) ? scope.col(name) : nothing('text')]),
      ]),
    },
  };
}
