import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { WindowValue } from './alarm-rules.ts';
import { countFirings, evaluateAlarm } from './evaluate-alarm.ts';

const minute = 60_000;
const points = (...values: readonly number[]) =>
  values.map((value, index) => ({ at: index * minute, value }));
const rule = (comparison: 'above' | 'below', value: WindowValue, minutes = 3) => ({
  comparison,
  window: { ms: minutes * minute, value },
});

const cases: readonly [string, ReturnType<typeof rule>, number, readonly number[], string, number | null][] =
  [
    ['the highest value decides', rule('above', 'max'), 5, [9, 1, 1, 6], 'ALARM', 6],
    ['what left the window counts no more', rule('above', 'max'), 5, [9, 1, 1, 1], 'OK', 1],
    ['the lowest must stay above', rule('above', 'min'), 5, [1, 6, 7, 8], 'ALARM', 6],
    ['a dip ends it', rule('above', 'min'), 5, [6, 6, 1, 8], 'OK', 1],
    ['the mean', rule('above', 'mean'), 5, [0, 4, 5, 6.3], 'ALARM', 5.1],
    ['the sum', rule('below', 'sum'), 3, [0, 1, 1, 0], 'ALARM', 2],
    ['at the threshold it is quiet', rule('above', 'max'), 5, [5, 5, 5], 'OK', 5],
    ['nothing measured', rule('above', 'max'), 5, [], 'INSUFFICIENT_DATA', null],
  ];

for (const [name, asked, threshold, values, state, value] of cases) {
  it(name, () => {
    const nowMs = Math.max(0, values.length - 1) * minute;
    const verdict = evaluateAlarm(asked, threshold, { points: points(...values), nowMs });
    assert.equal(verdict.state, state);
    assert.ok(verdict.value === value || Math.abs((verdict.value ?? 0) - (value ?? 0)) < 1e-9);
  });
}

it('counts changes to ALARM, not the points above', () => {
  assert.equal(countFirings(rule('above', 'max', 1), 5, points(1, 9, 9, 1, 1, 9, 1)), 2);
  assert.equal(countFirings(rule('above', 'max', 10), 5, points(1, 9, 9, 1, 1, 9, 1)), 1);
  assert.equal(countFirings(rule('above', 'max', 1), 50, points(1, 9, 9)), 0);
});
