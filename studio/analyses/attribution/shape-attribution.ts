import type { Cell, ResultColumn, ShapedResult } from '../../result/analysis-result.ts';
import { countIn, type EngineRow, numberIn } from '../../result/engine-row.ts';
import { roundRate } from '../../result/round-rate.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';

/** Kinds of rows that the plan answers with, by their `part`. */
export const attributionParts = { touches: 0, credits: 1, conversions: 2, unattributed: 3 } as const;

/** Name of the row of conversions that no touchpoint earned. */
export const unattributedName = '(unattributed)';

/** What one touchpoint earned. */
export interface AttributionBar {
  readonly name: string;
  /** Touches in the range and its lookback. */
  readonly triggers: number;
  /** Touches that are eligible for a conversion. */
  readonly triggersWithConversion: number;
  /** Shares of conversions, added up, whatever the goal's value is. */
  readonly conversions: number;
  /** Shares of the conversions' values; equal to `conversions` when conversions are counted. */
  readonly contribution: number;
  /** Part of all contributions; null when they add to nothing. */
  readonly contributionRate: number | null;
}

/** Chart of an attribution analysis: a bar a touchpoint. */
export interface AttributionChart {
  readonly bars: readonly AttributionBar[];
  /** Conversions without touches. */
  readonly unattributed: { readonly conversions: number; readonly contribution: number };
}

const columns: readonly ResultColumn[] = [
  { name: 'touchpoint', type: 'string' },
  { name: 'triggers', type: 'integer' },
  { name: 'conversions', type: 'integer' },
  { name: 'triggersWithConversion', type: 'integer' },
  { name: 'contribution', type: 'number' },
  { name: 'contributionRate', type: 'rate' },
];

/** Name of a touchpoint: its own, or `<index>_<event>`. */
export function touchpointName({ attribution }: SpecOf<'attribution'>, index: number): string {
  const touchpoint = attribution.touchpoints[index];
  return touchpoint?.name ?? `${index + 1}_${touchpoint?.event ?? ''}`;
}

/** Sum of doubles, 0 where only rounding errors are left of it. */
function sumOf(values: readonly number[]): number {
  const total = values.reduce((sum, value) => sum + value, 0);
  const size = values.reduce((sum, value) => sum + Math.abs(value), 0);
  return Math.abs(total) <= size * 1e-12 ? 0 : total;
}

function barsOf(spec: SpecOf<'attribution'>, rows: readonly EngineRow[]): readonly AttributionBar[] {
  const find = (part: number, definition: number) =>
    rows.find((row) => countIn(row, 'part') === part && countIn(row, 'definition') === definition) ?? {};
  const bars = spec.attribution.touchpoints.map((_, index) => {
    const credits = find(attributionParts.credits, index + 1);
    return {
      name: touchpointName(spec, index),
      triggers: countIn(find(attributionParts.touches, index + 1), 'rows'),
      triggersWithConversion: countIn(credits, 'rows'),
      conversions: numberIn(credits, 'credit') ?? 0,
      contribution: numberIn(credits, 'value') ?? 0,
    };
  });
  const total = sumOf(bars.map(({ contribution }) => contribution));
  return bars.map((bar) => ({
    ...bar,
    contributionRate: total === 0 ? null : roundRate(bar.contribution / total),
  }));
}

/** One row a touchpoint, those that earned nothing too, and what none of them earned; no rows when nothing happened at all. */
export function shapeAttribution(spec: SpecOf<'attribution'>, rows: readonly EngineRow[]): ShapedResult {
  const find = (part: number) => rows.find((row) => countIn(row, 'part') === part) ?? {};
  const conversions = countIn(find(attributionParts.conversions), 'rows');
  const unattributed = find(attributionParts.unattributed);
  const bars = rows.length === 0 ? [] : barsOf(spec, rows);
  const rest = {
    conversions: countIn(unattributed, 'rows'),
    contribution: numberIn(unattributed, 'value') ?? 0,
  };
  const chart: AttributionChart = { bars, unattributed: rest };
  const cells: (readonly Cell[])[] = bars.map((bar) => [
    bar.name,
    bar.triggers,
    conversions,
    bar.triggersWithConversion,
    bar.contribution,
    bar.contributionRate,
  ]);
  if (rows.length > 0) cells.push([unattributedName, null, null, null, rest.contribution, null]);
  return {
    columns,
    rows: cells,
    chart,
    totals: {
      conversions,
      value: numberIn(find(attributionParts.conversions), 'value') ?? 0,
      unattributed: rest.conversions,
    },
    partialBuckets: [],
    warnings: [],
  };
}
