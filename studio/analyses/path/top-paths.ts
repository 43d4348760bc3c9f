import { count, countDistinct, equal, integer, max, when } from '../../plan/expressions.ts';
import type { PlanBuilder, StepRef } from '../../plan/plan-builder.ts';
import type { PathSpec } from '../../spec/path-spec.ts';

/** Columns with the label of each step of a whole path; none when no paths are wanted. */
export function pathColumns({ topPaths: wanted, maxStep }: PathSpec): readonly string[] {
  return wanted === 0 ? [] : Array.from({ length: maxStep }, (_, index) => `p${index + 1}`);
}

/** One row a path with its person and the labels of its steps; null after its end. Labels are not collapsed. */
export function wholePaths(builder: PlanBuilder, steps: StepRef, path: PathSpec): StepRef {
  const scope = steps.as('s');
  const labels = pathColumns(path).map(
    (name, index) =>
      [name, max(when(equal(scope.col('step'), integer(index + 1)), scope.col('label')))] as const,
  );
  return builder.select('whole_paths', {
    from: scope,
    columns: { ...scope.cols('person', 'session_id'), ...Object.fromEntries(labels) },
    groupBy: ['person', 'session_id'],
  });
}

/** The most frequent paths, ties by their labels, with `value`: users or paths by the metric. */
export function topPaths(builder: PlanBuilder, steps: StepRef, path: PathSpec): StepRef {
  const scope = wholePaths(builder, steps, path).as('w');
  const labels = pathColumns(path);
  const value = path.metric === 'userCount' ? countDistinct(scope.col('person')) : count();
  const counted = builder
    .select('counted_paths', {
      from: scope,
      columns: { ...scope.cols(...labels), value },
      groupBy: labels,
    })
    .as('c');
  return builder.select('top_paths', {
    from: counted,
    columns: counted.all(),
    orderBy: [
      { by: counted.col('value'), descending: true },
      ...labels.map((name) => ({ by: counted.col(name), nullsFirst: true })),
    ],
    limit: path.topPaths,
  });
}
