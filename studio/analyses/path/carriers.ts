import type { PlanBuilder, StepRef } from '../../plan/plan-builder.ts';

/** Columns that make a carrier, when users are counted. */
export function carrierColumns({ columns }: StepRef): readonly string[] {
  return columns.has('carrier') ? ['carrier', 'weight'] : [];
}

/** Rows whose weights add to a count: each carrier once for each value of the columns. */
export function onceEach(
  builder: PlanBuilder,
  cells: StepRef,
  options: { readonly name: string; readonly columns: readonly string[] },
): StepRef {
  const carrier = carrierColumns(cells);
  if (carrier.length === 0) return cells;
  const scope = cells.as('c');
  const columns = scope.cols(...options.columns, ...carrier);
  return builder.select(options.name, { from: scope, columns, distinct: true });
}
