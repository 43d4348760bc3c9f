import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { CodedError } from '@millstream/core';
import fc from 'fast-check';
import { lineBlocks } from './line-blocks.ts';

const folder = mkdtempSync(join(tmpdir(), 'line-blocks-'));
after(() => rmSync(folder, { recursive: true }));

async function read(path: string, blockBytes: number) {
  const lines: { line: number; text: string }[] = [];
  for await (const block of lineBlocks(path, 3, blockBytes)) {
    assert.equal(block.file, 3);
    const texts = Buffer.from(block.bytes).toString('utf8').replace(/\n$/, '').split('\n');
    lines.push(...texts.map((text, index) => ({ line: block.firstLine + index, text })));
  }
  return lines;
}

describe('blocks of whole lines', () => {
  it('give every line once, with its number, whatever the block size', async () => {
    const path = join(folder, 'plain.ndjson');
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.string({ minLength: 1, maxLength: 40 }).filter((text) => !/[\n\r]/.test(text)),
          { minLength: 1 },
        ),
        fc.integer({ min: 1, max: 200 }),
        fc.boolean(),
        async (texts, blockBytes, endsWithNewline) => {
          writeFileSync(path, texts.join('\n') + (endsWithNewline ? '\n' : ''));
          const expected = texts.map((text, line) => ({ line, text: Buffer.from(text).toString('utf8') }));
          assert.deepEqual(await read(path, blockBytes), expected);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('read gzip by the name of the file', async () => {
    const path = join(folder, 'packed.ndjson.gz');
    writeFileSync(path, gzipSync('one\ntwo\n'));
    assert.deepEqual(await read(path, 1 << 20), [
      { line: 0, text: 'one' },
      { line: 1, text: 'two' },
    ]);
  });

  it('give nothing for an empty file', async () => {
    const path = join(folder, 'empty.ndjson');
    writeFileSync(path, '');
    assert.deepEqual(await read(path, 10), []);
  });

  const unreadable = [
    { what: 'a missing file', make: () => join(folder, 'missing.ndjson') },
    {
      what: 'a cut gzip file',
      make: () => {
        const path = join(folder, 'cut.ndjson.gz');
        writeFileSync(path, gzipSync('x\n'.repeat(1000)).subarray(0, 20));
        return path;
      },
    },
  ];
  for (const { what, make } of unreadable) {
    it(`report ${what} as unreadable`, async () => {
      await assert.rejects(
        read(make(), 10),
        (error) => error instanceof CodedError && error.code === 'FILE_UNREADABLE',
      );
    });
  }
});
