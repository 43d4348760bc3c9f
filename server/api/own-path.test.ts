import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ownPath } from './own-path.ts';

describe('the path after sign-in', () => {
  const cases: readonly (readonly [text: string, path: string])[] = [
    ['/', '/'],
    ['/studio/first/web?from=2026-01-01&x=%2F#top', '/studio/first/web?from=2026-01-01&x=%2F#top'],
    ['/studio/名', '/studio/%E5%90%8D'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['/\n/evil.example', '/'],
    ['/.//evil.example', '/'],
    ['/x/..//evil.example', '/'],
    ['https://evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['', '/'],
  ];
  for (const [text, path] of cases)
    it(`of ${JSON.stringify(text)} is ${path}`, () => assert.equal(ownPath(text), path));
});
