import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { keptLines } from './torn-tail.ts';

const zeros = (count: number) => '\0'.repeat(count);
const text = (content: string) => {
  const { bytes, records } = keptLines(Buffer.from(content));
  return { kept: Buffer.from(bytes).toString(), records };
};

const cases: readonly [name: string, content: string, kept: string, records: number][] = [
  ['nothing', '', '', 0],
  ['whole lines', '{"a":1}\n{"a":2}\n', '{"a":1}\n{"a":2}\n', 2],
  ['a line without its newline', '{"a":1}\n{"a":2}', '{"a":1}\n', 1],
  ['zeros written ahead', `{"a":1}\n${zeros(9)}`, '{"a":1}\n', 1],
  ['a torn line before zeros', `{"a":1}\n{"a":${zeros(9)}`, '{"a":1}\n', 1],
  ['only zeros', zeros(9), '', 0],
  ['zeros before a whole line', `{"a":1}\n${zeros(9)}{"a":2}\n`, '{"a":1}\n{"a":2}\n', 2],
  ['zeros at the very start', `${zeros(9)}{"a":2}\n{"a":3}\n`, '{"a":2}\n{"a":3}\n', 2],
  ['two lines joined by zeros', `{"a":1}\n{"a":${zeros(9)}2}\n{"a":3}\n`, '{"a":1}\n{"a":3}\n', 2],
  ['a head and a whole line joined by zeros', `{"a":1${zeros(9)}{"a":2}\n{"a":3}\n`, '{"a":2}\n{"a":3}\n', 2],
  ['a number left of a torn line', `{"a":1${zeros(9)}2\n{"a":3}\n`, '{"a":3}\n', 1],
];

describe('torn tail', () => {
  for (const [name, content, kept, records] of cases) {
    it(`keeps what is whole: ${name}`, () => assert.deepEqual(text(content), { kept, records }));
  }

  const line = fc.record({ rid: fc.nat(), data: fc.string() }).map((record) => `${JSON.stringify(record)}\n`);

  it('keeps exactly the whole lines wherever the tail is torn', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), fc.nat(64), (lines, ahead) => {
        const content = Buffer.from(lines.join(''));
        for (let cut = 0; cut <= content.length; cut++) {
          const torn = Buffer.concat([content.subarray(0, cut), Buffer.alloc(ahead)]);
          const whole = content.subarray(0, content.subarray(0, cut).lastIndexOf(10) + 1);
          const { bytes, records } = keptLines(torn);
          assert.deepEqual(Buffer.from(bytes), whole);
          assert.equal(records, whole.toString().split('\n').length - 1);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('keeps every line that no zeroed page touches', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 12 }),
        fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 1, max: 60 })), { maxLength: 3 }),
        (lines, holes) => {
          const content = Buffer.from(lines.join(''));
          for (const [start, size] of holes)
            content.fill(0, Math.min(start, content.length), Math.min(start + size, content.length));
          const kept = Buffer.from(keptLines(content).bytes).toString().split('\n');
          let at = 0;
          for (const one of lines) {
            const end = at + Buffer.byteLength(one);
            // The newline before a line is part of what keeps it apart, unless zeros stand in its place.
            if (!content.subarray(at, end).includes(0)) assert.ok(kept.includes(one.slice(0, -1)));
            at = end;
          }
          for (const one of kept.slice(0, -1)) assert.ok(lines.includes(`${one}\n`));
        },
      ),
      { numRuns: 300 },
    );
  });
});
