import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseUrl } from './parse-url.ts';
import { queryParameters } from './query-parameters.ts';

interface Case {
  readonly url: string;
  readonly host: string | null;
  readonly path: string | null;
  /** `[name, value]` pairs in order. */
  readonly parameters?: readonly (readonly [string, string | null])[];
}

const worked: readonly Case[] = [
  {
    url: 'https://shop.example.org/a%20b/c?x=1&y=a%2Bb&x=2&z',
    host: 'shop.example.org',
    path: '/a b/c',
    parameters: [
      ['x', '1'],
      ['y', 'a b'],
      ['x', '2'],
      ['z', null],
    ],
  },
  { url: 'shop.example.org/p?q=1', host: 'shop.example.org', path: '/p', parameters: [['q', '1']] },
  {
    url: 'https://shop.example.org/p?q=a|b',
    host: 'shop.example.org',
    path: '/p',
    parameters: [['q', 'a|b']],
  },
  {
    url: 'https://shop.example.org/p?k=v=w&=e&a+b=c+d',
    host: 'shop.example.org',
    path: '/p',
    parameters: [
      ['k', 'v=w'],
      ['=e', null],
      ['a+b', 'c d'],
    ],
  },
  {
    url: 'https://shop.example.org/p?x=%2525&y=%252B',
    host: 'shop.example.org',
    path: '/p',
    parameters: [
      ['x', '%'],
      ['y', '+'],
    ],
  },
  { url: '/relative/path?x=1', host: null, path: '/relative/path', parameters: [['x', '1']] },
  { url: 'about:blank', host: null, path: '' },
  { url: 'http://localhost:3000/#/home?utm_source=x', host: 'localhost', path: '/' },
  { url: 'https://a.b', host: 'a.b', path: '' },
  { url: 'https://a.b/', host: 'a.b', path: '/' },
];

const hosts: readonly Case[] = [
  { url: 'https://exa_mple.org/p?x=1', host: 'exa_mple.org', path: '/p', parameters: [['x', '1']] },
  { url: 'https://bücher.example/ä', host: 'xn--bcher-kva.example', path: '/ä' },
  { url: 'HTTPS://Shop.Example.ORG:8443/P', host: 'Shop.Example.ORG', path: '/P' },
  { url: 'https://ann:pw@shop.example.org/p', host: 'shop.example.org', path: '/p' },
  { url: 'https://192.168.1.20:80/p', host: '192.168.1.20', path: '/p' },
  { url: 'https://[2001:db8::1]:443/p', host: '[2001:db8::1]', path: '/p' },
  { url: 'https://[bad/p', host: null, path: '/p' },
  { url: 'https://shop.example.org.:/p', host: 'shop.example.org.', path: '/p' },
  { url: 'https://1.2.3.4.example5.6/p', host: null, path: '/p' },
  { url: 'https://host:99999999999/p', host: null, path: '/p' },
  { url: 'https://exa mple.org/p', host: null, path: '/p' },
  { url: 'android-app://com.google.android.gm/', host: 'com.google.android.gm', path: '/' },
  { url: 'localhost:3000/a', host: 'localhost', path: '/a' },
];

const odd: readonly Case[] = [
  { url: '', host: null, path: null },
  { url: 'https://', host: null, path: null },
  { url: '://a.b/p?x=1', host: null, path: null },
  { url: 'ht!tp://a.b/p?x=1', host: null, path: null },
  { url: ' https://a.b/p?x=1', host: 'a.b', path: null },
  { url: "js:f('://')?x=1", host: null, path: null },
  { url: '/go?u=http://x', host: null, path: '/go', parameters: [['u', 'http://x']] },
  {
    url: 'shop.example.org/go?to=https://x.y',
    host: 'shop.example.org',
    path: '/go',
    parameters: [['to', 'https://x.y']],
  },
  { url: 'https://a.b/c d{e}?f={g h}#|', host: 'a.b', path: '/c d{e}', parameters: [['f', '{g h}']] },
  { url: 'https://a.b/100%/%41?x=5%', host: 'a.b', path: '/100%/A', parameters: [['x', '5%']] },
  { url: 'https://a.b/a+b?x=a+b', host: 'a.b', path: '/a+b', parameters: [['x', 'a b']] },
  { url: 'https://a.b?x=1', host: 'a.b', path: '', parameters: [['x', '1']] },
  { url: 'https://a.b?x=1/2', host: 'a.b', path: '', parameters: [['x', '1/2']] },
  { url: 'https://?x=1', host: null, path: '', parameters: [['x', '1']] },
  { url: 'https://a.b/?', host: 'a.b', path: '/' },
  { url: 'https://a.b/%FF', host: 'a.b', path: '/\uFFFD' },
];

for (const [title, cases] of [
  ['the worked examples', worked],
  ['hosts', hosts],
  ['odd texts', odd],
] as const) {
  describe(`parseUrl reads ${title}`, () => {
    for (const { url, host, path, parameters = [] } of cases) {
      it(JSON.stringify(url), () => {
        const parsed = parseUrl(url);
        assert.deepEqual(
          { host: parsed.host, path: parsed.path, parameters: queryParameters(parsed.query) },
          { host, path, parameters },
        );
      });
    }
  });
}

describe('parseUrl', () => {
  it('gives nothing for an absent URL', () => {
    assert.deepEqual(parseUrl(null), { host: null, path: null, query: null });
    assert.deepEqual(parseUrl(undefined), { host: null, path: null, query: null });
  });

  it('agrees with the WHATWG parser on ordinary URLs', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const oracle = new URL(url);
        const parsed = parseUrl(url);
        assert.equal(parsed.host?.toLowerCase(), oracle.hostname);
        assert.equal(parsed.query ?? '', decodeURIComponent(oracle.search.slice(1)));
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('', 'https://', 'x:', '//'),
        (text, prefix) => {
          queryParameters(parseUrl(prefix + text).query);
        },
      ),
    );
  });
});
