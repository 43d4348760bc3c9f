import assert from 'node:assert/strict';
import type { AttributionBar, AttributionChart } from '../../analyses/attribution/shape-attribution.ts';
import type { ShapedResult } from '../../result/analysis-result.ts';
import { assertAgree } from '../assert-agree.ts';
import type { OracleAttribution } from '../oracle/attribution-oracle.ts';

/** A rate has 4 places; a total of rounding errors only has none. */
function assertRateAgrees({ contributionRate }: AttributionBar, contribution: number, total: number): void {
  if (contributionRate === null) assertAgree(total, 0, 'all contributions');
  else assert.ok(Math.abs(contributionRate - contribution / total) < 0.00006, 'contribution rate');
}

/** Requires that an attribution is what the words of the specification give, touchpoint by touchpoint. */
export function assertAttributionAgrees(
  { rows, chart, totals }: ShapedResult,
  expected: OracleAttribution,
): void {
  const { bars, unattributed } = chart as AttributionChart;
  const isEmpty = expected.conversions === 0 && expected.touchpoints.every(({ triggers }) => triggers === 0);
  assert.equal(rows.length, isEmpty ? 0 : expected.touchpoints.length + 1);
  assertAgree(
    bars.map(({ triggers, triggersWithConversion, conversions, contribution }) => ({
      triggers,
      withConversion: triggersWithConversion,
      credit: conversions,
      contribution,
    })),
    isEmpty ? [] : expected.touchpoints,
    'attribution and its words',
  );
  const total = expected.touchpoints.reduce((sum, { contribution }) => sum + contribution, 0);
  for (const [index, bar] of bars.entries()) {
    assertRateAgrees(bar, expected.touchpoints[index]?.contribution ?? 0, total);
  }
  const { unattributed: conversions, unattributedValue: contribution } = expected;
  assertAgree(unattributed, { conversions, contribution }, 'unattributed');
  assertAgree(
    [totals?.conversions, totals?.value ?? 0],
    [expected.conversions, expected.value],
    'totals of conversions',
  );
}
