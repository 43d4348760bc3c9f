import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { defaultTrafficRules } from './load-traffic-rules.ts';
import { resolveTrafficSource, type TrafficInput } from './resolve-traffic-source.ts';
import { noTrafficSource, type TrafficSource } from './traffic-source.ts';

const rules = defaultTrafficRules();

const nowhere: TrafficInput = {
  pageUrl: null,
  pageReferrer: null,
  latestReferrer: null,
  latestReferrerHost: null,
  hostnameColumn: null,
  pageReferrerColumn: null,
  latestReferrerColumn: null,
  latestReferrerHostColumn: null,
};

interface FromUrls {
  readonly name?: string;
  /** Query of the page on shop.example.org, or a whole URL, or null for no page URL. */
  readonly page?: string | null;
  readonly referrer?: string;
  readonly latest?: string;
  readonly latestHost?: string;
  /** source / medium / campaign / term / category / channel. */
  readonly gives: readonly [string, string, string | null, string | null, string, string];
  readonly clid?: string;
}

const newsletter = '?utm_source=newsletter&utm_medium=email&utm_campaign=spring';

const worked: readonly FromUrls[] = [
  { gives: ['Direct', 'None', 'Direct', null, 'Direct', 'Direct'] },
  {
    referrer: 'https://shop.example.org/a',
    gives: ['Direct', 'None', 'Direct', null, 'Direct', 'Internal'],
  },
  {
    referrer: 'https://www.google.co.jp/search?q=tea',
    gives: ['Google', '(Organic)', null, null, 'Search', 'Organic Search'],
  },
  {
    latest: 'https://www.baidu.com/s?wd=tea',
    latestHost: 'www.baidu.com',
    gives: ['Baidu', '(Organic)', null, 'tea', 'Search', 'Organic Search'],
  },
  {
    referrer: 'https://blog.partner.io/post',
    gives: ['blog.partner.io', '(Referral)', null, null, 'Unassigned', 'Referral'],
  },
  {
    referrer: 'https://mail.partner.io/',
    gives: ['mail.partner.io', '(Referral)', null, null, 'Unassigned', 'Email'],
  },
  {
    referrer: 'https://www.youtube.com/watch?v=1',
    gives: ['youtube', '(Referral)', null, null, 'Video', 'Organic Video'],
  },
  {
    referrer: 'https://m.facebook.com/',
    gives: ['Facebook', '(Referral)', null, null, 'Social', 'Organic Social'],
  },
  {
    page: '?gclid=abc',
    gives: ['Google', '(CPC)', null, null, 'Search', 'Paid Search'],
    clid: '{"type":"gclid","value":"abc"}',
  },
  {
    page: '?utm_medium=social&gclid=abc',
    gives: ['Google', 'social', null, null, 'Search', 'Paid Search'],
    clid: '{"type":"gclid","value":"abc"}',
  },
  {
    page: '?fbclid=abc',
    gives: ['fbclid', '(CPC)', null, null, 'Unassigned', 'Paid Other'],
    clid: '{"type":"fbclid","value":"abc"}',
  },
  { page: '?msclkid=abc', gives: ['Direct', 'None', 'Direct', null, 'Direct', 'Direct'] },
  { page: '?utm_medium=cpc', gives: ['Direct', 'None', 'Direct', null, 'Direct', 'Direct'] },
  { page: newsletter, gives: ['newsletter', 'email', 'spring', null, 'Unassigned', 'Email'] },
  {
    page: newsletter,
    referrer: 'https://www.bing.com/search?q=tea',
    gives: ['newsletter', 'email', 'spring', 'tea', 'Search', 'Email'],
  },
  {
    name: 'look-up by source name ignores case (the original: Unassigned, Paid Other)',
    page: '?utm_source=facebook&utm_medium=cpc',
    gives: ['facebook', 'cpc', null, null, 'Social', 'Paid Social'],
  },
  {
    name: 'the ambiguous name Facebook is Social (the original: Search, Paid Search)',
    page: '?utm_source=Facebook&utm_medium=cpc',
    gives: ['Facebook', 'cpc', null, null, 'Social', 'Paid Social'],
  },
  {
    name: 'the ambiguous name goo is Search',
    page: '?utm_source=goo',
    gives: ['goo', '(Organic)', null, null, 'Search', 'Organic Search'],
  },
  {
    referrer: 'https://shop.example.org/a?utm_source=prev&utm_medium=cpc',
    gives: ['prev', 'cpc', null, null, 'Unassigned', 'Paid Other'],
  },
  {
    page: null,
    latest: 'https://x.internal.example.org/',
    latestHost: 'x.internal.example.org',
    gives: ['x.internal.example.org', '(Referral)', null, null, 'Unassigned', 'Internal'],
  },
  {
    name: 'a latest referrer on the own site without its host counts as external',
    page: 'https://a.b/x',
    latest: 'https://a.b/y',
    gives: ['a.b', '(Referral)', null, null, 'Unassigned', 'Referral'],
  },
  {
    name: 'an encoded & splits the source',
    page: '?utm_source=x%26y',
    gives: ['x', 'None', null, null, 'Unassigned', 'Unassigned'],
  },
];

const further: readonly FromUrls[] = [
  {
    name: 'an empty utm_source counts as missing',
    page: '?utm_source=&gclid=abc',
    gives: ['Google', '(CPC)', null, null, 'Search', 'Paid Search'],
    clid: '{"type":"gclid","value":"abc"}',
  },
  {
    name: 'an empty gclid gives way to the next click id',
    page: '?gclid=&ttclid=t',
    gives: ['ttclid', '(CPC)', null, null, 'Unassigned', 'Paid Other'],
    clid: '{"type":"ttclid","value":"t"}',
  },
  {
    name: 'of several click ids the first in the URL counts',
    page: '?yclid=y&fbclid=f',
    gives: ['yclid', '(CPC)', null, null, 'Unassigned', 'Paid Other'],
    clid: '{"type":"yclid","value":"y"}',
  },
  {
    name: 'gclid goes before an earlier click id',
    page: '?fbclid=f&gclid=g"',
    gives: ['Google', '(CPC)', null, null, 'Search', 'Paid Search'],
    clid: '{"type":"gclid","value":"g\\""}',
  },
  {
    name: 'a source beside a click id stays, and the medium is inferred',
    page: '?utm_source=bing&gclid=g',
    gives: ['bing', '(CPC)', null, null, 'Search', 'Paid Search'],
    clid: '{"type":"gclid","value":"g"}',
  },
  {
    name: 'the word direct is no source and no medium',
    page: '?utm_source=Direct&utm_medium=direct',
    gives: ['Direct', 'None', 'Direct', null, 'Direct', 'Direct'],
  },
  {
    name: 'the campaign of the latest referrer goes before that of the page referrer',
    referrer: 'https://shop.example.org/a?utm_source=page',
    latest: 'https://ads.partner.io/?utm_source=latest&utm_medium=email',
    latestHost: 'ads.partner.io',
    gives: ['latest', 'email', null, null, 'Unassigned', 'Email'],
  },
  {
    name: 'an internal latest referrer gives way to an external page referrer',
    referrer: 'https://duckduckgo.com/',
    latest: 'https://shop.example.org/b',
    latestHost: 'SHOP.example.org',
    gives: ['duckduckgo', '(Organic)', null, null, 'Search', 'Organic Search'],
  },
  {
    name: 'a domain with a path goes before the domain',
    referrer: 'https://www.bing.com/images/search?q=b&q=a&q=b&q',
    gives: ['Bing Images', '(Organic)', null, 'a,b', 'Search', 'Organic Search'],
  },
  {
    name: 'a country suffix falls back to the international domain',
    referrer: 'https://www.amazon.com.br/dp/1',
    gives: ['amazon', '(Referral)', null, null, 'Shopping', 'Organic Shopping'],
  },
  {
    name: 'an app as referrer is a host',
    referrer: 'android-app://com.example.reader/',
    gives: ['com.example.reader', '(Referral)', null, null, 'Unassigned', 'Referral'],
  },
  {
    name: 'an unreadable referrer gives no source but is no direct visit',
    referrer: '://',
    gives: ['Direct', '(Referral)', null, null, 'Direct', 'Direct'],
  },
  {
    name: 'a referrer that the table calls Referral',
    referrer: 'https://tagassistant.google.com/',
    gives: ['tagassistant.google.com', '(Referral)', null, null, 'Referral', 'Unassigned'],
  },
];

function pageUrl(page: string | null | undefined): string | null {
  if (page === null) return null;
  return page?.startsWith('https:') ? page : `https://shop.example.org/${page ?? ''}`;
}

const noFields: TrafficSource = noTrafficSource;

for (const [title, cases] of [
  ['the worked examples', worked],
  ['further points', further],
] as const) {
  describe(`resolveTrafficSource derives ${title} from URLs`, () => {
    for (const { name, page, referrer, latest, latestHost, gives, clid } of cases) {
      it(name ?? `page ${page ?? '-'}, referrer ${referrer ?? '-'}, latest ${latest ?? '-'}`, () => {
        const input = {
          ...nowhere,
          pageUrl: pageUrl(page),
          pageReferrer: referrer ?? null,
          latestReferrer: latest ?? null,
          latestReferrerHost: latestHost ?? null,
        };
        const found = resolveTrafficSource(noFields, input, rules);
        assert.deepEqual(
          [found.source, found.medium, found.campaign, found.term, found.category, found.channelGroup],
          gives,
        );
        assert.equal(found.clid, clid ?? null);
        assert.deepEqual(resolveTrafficSource(noFields, input, rules), found);
      });
    }
  });
}

interface FromGiven {
  readonly name: string;
  readonly given: Partial<TrafficSource>;
  readonly places?: Partial<TrafficInput>;
  /** Fields that differ from `given`. */
  readonly changes: Partial<TrafficSource>;
}

const given: readonly FromGiven[] = [
  {
    name: 'keeps all ten fields when both groups are given',
    given: { source: 'x', medium: 'direct', channelGroup: 'Mine', category: 'Own' },
    changes: {},
  },
  {
    name: 'overwrites a given channel group when the category is missing',
    given: { source: 'x', channelGroup: 'Mine' },
    changes: { channelGroup: 'Unassigned', category: 'Unassigned' },
  },
  {
    name: 'never changes the other eight fields',
    given: { source: 'Google', clid: 'free text' },
    places: {
      latestReferrerColumn: 'https://www.baidu.com/s?wd=tea',
      latestReferrerHostColumn: 'www.baidu.com',
    },
    changes: { channelGroup: 'Paid Search', category: 'Search' },
  },
  {
    name: 'uses the page referrer, not the page, as referrer',
    given: { source: 'newsletter' },
    places: { hostnameColumn: 'www.google.com', pageReferrerColumn: 'https://www.bing.com/' },
    changes: { channelGroup: 'Organic Search', category: 'Search' },
  },
  {
    name: 'does not take the page itself for a referrer',
    given: { source: 'newsletter' },
    places: { hostnameColumn: 'www.google.com' },
    changes: { channelGroup: 'Unassigned', category: 'Unassigned' },
  },
  {
    name: 'ignores a page referrer of the own host',
    given: { source: 'newsletter', medium: 'cpc' },
    places: { hostnameColumn: 'a.b', pageReferrerColumn: 'https://A.B/x' },
    changes: { channelGroup: 'Paid Other', category: 'Unassigned' },
  },
  {
    name: 'treats the explicit source direct as none',
    given: { source: 'direct' },
    changes: { channelGroup: 'Direct', category: 'Direct' },
  },
  {
    name: 'stores an empty source and what comes with it as given',
    given: { source: '', medium: 'cpc', campaign: 'c' },
    places: { pageUrl: 'https://a.b/?gclid=1' },
    changes: {},
  },
];

describe('resolveTrafficSource with values of the client', () => {
  for (const { name, given: fields, places, changes } of given) {
    it(name, () => {
      const client = { ...noTrafficSource, ...fields };
      assert.deepEqual(resolveTrafficSource(client, { ...nowhere, ...places }, rules), {
        ...client,
        ...changes,
      });
    });
  }

  it('discards a medium and a click id given without a source', () => {
    const client = { ...noTrafficSource, medium: 'cpc', clid: 'c' };
    const found = resolveTrafficSource(client, nowhere, rules);
    assert.equal(found.medium, 'None');
    assert.equal(found.clid, null);
  });

  it('gives ten nulls for an event without attributes', () => {
    const input = { ...nowhere, pageUrl: 'https://a.b/?gclid=1' };
    assert.deepEqual(resolveTrafficSource(null, input, rules), noTrafficSource);
  });

  it('keeps the values of the client when enrichment is off', () => {
    const client = { ...noTrafficSource, medium: 'cpc' };
    assert.deepEqual(resolveTrafficSource(client, nowhere, null), client);
  });
});

describe('the memory of results', () => {
  it('never lets one event decide another', () => {
    const text = fc.constantFrom(
      null,
      '',
      'a.b',
      'https://a.b/?gclid=1',
      'https://a.b/',
      'https://www.google.com/',
      'https://mail.a.b/?utm_source=x',
      'www.google.com',
    );
    const input = fc.record({
      pageUrl: text,
      pageReferrer: text,
      latestReferrer: text,
      latestReferrerHost: text,
      hostnameColumn: text,
      pageReferrerColumn: text,
      latestReferrerColumn: text,
      latestReferrerHostColumn: text,
    });
    const client = fc.record({
      source: fc.constantFrom(null, 'x', 'bing'),
      medium: fc.constantFrom(null, 'cpc', ''),
    });
    const small = defaultTrafficRules();
    fc.assert(
      fc.property(fc.array(fc.tuple(client, input), { minLength: 1, maxLength: 20 }), (events) => {
        for (const [fields, places] of events) {
          const event = { ...noTrafficSource, ...fields };
          const forgetful = { ...small, results: { get: () => undefined, set: () => {} } };
          assert.deepEqual(
            resolveTrafficSource(event, places, small),
            resolveTrafficSource(event, places, forgetful),
          );
        }
      }),
    );
  });
});
