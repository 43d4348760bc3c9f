import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { EventSeries } from '../analyses/event/event-series.ts';
import { duckdbDialect } from '../dialects/duckdb/duckdb-dialect.ts';
import { redshiftDialect } from '../dialects/redshift/redshift-dialect.ts';
import { trinoDialect } from '../dialects/trino/trino-dialect.ts';
import { anyName } from '../fields/known-names.ts';
import { analyze, contextOf, printAnalysis } from '../run/analyze.ts';
import { parseAnalysisSpec, type SpecOf } from '../spec/analysis-spec.ts';
import { textValue, withIds } from '../test-support/corpus.ts';
import { memoryEngine } from '../test-support/memory-engine.ts';
import { eventOracle } from '../test-support/oracle/event-oracle.ts';

/** Texts that mean something to SQL, to LIKE, to JSON paths, to comments, to placeholders, to terminals. */
const nasty = [
  `'`,
  `''`,
  `"`,
  '`',
  '\\',
  `\\'`,
  '%',
  '_',
  '%_\\',
  '\u0000',
  'a\u0000b',
  '$1',
  '?',
  ':p1',
  `'; DROP TABLE event_v2; --`,
  `" OR 1=1 --`,
  '/* */',
  '*/',
  '--',
  ';',
  '\n',
  '\r\n\t',
  '$.a.b',
  '[0]',
  '{"a":1}',
  '日本語',
  '😀',
  'e\u0301',
  '\u202Eabc',
  'NULL',
  'true',
  '(not set)',
  '(other)',
  'x'.repeat(500),
];
const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...nasty) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
);
const filled = text.filter((value) => value.length > 0 && value.length <= 255);
const named = fc.oneof(filled, fc.constant('city'));

const startMs = Date.parse('2024-03-04T00:00:00Z');
const calendar = { timeZone: 'UTC', weekStart: 'monday' } as const;
const engine = await memoryEngine();

interface Case {
  readonly eventName: string;
  readonly parameter: string;
  readonly stored: readonly string[];
  readonly operator: string;
  readonly value: readonly string[];
  readonly isGrouped: boolean;
}

const cases: fc.Arbitrary<Case> = fc.record({
  eventName: named,
  parameter: named,
  stored: fc.array(text, { minLength: 1, maxLength: 6 }),
  operator: fc.constantFrom('=', '!=', 'in', 'not_in', 'contains', 'not_contains'),
  value: fc.array(text, { minLength: 1, maxLength: 4 }),
  isGrouped: fc.boolean(),
});

function specOf({ eventName, parameter, operator, value, isGrouped }: Case): SpecOf<'event'> {
  const field = { category: 'event', name: parameter, type: 'string' };
  const values = operator === '=' || operator === '!=' ? value.slice(0, 1) : value;
  const spec = parseAnalysisSpec({
    version: 1,
    kind: 'event',
    projectId: 'first',
    appId: 'shop',
    time: { type: 'fixed', start: '2024-03-04', end: '2024-03-04' },
    filter: { field, operator, value: values },
    event: { metrics: [{ event: eventName, measure: { type: 'eventCount' }, label: parameter }] },
    ...(isGrouped ? { groupBy: [field] } : {}),
  });
  if (spec.kind !== 'event') throw new Error('unreachable');
  return spec;
}

function corpusOf({ eventName, parameter, stored }: Case) {
  return {
    events: withIds(
      stored.map((value, index) => ({
        pseudo: 'a',
        name: eventName,
        ms: startMs + index,
        parameters: { [parameter]: textValue(value) },
      })),
    ),
  };
}

const options = { calendar, known: anyName, nowMs: startMs };

describe('hostile names and values', () => {
  it('give the rows that the oracle gives', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        const corpus = corpusOf(one);
        const spec = specOf(one);
        await engine.load(corpus);
        const result = await analyze(spec, { engine, ...options });
        const series = (result.chart as { series: readonly EventSeries[] }).series;
        assert.deepEqual(
          series.map(({ name, group, points, total }) => ({ name, group, points, total })),
          eventOracle(corpus, spec, contextOf(spec, options)).map(({ name, group, points, total }) => ({
            name,
            group,
            points,
            total,
          })),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('never stand in the statement, on no engine, unless they are plain', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const marked = {
          ...one,
          // Redshift names a parameter as a quoted identifier.
          parameter: 'city',
          value: one.value.map((value) => `${value}'"\\`),
          eventName: `${one.eventName.slice(0, 200)}'\\`,
        };
        for (const dialect of [duckdbDialect, trinoDialect, redshiftDialect]) {
          const { sql, parameters } = printAnalysis(specOf(marked), options, dialect);
          assert.ok(!sql.includes(`'\\`) && !sql.includes(`"\\`), sql);
          assert.ok(parameters.includes(marked.eventName));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('compare with lists of ten thousand values', async () => {
    const value = Array.from({ length: 10_000 }, (_, index) => `v'${index}\\`);
    const one = {
      eventName: 'buy',
      parameter: 'city',
      stored: [`v'77\\`, 'x'],
      operator: 'in',
      value,
      isGrouped: false,
    };
    await engine.load(corpusOf(one));
    const result = await analyze(specOf(one), { engine, ...options });
    assert.equal((result.chart as { series: readonly EventSeries[] }).series[0]?.total, 1);
  });

  it('refuses longer lists', () => {
    const value = Array.from({ length: 10_001 }, (_, index) => String(index));
    const one = { eventName: 'buy', parameter: 'city', stored: [], operator: 'in', value, isGrouped: false };
    assert.throws(() => specOf(one), /SPEC_INVALID|at most|10000|10,000|Too big/);
  });
});
