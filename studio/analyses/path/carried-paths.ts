import { aggregate, and, count, equal, min, over } from '../../plan/expressions.ts';
import { type PlanBuilder, type StepRef, sequenceColumns } from '../../plan/plan-builder.ts';
import type { PathSpec } from '../../spec/path-spec.ts';

/** Sequences, equal ones counted together. */
export interface CountedPaths {
  /** Paths with a carrier where users are counted (see `stepCells`), and `weight`. */
  readonly carried: StepRef;
  /** Every path once with its `value`. */
  readonly counted: StepRef;
}

/** Each path once, with the number of sessions that took it. */
export function countPaths(builder: PlanBuilder, sequences: StepRef, path: PathSpec): CountedPaths {
  const scope = sequences.as('s');
  const places = sequenceColumns(path.maxStep);
  const counted = builder.select('counted_paths', {
    from: scope,
    columns: { ...scope.cols(...places), value: count() },
    groupBy: places,
  });
  const carried = counted.as('c');
  return {
    counted,
    carried: builder.select('carried_paths', {
      from: carried,
      columns: { ...carried.cols(...places), weight: carried.col('value') },
    }),
  };
}

/** People who took the same set of paths are at the same nodes and edges: one of them carries the weight of all. */
export function pathsOfUsers(builder: PlanBuilder, sequences: StepRef, path: PathSpec): CountedPaths {
  const places = sequenceColumns(path.maxStep);
  const sequence = sequences.as('s');
  const taken = builder.select('taken_paths', {
    from: sequence,
    columns: sequence.cols('person', ...places),
    distinct: true,
  });
  const counted = countTaken(builder, taken, places);
  const [row, numbered] = [taken.as('t'), counted.as('n')];
  const persons = builder.select('paths_of_persons', {
    from: row,
    joins: [
      {
        type: 'inner',
        to: numbered,
        on: and(...places.map((place) => equal(row.col(place), numbered.col(place)))),
      },
    ],
    columns: { person: row.col('person'), path_no: numbered.col('path_no') },
  });
  return { counted, carried: carriedPaths(builder, persons, { counted, places }) };
}

/** Each path once, with a number and the people who took it. */
function countTaken(builder: PlanBuilder, taken: StepRef, places: readonly string[]): StepRef {
  const scope = taken.as('t');
  const counted = builder.select('path_users', {
    from: scope,
    columns: { ...scope.cols(...places), value: count() },
    groupBy: places,
  });
  const path = counted.as('p');
  return builder.select('counted_paths', {
    from: path,
    columns: { ...path.all(), path_no: over('rowNumber', [], { partitionBy: [], orderBy: [] }) },
  });
}

function carriedPaths(
  builder: PlanBuilder,
  persons: StepRef,
  { counted, places }: { readonly counted: StepRef; readonly places: readonly string[] },
): StepRef {
  const person = persons.as('p');
  const sets = builder
    .select('path_sets', {
      from: person,
      columns: { person: person.col('person'), path_set: aggregate('setKey', [person.col('path_no')]) },
      groupBy: ['person'],
    })
    .as('s');
  const carriers = builder
    .select('carriers', {
      from: sets,
      columns: { carrier: min(sets.col('person')), weight: count() },
      groupBy: [sets.col('path_set')],
    })
    .as('c');
  const path = counted.as('n');
  return builder.select('carried_paths', {
    from: person,
    joins: [
      { type: 'inner', to: carriers, on: equal(carriers.col('carrier'), person.col('person')) },
      { type: 'inner', to: path, on: equal(path.col('path_no'), person.col('path_no')) },
    ],
    columns: { ...path.cols(...places), ...carriers.cols('carrier', 'weight') },
  });
}
