import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RetentionSeries } from '@millstream/studio/spec';
import { heatColour } from './heat-scale.ts';
import { weightedRates } from './retention-heat.ts';

const cohort = (cohortUsers: number, users: readonly (number | null)[]): RetentionSeries => {
  return {
    name: '',
    cohort: '',
    cohortUsers,
    users,
    points: users.map((n) => (n === null ? null : n / cohortUsers)),
  };
};

describe('all cohorts of a retention table', () => {
  it('weigh by their sizes and leave out those whose time has not come', () => {
    const series = [cohort(100, [100, 50, 20]), cohort(300, [300, 30]), cohort(50, [40])];
    assert.deepEqual(weightedRates(series, 'retention'), [440 / 450, 80 / 400, 20 / 100]);
    assert.deepEqual(weightedRates(series, 'attrition')[1], 320 / 400);
  });
  it('are nothing where nobody started', () =>
    assert.deepEqual(weightedRates([cohort(0, [0])], 'retention'), [null]));
});

describe('colours of a heat map', () => {
  const colours = ['0', '1', '2', '3'];
  const cases = [
    [0, 1, '0'],
    [0.01, 1, '1'],
    [0.5, 1, '2'],
    [1, 1, '3'],
    [0.2, 0, '0'],
  ] as const;
  for (const [value, highest, colour] of cases)
    it(`${value} of ${highest} is step ${colour}`, () =>
      assert.equal(heatColour(value, highest, colours), colour));
});
