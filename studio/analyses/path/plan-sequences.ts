import type { AnalysisContext } from '../../base/analysis-context.ts';
import type { Expression } from '../../plan/expression.ts';
import {
  add,
  aggregate,
  and,
  boolean,
  cases,
  count,
  equal,
  integer,
  isIn,
  max,
  min,
  multiply,
  notEqual,
  over,
  sum,
  when,
} from '../../plan/expressions.ts';
import { PlanBuilder, type Scope, type StepRef, sequenceColumns } from '../../plan/plan-builder.ts';
import type { Plan } from '../../plan/relation.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import type { PathSpec } from '../../spec/path-spec.ts';
import { countSteps } from './count-steps.ts';
import { labelEvents, orderColumns } from './label-events.ts';
import { gapSessions } from './number-steps.ts';
import { answerPaths } from './path-answer.ts';
import { type PathNodes, pathNodes } from './path-nodes.ts';
import { pathColumns } from './top-paths.ts';

/**
 * The plan for engines with ordered lists that keep the rows of steps. Events become one row a session at once, with
 * the labels of its steps as numbers; equal rows are then counted together, so that everything after works on few rows.
 */
export function planSequences(spec: SpecOf<'path'>, context: AnalysisContext): Plan {
  const { path } = spec;
  const builder = new PlanBuilder();
  const nodes = pathNodes(path);
  const labelled = labelEvents(builder, { spec, context, nodes });
  // Read once for the labels alone and once for everything.
  builder.inlineSoFar();
  const labels = numberLabels(builder, labelled, nodes);
  const sequences = sessionSequences(builder, { labelled, labels, path });
  const paths =
    path.metric === 'userCount'
      ? pathsOfUsers(builder, sequences, path)
      : countPaths(builder, sequences, path);
  const cells = cellsOfPaths(builder, paths.carried, { labels, path });
  const top = path.topPaths === 0 ? null : topSequences(builder, paths.counted, { labels, path });
  answerPaths(builder, countSteps(builder, cells, path), { path, topPaths: top });
  return builder.build('exploration path');
}

/** Numbers of the labels, in their order: even, and odd for those that start a path. */
function numberLabels(builder: PlanBuilder, labelled: StepRef, { startLabels }: PathNodes): StepRef {
  const scope = labelled.as('l');
  const distinct = builder.select('distinct_labels', {
    from: scope,
    columns: scope.cols('label'),
    distinct: true,
  });
  const label = distinct.as('d');
  const place = over('rowNumber', [], { partitionBy: [], orderBy: [label.col('label')] });
  const isStart = when(isIn(label.col('label'), startLabels), integer(1), integer(0));
  return builder.select('labels', {
    from: label,
    columns: { label: label.col('label'), label_no: add(multiply(place, integer(2)), isStart) },
  });
}

interface Numbered {
  readonly labels: StepRef;
  readonly path: PathSpec;
}

/** One row a session that has a start, with the numbers of its labels from there on. */
function sessionSequences(
  builder: PlanBuilder,
  { labelled, labels, path }: Numbered & { readonly labelled: StepRef },
): StepRef {
  const isStored = path.session.type === 'session';
  const events = (isStored ? labelled : gapSessions(builder, labelled, path)).as('e');
  const label = labels.as('l');
  const numbered = builder.select('numbered', {
    from: events,
    joins: [{ type: 'inner', to: label, on: equal(label.col('label'), events.col('label')) }],
    columns: { ...events.cols('person', 'session_id', ...orderColumns), label_no: label.col('label_no') },
  });
  return builder.sequences('sequences', numbered, {
    groupBy: ['person', 'session_id'],
    orderBy: orderColumns,
    label: 'label_no',
    mergesRuns: path.mergeConsecutive && isStored,
    fromEnd: path.anchor === 'end',
    length: path.maxStep,
  });
}

interface CountedPaths {
  /** Paths with a carrier where users are counted (see `stepCells`), and `weight`. */
  readonly carried: StepRef;
  /** Every path once with its `value`. */
  readonly counted: StepRef;
}

/** Each path once, with the number of sessions that took it. */
function countPaths(builder: PlanBuilder, sequences: StepRef, path: PathSpec): CountedPaths {
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
function pathsOfUsers(builder: PlanBuilder, sequences: StepRef, path: PathSpec): CountedPaths {
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
function cellsOfPaths(builder: PlanBuilder, carried: StepRef, { labels, path }: Numbered): StepRef {
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
function topSequences(builder: PlanBuilder, counted: StepRef, { labels, path }: Numbered): StepRef {
  const scope = counted.as('c');
  const places = sequenceColumns(path.maxStep);
  const ranked = builder
    .select('ranked_paths', {
      from: scope,
      columns: {
        ...scope.cols(...places, 'value'),
        path_place: over('rowNumber', [], {
          partitionBy: [],
          orderBy: [{ by: scope.col('value'), descending: true }, ...places.map((place) => scope.col(place))],
        }),
      },
    })
    .as('r');
  const first = builder.select('first_paths', {
    from: ranked,
    columns: ranked.all(),
    orderBy: [ranked.col('path_place')],
    limit: path.topPaths,
  });
  const kept = ['path_place', 'value'];
  const step = stepsOfPaths(builder, first, { name: 'path_steps', kept, maxStep: path.maxStep }).as('s');
  const label = labels.as('l');
  return builder.select('top_paths', {
    from: step,
    joins: [{ type: 'inner', to: label, on: isLabel(label, step.col('label_no')) }],
    columns: {
      ...step.cols(...kept),
      ...Object.fromEntries(
        pathColumns(path).map((name, index) => [
          name,
          max(when(equal(step.col('step'), integer(index + 1)), label.col('label'))),
        ]),
      ),
    },
    groupBy: kept,
  });
}
