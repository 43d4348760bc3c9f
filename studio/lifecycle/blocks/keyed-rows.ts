import type { DimensionId, PlatformRule } from '@millstream/reporting';
import type { StepRef } from '../../plan/plan-builder.ts';
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
  /** By day too. */
  readonly overTime: boolean;
  readonly platforms: PlatformRule;
  /** @default the grain that tells the values apart */
  readonly grain?: FactGrain;
}

/** The grain that tells the values of these dimensions apart. */
function grainOf(by: readonly DimensionId[]): FactGrain {
  if (by.includes('eventName')) return 'name';
  const content: readonly DimensionId[] = ['pageTitle', 'pageUrlPath', 'screenName', 'screenClass'];
  return by.some((id) => content.includes(id)) ? 'content' : 'visit';
}

/** The fact that a set of values is read from. */
export function requestFor({
  by,
  measures,
  platforms,
  overTime,
  rank,
  grain = grainOf(by),
}: ValueSet): FactRequest {
  const columns = new Set([...columnsFor([...measures, rank]), ...by.map(dimensionColumn)]);
  if (platforms !== 'all') columns.add(dimensionColumn('platform'));
  if (overTime) columns.add('bucket');
  return { window: 'range', grain, columns: [...columns] };
}

/** The fact's rows with the values as `g1`, `g2`, …, of the ruled platforms. */
export function keyedRows({ builder, name, fact }: BlockTools, options: ValueSet): StepRef {
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

/** Name of a question over a set of values. */
export const idOf = (
  kind: string,
  { by, platforms, grain = grainOf(by) }: Pick<ValueSet, 'by' | 'platforms' | 'grain'>,
  rest: readonly unknown[],
) => [kind, ...by, platforms, grain, ...rest].join(' ');
