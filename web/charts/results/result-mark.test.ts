import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { markBeside, type ResultMark } from './result-mark.ts';

const mark = (row: number, column: number): ResultMark => {
  return { id: `${row}.${column}`, place: [], text: '', value: 0, cell: null, row, column };
};
const marks = [mark(0, 0), mark(0, 1), mark(0, 2), mark(1, 0), mark(1, 1)];

const walks = [
  ['0.0', 'ArrowRight', '0.1'],
  ['0.2', 'ArrowRight', undefined],
  ['0.1', 'ArrowLeft', '0.0'],
  ['0.2', 'ArrowDown', '1.1'],
  ['1.0', 'ArrowUp', '0.0'],
  ['1.0', 'ArrowDown', undefined],
] as const;

describe('walking over the marks of a chart', () => {
  for (const [from, key, to] of walks) {
    it(`goes from ${from} by ${key} to ${to ?? 'nowhere'}`, () => {
      const start = marks.find(({ id }) => id === from);
      assert.ok(start);
      assert.equal(markBeside(marks, start, key)?.id, to);
    });
  }
});
