import type { Expression } from '../../plan/expression.ts';
import { boolean, cases, equal, integer, max, notEqual, sum, when } from '../../plan/expressions.ts';
import { type PlanBuilder, type Scope, type StepRef, sequenceColumns } from '../../plan/plan-builder.ts';
import type { PathSpec } from '../../spec/path-spec.ts';
import { pathColumns } from './top-paths.ts';

/** What turns the numbers of paths into labels. */
export interface PathLabels {
  /** `label` and `label_no` of each. */
  readonly labels: StepRef;
  readonly path: PathSpec;
}

/** Every step of every path as a row: `step`, number of its label and of the next one (0 = none), and the path's columns. */
function stepsOfPaths(
  builder: PlanBuilder,
  paths: StepRef,
  options: { readonly name: string; readonly kept: readonly string[]; readonly maxStep: number },
): StepRef {
  const { name, kept, maxStep } = options;
  const places = sequenceColumns(maxStep);
  const step = builder
    .values(
      `${name}_places`,
      { step: 'integer' },
      places.map((_, index) => [index + 1]),
    )
    .as('p');
  const scope = paths.as('c');
  const at = (offset: number): Expression =>
    cases(
      places.slice(offset).map((place, index) => ({
        when: equal(step.col('step'), integer(index + 1)),
        result: scope.col(place),
      })),
      integer(0),
    );
  const rows = builder
    .select(`${name}_all`, {
      from: scope,
      joins: [{ type: 'inner', to: step, on: boolean(true) }],
      columns: { ...scope.cols(...kept), step: step.col('step'), label_no: at(0), next_no: at(1) },
    })
    .as('a');
  return builder.select(name, {
    from: rows,
    columns: rows.all(),
    where: notEqual(rows.col('label_no'), integer(0)),
  });
}

function isLabel(label: Scope, number: Expression): Expression {
  return equal(label.col('label_no'), number);
}

/** The cells that `countSteps` counts. */
export function cellsOfPaths(builder: PlanBuilder, carried: StepRef, { labels, path }: PathLabels): StepRef {
  const kept = path.metric === 'userCount' ? ['carrier', 'weight'] : ['weight'];
  const steps = stepsOfPaths(builder, carried, { name: 'steps', kept, maxStep: path.maxStep });
  const scope = steps.as('s');
  const level = ['step', 'label_no', 'next_no', ...kept.slice(0, -1)];
  const cell = builder
    .select('number_cells', {
      from: scope,
      columns: {
        ...scope.cols(...level),
        weight: path.metric === 'userCount' ? max(scope.col('weight')) : sum(scope.col('weight')),
      },
      groupBy: level,
    })
    .as('n');
  const [label, next] = [labels.as('l'), labels.as('m')];
  return builder.select('cells', {
    from: cell,
    joins: [
      { type: 'inner', to: label, on: isLabel(label, cell.col('label_no')) },
      { type: 'left', to: next, on: isLabel(next, cell.col('next_no')) },
    ],
    columns: {
      step: cell.col('step'),
      label: label.col('label'),
      next_label: next.col('label'),
      ...cell.cols(...kept),
    },
  });
}

/** The most frequent paths as `topPaths` gives them. */
export function topSequences(builder: PlanBuilder, counted: StepRef, { labels, path }: PathLabels): StepRef {
  const scope = counted.as('c');
  const places = sequenceColumns(path.maxStep);
  const first = builder.select('first_paths', {
    from: scope,
    columns: scope.cols(...places, 'value'),
    orderBy: [{ by: scope.col('value'), descending: true }, ...places.map((place) => scope.col(place))],
    limit: path.topPaths,
  });
  const kept = [...places, 'value'];
  const step = stepsOfPaths(builder, first, { name: 'path_steps', kept, maxStep: path.maxStep }).as('s');
  const label = labels.as('l');
  return builder.select('top_paths', {
    from: step,
    joins: [{ type: 'inner', to: label, on: isLabel(label, step.col('label_no')) }],
    columns: {
      value: step.col('value'),
      ...Object.fromEntries(
        pathColumns(path).map((name, index) => [
          name,
          max(when(equal(step.col('step'), integer(index + 1)), label.col('label'))),
        ]),
      ),
    },
    groupBy: [step.col('value'), ...places.map((place) => step.col(place))],
  });
}
