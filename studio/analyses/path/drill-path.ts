import { assertNever } from '@millstream/core';
import type { AnalysisContext } from '../../base/analysis-context.ts';
import { answerEvents, answerUsers } from '../../drill/drill-answer.ts';
import type { PlannedDrill } from '../../drill/planned-drill.ts';
import type { Expression } from '../../plan/expression.ts';
import { and, equal, integer, isNotNull, isNull, less, text } from '../../plan/expressions.ts';
import { PlanBuilder, type StepRef } from '../../plan/plan-builder.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import { collapseNodes, shownNodes } from './collapse-nodes.ts';
import { stepCells } from './count-steps.ts';
import { labelEvents } from './label-events.ts';
import { numberSteps } from './number-steps.ts';
import type { PathCell } from './path-cell.ts';
import { pathNodes } from './path-nodes.ts';
import { pathColumns, wholePaths } from './top-paths.ts';

/** Plans the users or events (by the spec's metric) behind a number; of a whole path the events are its first ones. */
export function drillPath(spec: SpecOf<'path'>, context: AnalysisContext, cell: PathCell): PlannedDrill {
  const builder = new PlanBuilder();
  const nodes = pathNodes(spec.path);
  const labelled = labelEvents(builder, { spec, context, nodes, isDrill: true });
  const steps = numberSteps(builder, labelled, { path: spec.path, startLabels: nodes.startLabels });
  const unit = spec.path.metric === 'userCount' ? 'user' : 'event';
  const rows =
    cell.type === 'path'
      ? stepsOfPath(builder, steps, { spec, labels: cell.labels })
      : collapseNodes(builder, steps, { name: 'collapsed', shown: shownOf(builder, steps, spec) });
  const scope = rows.as('r');
  const behind = builder.select('behind', {
    from: scope,
    columns: scope.all(),
    where: isInCell(cell, (name) => scope.col(name), spec.path),
  });
  if (unit === 'user') answerUsers(builder, behind);
  else answerEvents(builder, behind);
  return { unit, plan: builder.build('drill path') };
}

/** The labels shown at each step, as the analysis itself shows them. */
function shownOf(builder: PlanBuilder, steps: StepRef, { path }: SpecOf<'path'>): StepRef | null {
  return path.nodes === undefined ? shownNodes(builder, stepCells(builder, steps, path)) : null;
}

/** Condition over a step, collapsed unless the cell is a whole path. */
function isInCell(
  cell: PathCell,
  column: (name: string) => Expression,
  { maxStep, metric }: SpecOf<'path'>['path'],
): Expression {
  const at = (step: number, label: string) =>
    and(equal(column('step'), integer(step)), equal(column('source'), text(label)));
  // The last step is not followed: nothing is said about what came after it.
  const isFollowed = less(column('step'), integer(maxStep));
  switch (cell.type) {
    case 'started':
      return equal(column('step'), integer(1));
    case 'path':
      return metric === 'userCount' ? and() : equal(column('step'), integer(1));
    case 'edge': {
      const target = column('target');
      return and(
        at(cell.step, cell.source),
        isFollowed,
        cell.target === null ? isNull(target) : equal(target, text(cell.target)),
      );
    }
    case 'node':
      if (cell.number === 'value') return at(cell.step, cell.label);
      return and(
        at(cell.step, cell.label),
        isFollowed,
        cell.number === 'out' ? isNotNull(column('target')) : isNull(column('target')),
      );
    default:
      return assertNever(cell);
  }
}

/** Steps of the sessions that took one whole path. */
function stepsOfPath(
  builder: PlanBuilder,
  steps: StepRef,
  { spec, labels }: { readonly spec: SpecOf<'path'>; readonly labels: readonly string[] },
): StepRef {
  const { path } = spec;
  // All columns, however many paths the analysis listed.
  const whole = wholePaths(builder, steps, { ...path, topPaths: 1 }).as('w');
  const taken = builder
    .select('taken', {
      from: whole,
      columns: whole.cols('person', 'session_id'),
      where: and(
        ...pathColumns({ ...path, topPaths: 1 }).map((name, index) => {
          const label = labels[index];
          return label === undefined ? isNull(whole.col(name)) : equal(whole.col(name), text(label));
        }),
      ),
    })
    .as('t');
  const scope = steps.as('s');
  return builder.select('steps_taken', {
    from: scope,
    joins: [
      {
        type: 'inner',
        to: taken,
        on: and(
          equal(taken.col('person'), scope.col('person')),
          equal(taken.col('session_id'), scope.col('session_id')),
        ),
      },
    ],
    columns: scope.all(),
  });
}
