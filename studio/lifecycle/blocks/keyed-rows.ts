import type { DimensionId, PlatformRule } from '@millstream/reporting';
import { greater, integer } from '../../plan/expressions.ts';
import type { PlanBuilder, StepRef } from '../../plan/plan-builder.ts';
import { dimensionColumn, type FactGrain, type FactRequest } from '../facts/fact-column.ts';
import { isRuledPlatform } from '../facts/platform-condition.ts';
import type { BlockTools } from './block.ts';
import type { Measure } from './measure.ts';
import { columnsFor } from './summary-block.ts';

/** Values of dimensions and what is counted for them. */
export interface ValueSet {
  readonly by: readonly DimensionId[];
  readonly measures: readonly Measure[];
  /** Largest first by this one. */
  readonly rank: Measure;
  readonly platforms: PlatformRule;
  /** @default the grain that tells the values apart */
  readonly grain?: FactGrain;
}

/** What is counted by day too. */
export interface OverTime {
  readonly measures: readonly Measure[];
  readonly top: number;
}

/** The grain that tells the values of these dimensions apart. */
function grainOf(by: readonly DimensionId[]): FactGrain {
  if (by.includes('eventName')) return 'name';
  const content: readonly DimensionId[] = ['pageTitle', 'pageUrlPath', 'screenName', 'screenClass'];
  return by.some((id) => content.includes(id)) ? 'content' : 'visit';
}

/** The fact that a set of values is read from. */
export function requestFor(asked: ValueSet & { readonly overTime: OverTime | null }): FactRequest {
  const { by, measures, platforms, overTime, rank, grain = grainOf(by) } = asked;
  const all = [...measures, rank, ...(overTime?.measures ?? [])];
  const columns = new Set([...columnsFor(all), ...by.map(dimensionColumn)]);
  if (platforms !== 'all') columns.add(dimensionColumn('platform'));
  if (overTime !== null) columns.add('bucket');
  return { window: 'range', grain, columns: [...columns] };
}

/** The fact's rows with the values as `g1`, `g2`, …, of the ruled platforms. */
export function keyedRows(
  { builder, name, fact }: BlockTools,
  options: ValueSet & { readonly overTime: OverTime | null },
): StepRef {
  const rows = fact.as('f');
  const keys = Object.fromEntries(
    options.by.map((id, index) => [`g${index + 1}`, rows.col(dimensionColumn(id))]),
  );
  const columns = requestFor(options).columns.filter((column) => !column.startsWith('d_'));
  return builder.select(`${name}_keyed`, {
    from: rows,
    columns: { ...rows.cols(...columns), ...keys },
    ...(options.platforms === 'all'
      ? {}
      : { where: isRuledPlatform(rows.col(dimensionColumn('platform')), options.platforms) }),
  });
}

/** The rows that can matter for some measures: new users have a first visit, which few rows have. */
export function onlyOpened(
  builder: PlanBuilder,
  rows: StepRef,
  { name, measures }: { readonly name: string; readonly measures: readonly Measure[] },
): StepRef {
  if (measures.some((measure) => measure !== 'newUsers')) return rows;
  const scope = rows.as('o');
  return builder.select(`${name}_opened`, {
    from: scope,
    columns: scope.all(),
    where: greater(scope.col('opened'), integer(0)),
  });
}

/** Name of a question over a set of values. */
export const idOf = (
  kind: string,
  { by, platforms, grain = grainOf(by) }: Pick<ValueSet, 'by' | 'platforms' | 'grain'>,
  rest: readonly unknown[],
) => [kind, ...by, platforms, grain, ...rest].join(' ');
