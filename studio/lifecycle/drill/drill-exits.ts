import type { DimensionId } from '@millstream/reporting';
import { unknownCell } from '../../drill/cell-bucket.ts';
import { answerEvents, drillColumns } from '../../drill/drill-answer.ts';
import type { PlannedDrill } from '../../drill/planned-drill.ts';
import { sameAs, text } from '../../plan/expressions.ts';
import { PlanBuilder } from '../../plan/plan-builder.ts';
import { exitFact } from '../facts/exit-fact.ts';
import { dimensionColumn } from '../facts/fact-column.ts';
import type { LifecycleContext } from '../lifecycle-context.ts';
import type { VisualCell } from './visual-cell.ts';

/**
 * The views that sessions ended with: one a session, so that the list is as long as the number of exits.
 * @throws CodedError CELL_UNKNOWN for another metric and for the rest of the list
 */
export function drillExits(
  { metric, key }: VisualCell,
  by: DimensionId,
  context: LifecycleContext,
): PlannedDrill {
  const value = key === undefined || key === 'other' || key.length !== 1 ? undefined : key[0];
  if (metric !== 'exits' || value === undefined) throw unknownCell('exits are told by their one value');
  const builder = new PlanBuilder();
  const views = exitFact(builder, context, drillColumns).as('v');
  const found = builder.select('cell', {
    from: views,
    columns: views.all(),
    where: sameAs(views.col(dimensionColumn(by)), text(value)),
  });
  answerEvents(builder, found);
  return { unit: 'event', plan: builder.build('life cycle drill') };
}
