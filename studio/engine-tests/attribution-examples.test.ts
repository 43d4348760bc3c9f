import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anyName } from '../fields/known-names.ts';
import type { AnalysisResult } from '../result/analysis-result.ts';
import { analyze } from '../run/analyze.ts';
import { parseAnalysisSpec } from '../spec/analysis-spec.ts';
import type { Corpus } from '../test-support/corpus.ts';
import { event, numberValue, withIds } from '../test-support/corpus.ts';
import { memoryEngine } from '../test-support/memory-engine.ts';

const conversion = (pseudo: string, time: string, price: number) =>
  event(pseudo, 'buy', time, { parameters: { price: numberValue(price) } });
const journeys: Corpus = {
  events: withIds([
    event('a', 'T1', '2024-03-04T09:00'),
    event('a', 'T1', '2024-03-04T09:20'),
    event('a', 'T2', '2024-03-04T09:45'),
    conversion('a', '2024-03-04T10:00', 100),
    event('a', 'T2', '2024-03-04T10:10'),
    conversion('a', '2024-03-04T10:30', 60),
    event('b', 'T1', '2024-03-04T23:50'),
    conversion('b', '2024-03-05T00:10', 40),
    conversion('c', '2024-03-04T12:00', 10),
  ]),
};
const engine = await memoryEngine(journeys);
const price = { category: 'event', name: 'price', type: 'number' };
const sum = { type: 'sum', field: price };

async function attribute(attribution: object, goal: object = {}): Promise<AnalysisResult> {
  const spec = parseAnalysisSpec({
    version: 1,
    kind: 'attribution',
    projectId: 'first',
    appId: 'shop',
    time: { type: 'fixed', start: '2024-03-04', end: '2024-03-05' },
    attribution: {
      goal: { event: 'buy', ...goal },
      touchpoints: [{ event: 'T1' }, { event: 'T2' }],
      window: { type: 'custom', seconds: 86_400 },
      ...attribution,
    },
  });
  const calendar = { timeZone: 'UTC', weekStart: 'monday' } as const;
  return analyze(spec, { engine, calendar, known: anyName, nowMs: Date.parse('2024-04-01T00:00:00Z') });
}

/** The contribution column, rounded as the specification prints it. */
const contributions = ({ rows }: AnalysisResult) => rows.map((row) => Number(Number(row[4]).toFixed(4)));

const models = [
  { model: { type: 'first' }, counts: [2, 1], sums: [140, 60] },
  { model: { type: 'last' }, counts: [1, 2], sums: [40, 160] },
  { model: { type: 'linear' }, counts: [1.6667, 1.3333], sums: [106.6667, 93.3333] },
  { model: { type: 'position' }, counts: [1.6, 1.4], sums: [100, 100] },
] as const;

describe('worked example A1', () => {
  for (const { model, counts, sums } of models) {
    it(`shares conversions out by ${model.type}`, async () => {
      assert.deepEqual(contributions(await attribute({ model })), [...counts, 1]);
      assert.deepEqual(contributions(await attribute({ model }, { value: sum })), [...sums, 10]);
    });
  }

  it('counts touches, conversions and rates', async () => {
    const { rows, columns } = await attribute({ model: { type: 'linear' } });
    assert.deepEqual(
      columns.map(({ name }) => name),
      ['touchpoint', 'triggers', 'conversions', 'triggersWithConversion', 'contribution', 'contributionRate'],
    );
    assert.deepEqual(
      rows.map(([name, triggers, conversions, used, , rate]) => [name, triggers, conversions, used, rate]),
      [
        ['1_T1', 3, 4, 3, 0.5556],
        ['2_T2', 2, 4, 2, 0.4444],
        ['(unattributed)', null, null, null, null],
      ],
    );
  });

  it('lets only touches of the same local day count', async () => {
    const day = { model: { type: 'first' }, window: { type: 'sameDay' } };
    assert.deepEqual(contributions(await attribute(day)), [1, 1, 2]);
    assert.deepEqual(contributions(await attribute(day, { value: sum })), [100, 60, 50]);
  });

  it('includes a touch exactly one window before', async () => {
    const window = { type: 'custom', seconds: 1200 };
    const { rows } = await attribute({ model: { type: 'linear' }, window });
    assert.deepEqual(
      rows.map((row) => [row[3], row[4]]),
      [
        [1, 1],
        [2, 2],
        [null, 1],
      ],
    );
  });
});

describe('touchpoints', () => {
  it('keeps a touchpoint that nothing touched', async () => {
    const { rows } = await attribute({
      touchpoints: [{ event: 'T3', name: 'Nobody' }],
      model: { type: 'last' },
    });
    assert.deepEqual(rows, [
      ['Nobody', 0, 4, 0, 0, null],
      ['(unattributed)', null, null, null, 4, null],
    ]);
  });

  it('halves the weight with every half-life', async () => {
    const model = { type: 'timeDecay', halfLifeSeconds: 1500 };
    const { rows } = await attribute({ model, touchpoints: [{ event: 'T1' }, { event: 'T2' }] });
    // T1 60 and 40 minutes before, T2 15: weights by half-lives of 25 minutes.
    const weights = [60, 40, 15].map((minutes) => 2 ** (-minutes / 25));
    const [first = 0, second = 0, third = 0] = weights;
    const share = (first + second) / (first + second + third);
    assert.ok(Math.abs(Number(rows[0]?.[4]) - (share + 1)) < 1e-9);
  });

  it('answers with no rows when nothing happened', async () => {
    const { rows } = await attribute(
      { touchpoints: [{ event: 'x' }], model: { type: 'last' } },
      { event: 'y' },
    );
    assert.deepEqual(rows, []);
  });
});
