import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  decideScaling,
  type FleetFigures,
  type ScalingBounds,
  type ScalingDecision,
} from './scaling-decision.ts';

const bounds: ScalingBounds = {
  minimum: 1,
  maximum: 4,
  targetCpuPercent: 50,
  scaleOutCooldownMs: 60_000,
  scaleInCooldownMs: 600_000,
};
const calm: FleetFigures = {
  nowMs: 1_000_000,
  servingCount: 2,
  isChanging: false,
  meanCpuPercent: 40,
  worstDelayP99Ms: 1,
  lastOutMs: null,
  lastInMs: null,
};

describe('scaling decision', () => {
  const cases: readonly {
    name: string;
    figures?: Partial<FleetFigures>;
    bounds?: Partial<ScalingBounds>;
    expect: [ScalingDecision['step'], ScalingDecision['because']];
  }[] = [
    { name: 'stays while the load is near the target', expect: ['stay', 'within-bounds'] },
    {
      name: 'stays at exactly the target',
      figures: { meanCpuPercent: 50 },
      expect: ['stay', 'within-bounds'],
    },
    {
      name: 'adds a worker above the target',
      figures: { meanCpuPercent: 51 },
      expect: ['out', 'cpu-above-target'],
    },
    {
      name: 'waits for the cool-down after the last step out',
      figures: { meanCpuPercent: 90, lastOutMs: 940_001 },
      expect: ['stay', 'cooling-down'],
    },
    {
      name: 'adds when the cool-down is just over',
      figures: { meanCpuPercent: 90, lastOutMs: 940_000 },
      expect: ['out', 'cpu-above-target'],
    },
    {
      name: 'waits for the cool-down after a step in as well',
      figures: { meanCpuPercent: 90, lastInMs: 990_000 },
      expect: ['stay', 'cooling-down'],
    },
    {
      name: 'adds at once, cool-down or not, when the event loop is late',
      figures: { worstDelayP99Ms: 51, lastOutMs: 999_000 },
      expect: ['out', 'event-loop-late'],
    },
    {
      name: 'takes a delay of exactly 50 ms for not late',
      figures: { worstDelayP99Ms: 50 },
      expect: ['stay', 'within-bounds'],
    },
    {
      name: 'adds nobody above the maximum',
      figures: { servingCount: 4, meanCpuPercent: 100, worstDelayP99Ms: 500 },
      expect: ['stay', 'within-bounds'],
    },
    {
      name: 'does one step at a time',
      figures: { isChanging: true, meanCpuPercent: 100, worstDelayP99Ms: 500 },
      expect: ['stay', 'still-changing'],
    },
    {
      name: 'decides nothing by processor before a period was measured',
      figures: { meanCpuPercent: null },
      expect: ['stay', 'within-bounds'],
    },
    {
      name: 'removes a worker when the others stay clearly below the target',
      figures: { meanCpuPercent: 22.5 },
      expect: ['in', 'cpu-far-below-target'],
    },
    {
      name: 'keeps a worker when the others would come near the target',
      figures: { meanCpuPercent: 23 },
      expect: ['stay', 'within-bounds'],
    },
    {
      name: 'removes the third of three at 30 %',
      figures: { servingCount: 3, meanCpuPercent: 30 },
      expect: ['in', 'cpu-far-below-target'],
    },
    {
      name: 'waits ten minutes after a step out before one in',
      figures: { meanCpuPercent: 1, lastOutMs: 400_001 },
      expect: ['stay', 'cooling-down'],
    },
    {
      name: 'waits ten minutes between two steps in',
      figures: { meanCpuPercent: 1, lastInMs: 400_001 },
      expect: ['stay', 'cooling-down'],
    },
    {
      name: 'removes nobody below the minimum',
      figures: { servingCount: 1, meanCpuPercent: 0 },
      expect: ['stay', 'within-bounds'],
    },
    {
      name: 'goes up to a raised minimum at once',
      figures: { isChanging: true, lastOutMs: 999_999 },
      bounds: { minimum: 3 },
      expect: ['out', 'below-minimum'],
    },
    {
      name: 'goes down to a lowered maximum at once',
      figures: { isChanging: true, meanCpuPercent: 100, lastInMs: 999_999 },
      bounds: { maximum: 1 },
      expect: ['in', 'above-maximum'],
    },
  ];
  for (const { name, figures, bounds: changed, expect } of cases) {
    it(name, () => {
      const [step, because] = expect;
      assert.deepEqual(decideScaling({ ...calm, ...figures }, { ...bounds, ...changed }), { step, because });
    });
  }

  it('never leaves the bounds, and a step in is never followed by one out under the same total load', () => {
    const anyFigures = fc.record({
      nowMs: fc.constant(1_000_000),
      servingCount: fc.integer({ min: 1, max: 4 }),
      isChanging: fc.boolean(),
      meanCpuPercent: fc.option(fc.double({ min: 0, max: 200, noNaN: true })),
      worstDelayP99Ms: fc.option(fc.double({ min: 0, max: 49, noNaN: true })),
      lastOutMs: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
      lastInMs: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
    });
    fc.assert(
      fc.property(anyFigures, (figures) => {
        const { step } = decideScaling(figures, bounds);
        const after = figures.servingCount + (step === 'out' ? 1 : step === 'in' ? -1 : 0);
        assert.ok(after >= bounds.minimum && after <= bounds.maximum);
        if (step !== 'in' || figures.meanCpuPercent === null) return;
        const meanCpuPercent = (figures.meanCpuPercent * figures.servingCount) / after;
        const next = { ...figures, servingCount: after, meanCpuPercent, nowMs: 10_000_000 };
        assert.notEqual(decideScaling(next, bounds).step, 'out');
      }),
    );
  });
});
