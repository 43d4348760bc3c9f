import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileOriginMatcher, originListPattern } from './origin-matcher.ts';

const cases: readonly [list: string, origin: string, isAllowed: boolean][] = [
  ['*', 'https://anything.example', true],
  ['*', 'null', true],
  ['*', 'https://a.example\u00ff', false],
  ['*', `https://${'a'.repeat(600)}.example`, false],
  ['', 'https://www.example.com', false],
  ['https://www.example.com', 'https://www.example.com', true],
  ['https://www.example.com', 'HTTPS://WWW.Example.COM', true],
  ['HTTPS://WWW.EXAMPLE.COM', 'https://www.example.com', true],
  ['https://www.example.com', 'https://www.example.com.evil.test', false],
  ['https://www.example.com', 'https://evil.test/https://www.example.com', false],
  ['https://www.example.com', 'http://www.example.com', false],
  ['https://www.example.com', 'https://www.example.com:8443', false],
  ['https://www.example.com', 'https://wwwXexample.com', false],
  ['https://*.example.com', 'https://a.example.com', true],
  ['https://*.example.com', 'https://a.b.example.com', true],
  ['https://*.example.com', 'https://example.com', false],
  ['https://*.example.com', 'https://.example.com', false],
  ['https://*.example.com', 'https://evilexample.com', false],
  ['https://*.example.com', 'https://a.example.com.evil.test', false],
  ['https://*.example.com', 'https://evil.test/.example.com', false],
  ['https://*.example.com', 'https://evil.test#.example.com', false],
  ['http://10.0.0.1:3000', 'http://10.0.0.1:3000', true],
  ['http://10.0.0.1:3000', 'http://10a0.0.1:3000', false],
  ['http://10.0.0.1:3000', 'http://10.0.0.1', false],
  ['http://localhost:8080 , https://b.example.org', 'https://b.example.org', true],
  ['http://localhost:8080, https://b.example.org', 'http://localhost:8080', true],
];

describe('origin matcher', () => {
  for (const [list, origin, isAllowed] of cases) {
    it(`${isAllowed ? 'admits' : 'refuses'} ${origin.slice(0, 60)} for "${list}"`, () => {
      assert.equal(compileOriginMatcher(list)(origin), isAllowed);
      assert.ok(originListPattern.test(list), 'the list is a valid setting');
    });
  }
});
