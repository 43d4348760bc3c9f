import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { decodeBody, maxEventsPerBody, maxInflatedBytes } from './decode-body.ts';

function gzip64(text: string | Buffer): string {
  return gzipSync(text).toString('base64');
}

describe('decodeBody', () => {
  const readable: readonly [title: string, data: string, events: unknown[]][] = [
    ['a plain array', '[{"a":1},2]', [{ a: 1 }, 2]],
    ['an empty array', '[]', []],
    ['a single object', '{"a":1}', [{ a: 1 }]],
    ['blanks and a byte-order mark around it', '\ufeff \r\n[1]\t ', [1]],
    ['base64 of gzip', gzip64('[{"a":"ä"}]'), [{ a: 'ä' }]],
    ['base64 without padding', gzip64('[1, 22]').replace(/=+$/, ''), [1, 22]],
    ['a gzipped single object', gzip64('{"a":1}'), [{ a: 1 }]],
    ['line breaks inside gzipped text', gzip64('[{"a":\n"x\r\ny"}]\n'), [{ a: 'xy' }]],
    ['a byte-order mark inside gzipped text', gzip64('\ufeff[1]'), [1]],
  ];
  for (const [title, data, events] of readable) {
    it(`reads ${title}`, () => {
      const body = decodeBody(data);
      assert.equal(body.kind, 'events');
      if (body.kind === 'events') assert.deepEqual(body.events, events);
    });
  }

  const base64 = gzip64('[{"a":1}]');
  const unreadable: readonly [title: string, data: string, reason: string][] = [
    ['malformed JSON', '[{"a":1]', 'body_not_json'],
    ['two arrays', '[1][2]', 'body_not_json'],
    ['plain words', 'hello world', 'body_undecodable'],
    ['a number', '123', 'body_undecodable'],
    ['base64 that is not gzip', Buffer.from('[1]').toString('base64'), 'body_undecodable'],
    ['the URL-safe alphabet', base64.replace(/[A-Z]/, '-'), 'body_undecodable'],
    ['base64 with line breaks', `${base64.slice(0, 8)}\n${base64.slice(8)}`, 'body_undecodable'],
    ['truncated gzip', base64.slice(0, -12), 'body_undecodable'],
    ['gzip of malformed JSON', gzip64('[1'), 'body_not_json'],
    ['gzip of words', gzip64('hello'), 'body_not_json'],
    ['gzip of nothing', gzip64(''), 'body_not_json'],
    ['a gzip bomb', gzip64(Buffer.alloc(maxInflatedBytes + 1, 32)), 'body_undecodable'],
    ['too many events', `[${'1,'.repeat(maxEventsPerBody)}1]`, 'body_undecodable'],
  ];
  for (const [title, data, reason] of unreadable) {
    it(`rejects ${title} as ${reason}`, () => {
      const body = decodeBody(data);
      assert.equal(body.kind === 'undecodable' && body.reason, reason);
    });
  }

  it('gives the original text of each event', () => {
    for (const data of ['[{"a": 1.50}, 2]', gzip64('[{"a": 1.50}, 2]')]) {
      const body = decodeBody(data);
      assert.ok(body.kind === 'events');
      assert.deepEqual([body.texts.at(0), body.texts.at(1)], ['{"a": 1.50}', '2']);
    }
  });

  it('never throws, whatever the text', () => {
    const body = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('base64')),
      fc.tuple(fc.json(), fc.nat(40)).map(([json, cut]) => gzip64(json).slice(0, -1 - cut)),
      fc.tuple(fc.json(), fc.nat(40)).map(([json, cut]) => `[${json}`.slice(0, -1 - cut)),
    );
    fc.assert(
      fc.property(body, (data) => void decodeBody(data)),
      { numRuns: 500 },
    );
  });

  it('reads a body nested a hundred thousand deep', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    assert.equal(decodeBody(`[{"x":${deep}},{"y":1.0}]`).kind, 'events');
  });
});
