import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { EngineName } from '../dialects/dialect.ts';
import { anyName } from '../fields/known-names.ts';
import type { AnalysisResult } from '../result/analysis-result.ts';
import { analyze } from '../run/analyze.ts';
import { parseAnalysisSpec } from '../spec/analysis-spec.ts';
import { event, numberValue, withIds } from '../test-support/corpus.ts';
import { corpusEngines } from '../test-support/corpus-engines.ts';

const buy = (price: number, name = 'buy') =>
  event('a', name, '2024-03-04T09:00', { parameters: { price: numberValue(price) } });
const engines = await corpusEngines({
  events: withIds([buy(2), buy(10), buy(2.5, 'half'), buy(0.0005, 'tiny')]),
});
after(() => engines[Symbol.asyncDispose]());

const price = { category: 'event', name: 'price', type: 'number' };

function ask(engine: EngineName, name: string, more: object): Promise<AnalysisResult> {
  const spec = parseAnalysisSpec({
    version: 1,
    kind: 'event',
    projectId: 'first',
    appId: 'shop',
    time: { type: 'fixed', start: '2024-03-04', end: '2024-03-04' },
    event: { metrics: [{ event: name, measure: { type: 'userCount' } }] },
    ...more,
  });
  const calendar = { timeZone: 'UTC', weekStart: 'monday' } as const;
  return analyze(spec, {
    engine: engines[engine],
    calendar,
    known: anyName,
    nowMs: Date.parse('2024-04-01'),
  });
}

const inexact = ({ warnings }: AnalysisResult) =>
  warnings.filter((text) => text.startsWith('ENGINE_INEXACT: '));

/** Whether a question has a warning on each engine. */
const cases: readonly (readonly [string, string, object, Readonly<Record<EngineName, boolean>>])[] = [
  ['groups by whole numbers', 'buy', { groupBy: [price] }, { duckdb: false, trino: false, redshift: false }],
  ['groups by a fraction', 'half', { groupBy: [price] }, { duckdb: false, trino: false, redshift: true }],
  ['groups by a tiny number', 'tiny', { groupBy: [price] }, { duckdb: false, trino: true, redshift: true }],
  ['estimated users', 'buy', { approx: true }, { duckdb: true, trino: true, redshift: true }],
  ['a plain question', 'buy', {}, { duckdb: false, trino: false, redshift: false }],
];

describe('what an engine does not do exactly', () => {
  for (const [title, name, more, expected] of cases) {
    for (const engine of ['duckdb', 'trino', 'redshift'] as const) {
      it(`${title}: ${expected[engine] ? 'told' : 'nothing to tell'} on ${engine}`, async () => {
        assert.equal(inexact(await ask(engine, name, more)).length, expected[engine] ? 1 : 0);
      });
    }
  }

  it('is why Trino names the group of a tiny number otherwise', async () => {
    const names = async (engine: EngineName) =>
      (await ask(engine, 'tiny', { groupBy: [price] })).rows[0]?.[2];
    assert.deepEqual([await names('duckdb'), await names('trino')], ['0.0005', '5.0E-4']);
  });
});
