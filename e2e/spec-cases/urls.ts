import type { JsonObject, SpecCase } from './spec-case.ts';

const pages: readonly [url: string, host: string | null, path: string | null, query: JsonObject | null][] = [
  [
    'https://shop.example.org/a%20b/c?x=1&y=a%2Bb&x=2&z',
    'shop.example.org',
    '/a b/c',
    { x: '1,2', y: 'a b', z: '' },
  ],
  ['shop.example.org/p?q=1', 'shop.example.org', '/p', { q: '1' }],
  ['https://shop.example.org/p?q=a|b', 'shop.example.org', '/p', { q: 'a|b' }],
  [
    'https://shop.example.org/p?k=v=w&=e&a+b=c+d',
    'shop.example.org',
    '/p',
    { k: 'v=w', '=e': '', 'a+b': 'c d' },
  ],
  ['https://shop.example.org/p?x=%2525&y=%252B', 'shop.example.org', '/p', { x: '%', y: '+' }],
  ['/relative/path?x=1', null, '/relative/path', { x: '1' }],
  ['about:blank', null, '', null],
  ['https://exa_mple.org/p?x=1', 'exa_mple.org', '/p', { x: '1' }],
  ['https://bücher.example/p?x=1', 'xn--bcher-kva.example', '/p', { x: '1' }],
  ['http://localhost:3000/#/home?utm_source=x', 'localhost', '/', null],
  ['https://a.b', 'a.b', '', null],
  ['https://a.b/', 'a.b', '/', null],
  ['https://a.b:8443/p', 'a.b', '/p', null],
  ['https://shop.example.org/a+b c{d}?q=100% off', 'shop.example.org', '/a+b c{d}', { q: '100% off' }],
  ['https://shop.example.org/p?utm_source=x%26y', 'shop.example.org', '/p', { utm_source: 'x', y: '' }],
  ['https://shop.example.org/t%C3%A9?q=%E8%8C%B6', 'shop.example.org', '/té', { q: '茶' }],
];

/** `processing.md` 6. */
export const urlCases: readonly SpecCase[] = [
  ...pages.map(([url, host, path, query]) => ({
    rule: `6.2: ${url}`,
    event: { attributes: { _page_url: url } },
    row: {
      page_view_hostname: host,
      page_view_page_url_path: path,
      page_view_page_url_query_parameters: query,
    },
  })),
  {
    rule: '6.1: page URL, referrers and titles are form-decoded once',
    event: {
      attributes: {
        _page_url: 'https://a.b/x+y%2520',
        _page_referrer: 'https://r.example/a%20b',
        _latest_referrer: 'https://l.example/%C3%A9',
        _page_title: 'Tea+pots %26 cups',
        _page_referrer_title: '100% off',
      },
    },
    row: {
      page_view_page_url: 'https://a.b/x y%20',
      page_view_page_referrer: 'https://r.example/a b',
      page_view_latest_referrer: 'https://l.example/é',
      page_view_page_title: 'Tea pots & cups',
      page_view_page_referrer_title: '100% off',
      page_view_latest_referrer_host: 'l.example',
    },
  },
  {
    rule: 'tables 75: the sent host of the latest referrer wins',
    event: { attributes: { _latest_referrer: 'https://l.example/', _latest_referrer_host: 'sent.example' } },
    row: { page_view_latest_referrer_host: 'sent.example' },
  },
  {
    rule: 'tables 73: host_name wins when there are attributes',
    event: { host_name: 'h.example', attributes: { _page_url: 'https://a.b/' } },
    row: { page_view_hostname: 'h.example' },
  },
];
