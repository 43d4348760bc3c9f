import { printPlan } from '../../dialects/print-plan.ts';
import { type DrillList, drillList, drillPage } from '../../drill/drill-list.ts';
import { rewritePlan } from '../../rewrites/rewrite-plan.ts';
import { type LifecycleOptions, lifecycleContext } from '../read-lifecycle.ts';
import { drillVisual } from './drill-visual.ts';
import type { LifecycleDrillRequest } from './lifecycle-drill-request.ts';

/**
 * Reads a page of the users or events behind a number of a visual: as many as the number says.
 * @throws CodedError CELL_UNKNOWN for a number that has no list, and those of the engine
 */
export async function readLifecycleDrill(
  request: LifecycleDrillRequest,
  options: LifecycleOptions,
): Promise<DrillList> {
  const { engine } = options;
  const planned = drillVisual(request.visual, await lifecycleContext(request, options), request.cell);
  const plan = rewritePlan(drillPage(planned, request), engine.dialect);
  return drillList(planned.unit, await engine.run(printPlan(plan, engine.dialect), options));
}
