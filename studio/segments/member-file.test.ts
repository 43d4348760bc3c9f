import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CodedError } from '@millstream/core';
import fc from 'fast-check';
import { csvText } from '../result/csv-lines.ts';
import { readMemberFile } from './member-file.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (...chunks: readonly Uint8Array[]) => collect(readMemberFile(chunks));

async function collect(values: AsyncIterable<string>): Promise<readonly string[]> {
  const list: string[] = [];
  for await (const value of values) list.push(value);
  return list;
}

const cases: readonly (readonly [string, string, readonly string[]])[] = [
  ['one id a line', 'a\nb\n\nc', ['a', 'b', 'c']],
  ['line ends of Windows, a byte order mark, spaces', '\ufeffa \r\n b\r\n', ['a', 'b']],
  ['the named column', 'user_id,User_Pseudo_Id\n7,a\n8,b\n9\n', ['a', 'b']],
  ['semicolons where the header shows them', 'user_id;user_pseudo_id\n7;a,1\n', ['a,1']],
  ['tabs where the header shows them', '"user_pseudo_id"\tx\na\t1\n', ['a']],
  ['the first column without a header', 'a,1\nb;2,3\n', ['a', 'b;2']],
  ['quotes, doubled quotes, line ends inside', '"a,""1"""\n"b\nc"\n" d "\n', ['a,"1"', 'b\nc', ' d ']],
  ['a quote inside an id', 'a"b\n', ['a"b']],
  ['nothing', '', []],
  ['a header alone', 'user_pseudo_id\n', []],
];

describe('a file of members', () => {
  for (const [name, text, ids] of cases) {
    it(`has ${name}`, async () => {
      assert.deepEqual(await read(bytes(text)), ids);
      const single = [...bytes(text)].map((byte) => Uint8Array.of(byte));
      assert.deepEqual(await read(...single), ids, 'byte by byte');
    });
  }

  it('is refused when a line is no list of ids, before it fills the memory', async () => {
    const piece = bytes('x'.repeat(100_000));
    for (const [name, start] of [
      ['first line', ''],
      ['later line', 'a\nb\n'],
      ['quoted cell', 'a\n"'],
    ] as const) {
      let pieces = 0;
      function* endless() {
        yield bytes(start);
        for (; pieces < 1000; pieces += 1) yield piece;
      }
      await assert.rejects(collect(readMemberFile(endless())), /longer than 2000000 characters/, name);
      assert.ok(pieces < 25, `${name}: ${pieces} pieces were read`);
    }
  });

  it('is refused when it is not UTF-8 or a quote stays open', async () => {
    const refused = (reason: RegExp) => (error: unknown) =>
      error instanceof CodedError && error.code === 'SEGMENT_FILE_INVALID' && reason.test(error.message);
    await assert.rejects(read(bytes('a\n'), Uint8Array.of(0xff, 0x0a)), refused(/UTF-8/));
    await assert.rejects(read(bytes('a\n"b\nc\n')), refused(/line 2/));
  });

  it('of an export holds no formulas', async () => {
    const ids = ['=HYPERLINK("http://evil.example")', '+1', '-2+3', '@SUM(1)', '\t=1', "'=1", "it's", '5'];
    const rows = async function* () {
      for (const id of ids) yield { user_pseudo_id: id, count: -1 };
    };
    const text = (await collect(csvText(['user_pseudo_id', 'count'], rows()))).join('');
    const starts = text.split('\r\n').map((line) => line.replace(/^"/, '')[0]);
    assert.deepEqual(starts, ['u', "'", "'", "'", "'", "'", "'", 'i', '5', undefined]);
    assert.match(text, /,-1\r/, 'numbers stay numbers');
    assert.deepEqual(await read(bytes(text)), ids);
  });

  it('gives back every id that an export wrote', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.string({
            unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', ' ', '😀', '=', '-', "'"),
            minLength: 1,
          }),
        ),
        async (ids) => {
          const rows = async function* () {
            for (const id of ids) yield { user_id: null, user_pseudo_id: id };
          };
          const text = (await collect(csvText(['user_id', 'user_pseudo_id'], rows()))).join('');
          assert.deepEqual(await read(bytes(text)), ids);
        },
      ),
    );
  });
});
