import type { AnalysisContext } from '../../base/analysis-context.ts';
import { PlanBuilder } from '../../plan/plan-builder.ts';
import type { Plan } from '../../plan/relation.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import type { PlannedAnalysis } from '../planned-analysis.ts';
import { countSteps, stepCells } from './count-steps.ts';
import { labelEvents } from './label-events.ts';
import { numberSteps } from './number-steps.ts';
import { answerPaths } from './path-answer.ts';
import { pathNodes } from './path-nodes.ts';
import { planSequences } from './plan-sequences.ts';
import { shapePath } from './shape-path.ts';
import { topPaths } from './top-paths.ts';

/** Plans a path analysis (explorations 4). */
export function planPath(spec: SpecOf<'path'>, context: AnalysisContext): PlannedAnalysis {
  const plan = Object.freeze({ ...planSteps(spec, context), keptSteps: planSequences(spec, context) });
  return { plan, shape: (rows) => shapePath(spec, rows) };
}

/** The plan that numbers steps by window functions, which every engine has. */
function planSteps(spec: SpecOf<'path'>, context: AnalysisContext): Plan {
  const { path } = spec;
  const builder = new PlanBuilder();
  const nodes = pathNodes(path);
  const labelled = labelEvents(builder, { spec, context, nodes });
  const steps = numberSteps(builder, labelled, { path, startLabels: nodes.startLabels });
  const counts = countSteps(builder, stepCells(builder, steps, path), path);
  answerPaths(builder, counts, {
    path,
    topPaths: path.topPaths === 0 ? null : topPaths(builder, steps, path),
  });
  return builder.build('exploration path');
}
