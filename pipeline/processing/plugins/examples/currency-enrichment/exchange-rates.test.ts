import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseExchangeRates } from './exchange-rates.ts';

const rates = parseExchangeRates(
  '# note\ndate,currency,per_euro\n2026-01-01,USD,2\n2025-01-01,USD,1\n2025-01-01,EUR,1\n2025-01-01,JPY,100\n',
);
const at = (date: string) => Date.parse(date);

const cases: readonly [
  amount: number,
  from: string,
  to: string,
  date: string,
  converted: number | undefined,
][] = [
  [10, 'EUR', 'USD', '2026-06-01', 20],
  [10, 'EUR', 'USD', '2026-01-01', 20],
  [10, 'EUR', 'USD', '2025-12-31T23:59:59Z', 10],
  [10, 'EUR', 'USD', '1999-01-01', 10],
  [100, 'JPY', 'USD', '2026-06-01', 2],
  [-4, 'USD', 'EUR', '2026-06-01', -2],
  [10, 'XXX', 'USD', '2026-06-01', undefined],
  [10, 'EUR', 'XXX', '2026-06-01', undefined],
];

describe('exchange rates', () => {
  for (const [amount, from, to, date, converted] of cases) {
    it(`make ${amount} ${from} on ${date} ${converted} ${to}`, () =>
      assert.equal(rates.convert(amount, from, to, at(date)), converted));
  }

  for (const line of ['2026-01-01,US,1', '2026-13-01,USD,1', '2026-01-01,USD,0', '2026-01-01,USD', 'x']) {
    it(`refuse the line ${line}`, () => assert.throws(() => parseExchangeRates(line), /line 1/));
  }
});
