import { count, equal, greater, integer, isNull, nothing } from '../../plan/expressions.ts';
import type { PlanBuilder, SelectOptions, StepRef } from '../../plan/plan-builder.ts';
import { countUsers } from './count-users.ts';
import { stepValue } from './funnel-rows.ts';
import { reachedStarts } from './reached-starts.ts';
import type { JoinUsersOptions } from './single-steps.ts';
import { startArrivals } from './start-arrivals.ts';
import { chainKeysOf } from './step-rows.ts';

/**
 * Events of one later step that a person may have to be joined with. A join costs as many pairs a start, a pass over sorted rows
 * costs each row about as much as a dozen pairs (measured on 20 million events).
 */
const mostJoinedEvents = 16;

/** Persons with many events of a later step. */
export function busyPersons(builder: PlanBuilder, laterSteps: readonly StepRef[]): StepRef {
  const found = laterSteps.map((step, index) => {
    const scope = step.as('s');
    return builder.select(`busy_${index + 2}`, {
      from: scope,
      columns: scope.cols('person'),
      groupBy: ['person'],
      having: greater(count(), integer(mostJoinedEvents)),
    });
  });
  const all = builder
    .union(
      'busy_of_any',
      found.map((step) => {
        const scope = step.as('b');
        return { from: scope, columns: scope.all() };
      }),
    )
    .as('a');
  return builder.select('busy', { from: all, columns: all.cols('person'), distinct: true });
}

/** Leaves persons out where that is cheap: the first steps are many, the second ones few. */
export function withoutPersons(builder: PlanBuilder, step: StepRef, persons: StepRef): StepRef {
  const scope = step.as('s');
  const person = persons.as('x');
  return builder.select('calm_2', {
    from: scope,
    joins: [{ type: 'left', to: person, on: equal(scope.col('person'), person.col('person')) }],
    columns: scope.all(),
    where: isNull(person.col('person')),
  });
}

/** Counts of the busy persons after the first step, where they are counted with all others, by passes over their rows. */
export function busyCounts(
  builder: PlanBuilder,
  steps: readonly StepRef[],
  { spec, context, levels, busy }: JoinUsersOptions & { readonly busy: StepRef },
): readonly SelectOptions[] {
  const names = [...(steps[0]?.columns.keys() ?? [])];
  const person = busy.as('b');
  const rows = builder.union(
    'busy_rows',
    steps.map((step, index) => {
      const scope = step.as('s');
      const columns = names.map((name) => [
        name,
        step.columns.has(name) ? scope.col(name) : nothing('integer'),
      ]);
      return {
        from: scope,
        joins: [{ type: 'inner', to: person, on: equal(scope.col('person'), person.col('person')) }],
        columns: { ...Object.fromEntries(columns), step: integer(index + 1) },
      };
    }),
  );
  const source = { rows, groups: null, chainKeys: chainKeysOf(spec), more: [] };
  const starts = startArrivals(builder, source, levels.stepCount);
  const reached = reachedStarts(builder, starts, { spec, context });
  return countUsers(builder, reached, levels).map((step) => {
    const scope = step.as('h');
    return { from: scope, columns: { ...scope.all(), [stepValue(1)]: integer(0) } };
  });
}
