import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { CodedError } from '@millstream/core';
import { parseAnalysisSpec } from './analysis-spec.ts';

const folder = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'docs', 'examples');
const analyses = readdirSync(folder).filter((name) => name.endsWith('.json') && !name.startsWith('segment'));
const read = (name: string): Record<string, unknown> => JSON.parse(readFileSync(join(folder, name), 'utf8'));

describe('examples of the manual', () => {
  for (const name of analyses) {
    it(`${name} is a valid analysis`, () => {
      assert.equal(parseAnalysisSpec(read(name)).kind, read(name).kind);
    });
  }
  it('show every kind', () => {
    const kinds = analyses.map((name) => read(name).kind);
    assert.deepEqual([...new Set(kinds)].sort(), ['attribution', 'event', 'funnel', 'path', 'retention']);
  });
});

describe('specs that are refused', () => {
  const good = read('purchases.json');
  const metric = { event: 'buy', measure: { type: 'userCount' } };
  const event = (metrics: readonly object[]) => ({ ...good, event: { metrics } });
  const field = (type: string) => ({ category: 'event', name: 'price', type });
  const filter = (operator: string, type: string, ...value: unknown[]) => ({
    ...good,
    filter: { field: field(type), operator, value },
  });
  const deep = (levels: number): object =>
    levels === 0 ? { segment: ['s'], operator: 'in' } : { op: 'and', children: [deep(levels - 1)] };
  const funnel = (more: object, chart = 'bar') => ({
    ...read('checkout-funnel.json'),
    groupBy: undefined,
    chart,
    funnel: { steps: [{ event: 'a' }, { event: 'b' }], ...more },
  });

  const cases: readonly (readonly [string, unknown, RegExp])[] = [
    ['no object', 'select 1', /SPEC_INVALID/],
    ['null', null, /SPEC_INVALID/],
    ['an unknown kind', { ...good, kind: 'magic' }, /kind: use one of event, funnel/],
    ['a later version', { ...good, version: 2 }, /SPEC_TOO_NEW/],
    ['a key nobody knows', { ...good, colour: 'red' }, /colour/],
    ['no metric', event([]), /\/event\/metrics/],
    ['eleven metrics', event(Array(11).fill(metric)), /\/event\/metrics/],
    [
      'a sum of text',
      event([{ ...metric, measure: { type: 'sum', field: field('string') } }]),
      /\/event\/metrics\/0\/measure\/field: this measure needs a numeric field/,
    ],
    [
      'a percentile of 100',
      event([{ ...metric, measure: { type: 'percentile', field: field('number'), p: 100 } }]),
      /\/measure\/p/,
    ],
    [
      'an operator of another type',
      filter('contains', 'number', 1),
      /\/filter\/operator: contains is no operator of a number field/,
    ],
    ['text compared with a number', filter('>', 'number', '7'), /\/filter\/value: only finite numbers/],
    ['a number that is not finite', filter('>', 'number', Number.POSITIVE_INFINITY), /\/filter/],
    [
      'a range the wrong way round',
      filter('between', 'number', 5, 1),
      /between needs its smaller value first/,
    ],
    ['two values of =', filter('=', 'string', 'a', 'b'), /\/filter\/value: = takes 1 values, not 2/],
    ['four levels of a filter', { ...good, filter: deep(4) }, /at most 3 levels/],
    ['a thousand levels of a filter', { ...good, filter: deep(1000) }, /at most 3 levels/],
    ['51 conditions', { ...good, filter: { op: 'or', children: Array(51).fill(deep(0)) } }, /\/filter/],
    ['six group fields', { ...good, groupBy: Array(6).fill(field('string')) }, /\/groupBy/],
    [
      'a day that is none',
      { ...good, time: { type: 'fixed', start: '2026-02-30', end: '2026-03-01' } },
      /\/time\/start: there is no such day/,
    ],
    [
      'an end before the start',
      { ...good, time: { type: 'fixed', start: '2026-03-02', end: '2026-03-01' } },
      /\/time\/end: the end is before the start/,
    ],
    [
      'eleven years',
      { ...good, time: { type: 'fixed', start: '2015-01-01', end: '2026-01-01' } },
      /at most ten years/,
    ],
    ['5,000 days', { ...good, time: { type: 'relative', lastN: 5000, unit: 'day' } }, /at most ten years/],
    ['half a day', { ...good, time: { type: 'relative', lastN: 0.5, unit: 'day' } }, /\/time\/lastN/],
    [
      'hours over two months',
      { ...good, granularity: 'hour', time: { type: 'relative', lastN: 2, unit: 'month' } },
      /hours are available up to 31 days/,
    ],
    ['one step', funnel({ steps: [{ event: 'a' }] }), /\/funnel\/steps/],
    ['eleven steps', funnel({ steps: Array(11).fill({ event: 'a' }) }), /\/funnel\/steps/],
    ['a window of nothing', funnel({ window: { type: 'custom', seconds: 0 } }), /\/funnel\/window\/seconds/],
    [
      'a funnel-shaped chart with groups',
      { ...funnel({}, 'funnel'), groupBy: [field('string')] },
      /\/groupBy: the funnel-shaped chart has no grouping/,
    ],
    [
      'weights that do not add to 1',
      {
        ...read('what-sells.json'),
        attribution: {
          goal: { event: 'a' },
          touchpoints: [{ event: 'b' }],
          model: { type: 'position', weights: [0.5, 0.5, 0.5] },
        },
      },
      /the weights must add to 1/,
    ],
    [
      'one associated side',
      {
        ...read('coming-back.json'),
        retention: {
          pairs: [{ start: { event: 'a', associate: field('string') }, revisit: { event: 'b' } }],
        },
      },
      /both sides name an associated field/,
    ],
    ['a group of a path', { ...read('after-the-cart.json'), groupBy: [field('string')] }, /groupBy/],
  ];
  for (const [what, spec, says] of cases) {
    it(`${what}`, () => {
      assert.throws(
        () => parseAnalysisSpec(spec),
        (error: unknown) => error instanceof CodedError && says.test(`${error.code}: ${error.message}`),
      );
    });
  }
});
