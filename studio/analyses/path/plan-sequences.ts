import type { AnalysisContext } from '../../base/analysis-context.ts';
import { PlanBuilder, type StepRef } from '../../plan/plan-builder.ts';
import type { Plan } from '../../plan/relation.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import type { PathSpec } from '../../spec/path-spec.ts';
import type { TimeRange } from '../../time/time-range.ts';
import { countPaths, pathsOfUsers } from './carried-paths.ts';
import { countSteps } from './count-steps.ts';
import { orderColumns } from './label-events.ts';
import { gapSessions } from './number-steps.ts';
import { type NumberedEvents, numberedEvents } from './numbered-events.ts';
import { answerPaths } from './path-answer.ts';
import { pathNodes } from './path-nodes.ts';
import { cellsOfPaths, topSequences } from './path-steps.ts';

/**
 * The plan for engines with ordered lists that keep the rows of steps. Events become one row a session at once, with
 * the labels of its steps as numbers; equal rows are then counted together, so that everything after works on few rows.
 */
export function planSequences(spec: SpecOf<'path'>, context: AnalysisContext): Plan {
  const { path } = spec;
  const builder = new PlanBuilder();
  const { labels, events, largest } = numberedEvents(builder, { spec, context, nodes: pathNodes(path) });
  const sequences = sessionSequences(builder, events, { path, range: context.range, largest });
  const paths =
    path.metric === 'userCount'
      ? pathsOfUsers(builder, sequences, path)
      : countPaths(builder, sequences, path);
  const cells = cellsOfPaths(builder, paths.carried, { labels, path });
  const top = path.topPaths === 0 ? null : topSequences(builder, paths.counted, { labels, path });
  answerPaths(builder, countSteps(builder, cells, path), { path, topPaths: top });
  return builder.build('exploration path');
}

/** One row a session that has a start, with the numbers of its labels from there on. */
function sessionSequences(
  builder: PlanBuilder,
  events: StepRef,
  {
    path,
    range,
    largest,
  }: { readonly path: PathSpec; readonly range: TimeRange } & Pick<NumberedEvents, 'largest'>,
): StepRef {
  const isStored = path.session.type === 'session';
  return builder.sequences('sequences', isStored ? events : gapSessions(builder, events, path), {
    groupBy: ['person', 'session_id'],
    orderBy: orderColumns,
    label: 'label',
    within: range,
    ...(largest === null ? {} : { largestLabel: largest }),
    mergesRuns: path.mergeConsecutive && isStored,
    fromEnd: path.anchor === 'end',
    length: path.maxStep,
  });
}
