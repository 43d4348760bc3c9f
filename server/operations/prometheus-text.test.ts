import assert from 'node:assert/strict';
import { it } from 'node:test';
import { quantileBetween, readPrometheus, sumOf } from './prometheus-text.ts';

const text = `# HELP a_total Things.
a_total{app="web",status="200"} 7
a_total{app="we\\"b",status="503"} 3
b 1.5e3
c NaN
h_bucket{le="0.1"} 90
h_bucket{le="0.5"} 99
h_bucket{le="+Inf"} 100
`;

it('reads names, labels with escapes and numbers', () => {
  const lines = readPrometheus(text);
  assert.equal(lines.length, 6);
  assert.deepEqual(lines[1], { name: 'a_total', labels: { app: 'we"b', status: '503' }, value: 3 });
  assert.equal(sumOf(lines, 'a_total'), 10);
  assert.equal(
    sumOf(lines, 'a_total', ({ status }) => status === '200'),
    7,
  );
  assert.equal(sumOf(lines, 'c'), null);
});

it('finds a quantile of what was counted between two looks', () => {
  const after = readPrometheus(text);
  const of = (quantile: number) => quantileBetween([], after, { name: 'h', quantile });
  assert.equal(of(0.5), 0.1);
  assert.equal(of(0.99), 0.5);
  assert.equal(of(1), 0.5, 'beyond the last bound, the last bound is what is known');
  assert.equal(quantileBetween(after, after, { name: 'h', quantile: 0.5 }), null);
});
