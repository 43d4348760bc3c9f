import assert from 'node:assert/strict';
import { it } from 'node:test';
import { joinDays } from './touched-days.ts';

const day = 86_400_000;

const cases: readonly { name: string; days: readonly number[]; ranges: readonly [number, number][] }[] = [
  { name: 'no day gives no range', days: [], ranges: [] },
  { name: 'a day reaches one day either side', days: [10], ranges: [[9, 12]] },
  { name: 'neighbouring days make one range', days: [10, 11], ranges: [[9, 13]] },
  { name: 'days whose borders touch make one range', days: [10, 13], ranges: [[9, 15]] },
  {
    name: 'distant days stay apart',
    days: [10, 20],
    ranges: [
      [9, 12],
      [19, 22],
    ],
  },
  {
    name: 'many distant days become one wide range',
    days: Array.from({ length: 20 }, (_, index) => index * 10),
    ranges: [[-1, 192]],
  },
];

for (const { name, days, ranges } of cases) {
  it(name, () => {
    assert.deepEqual(
      joinDays(days.map((at) => at * day)),
      ranges.map(([from, to]) => ({ fromMs: from * day, toMs: to * day })),
    );
  });
}
