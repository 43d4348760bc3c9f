import type { Column, Expression } from '../../plan/expression.ts';
import {
  and,
  equal,
  greaterOrEqual,
  integer,
  isIn,
  isNull,
  lessOrEqual,
  notEqual,
  or,
  over,
  subtract,
  text,
  when,
} from '../../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../../plan/plan-builder.ts';
import type { PathSpec } from '../../spec/path-spec.ts';
import { orderColumns } from './label-events.ts';

/** What numbering needs to know of a path. */
export interface NumberOptions {
  readonly path: PathSpec;
  readonly startLabels: readonly string[];
}

/** Everything up to and including the row. */
const soFar = { from: null, to: 0 } as const;
/** The row and everything after it. */
const fromHere = { from: 0, to: null } as const;

const order = (scope: Scope): readonly Column[] => orderColumns.map((name) => scope.col(name));

/**
 * The events of paths up to the last step looked at, with `session_id`, `step` (from 1) and `next_label` (null = the session
 * ends here): cut into sessions, merged, begun at the start node (explorations 4.2, 3 to 5). Backward paths are numbered from
 * the last start towards the session's beginning.
 *
 * The first start of a session is never merged away: what stands before it is another label. So merging and starting need
 * only one pass over the sorted events.
 */
export function numberSteps(builder: PlanBuilder, labelled: StepRef, options: NumberOptions): StepRef {
  const { path } = options;
  const sessions = path.session.type === 'gap' ? gapSessions(builder, labelled, path) : labelled;
  const runs = startedRows(builder, sessions, options).as('r');
  const partitionBy = [runs.col('person'), runs.col('session_id')];
  const orderBy = order(runs).map((by) => (path.anchor === 'end' ? { by, descending: true } : by));
  const isMerged = path.mergeConsecutive && runs.step.columns.has('previous_label');
  const { previous_label: _previous, starts: _starts, ...columns } = runs.all();
  const numbered = builder.select('numbered', {
    from: runs,
    columns: {
      ...columns,
      step: over('rowNumber', [], { partitionBy, orderBy }),
      next_label: over('lead', [runs.col('label')], { partitionBy, orderBy }),
    },
    where: and(
      greaterOrEqual(runs.col('starts'), integer(1)),
      isMerged ? opensRun(runs.col('previous_label'), runs.col('label')) : and(),
    ),
  });
  const scope = numbered.as('n');
  return builder.select('steps', {
    from: scope,
    columns: scope.all(),
    where: lessOrEqual(scope.col('step'), integer(path.maxStep)),
  });
}

/** Whether an event is the first of a run of equal labels. */
const opensRun = (previous: Expression, label: Expression): Expression =>
  or(isNull(previous), notEqual(previous, label));

/** Rows with `starts`, the number of starts passed, and, where merging is still to be done, `previous_label`. */
function startedRows(builder: PlanBuilder, sessions: StepRef, options: NumberOptions): StepRef {
  const { path, startLabels } = options;
  const scope = sessions.as('s');
  const place = { partitionBy: [scope.col('person'), scope.col('session_id')], orderBy: order(scope) };
  const [first = ''] = startLabels;
  const label = scope.col('label');
  const isStart = startLabels.length === 1 ? equal(label, text(first)) : isIn(label, startLabels);
  const mergesHere = path.mergeConsecutive && path.session.type === 'session';
  return builder.select('started', {
    from: scope,
    columns: {
      ...scope.all(),
      starts: over('count', [when(isStart, integer(1))], {
        ...place,
        frame: path.anchor === 'end' ? fromHere : soFar,
      }),
      ...(mergesHere ? { previous_label: over('lag', [label], place) } : {}),
    },
  });
}

/** Numbers sessions by the pauses between a user's events, and merges runs on the way. */
export function gapSessions(builder: PlanBuilder, labelled: StepRef, path: PathSpec): StepRef {
  if (path.session.type !== 'gap') throw new Error('sessions are the stored ones');
  // Times are whole milliseconds, so a gap of a fraction is reached at the next whole one.
  const gapMs = Math.ceil(Number((path.session.seconds * 1000).toFixed(6)));
  const events = labelled.as('l');
  const place = { partitionBy: [events.col('person')], orderBy: order(events) };
  const gaps = builder
    .select('gaps', {
      from: events,
      columns: {
        ...events.all(),
        previous_ms: over('lag', [events.col('event_ms')], place),
        previous_label: over('lag', [events.col('label')], place),
      },
    })
    .as('g');
  const opens = or(
    isNull(gaps.col('previous_ms')),
    greaterOrEqual(subtract(gaps.col('event_ms'), gaps.col('previous_ms')), integer(gapMs)),
  );
  const { previous_ms: _ms, previous_label: _label, ...columns } = gaps.all();
  return builder.select('sessions', {
    from: gaps,
    columns: {
      ...columns,
      session_id: over('count', [when(opens, integer(1))], {
        partitionBy: [gaps.col('person')],
        orderBy: order(gaps),
        frame: soFar,
      }),
    },
    // An event that opens a session is never merged, so counting sessions loses none.
    ...(path.mergeConsecutive
      ? { where: or(opens, notEqual(gaps.col('previous_label'), gaps.col('label'))) }
      : {}),
  });
}
