import type { JsonObject, SpecCase } from './spec-case.ts';

type Outcome = readonly [
  source: string | null,
  medium: string | null,
  campaign: string | null,
  term: string | null,
  category: string | null,
  channel: string | null,
];

const row = ([source, medium, campaign, term, category, channel]: Outcome) => ({
  traffic_source_source: source,
  traffic_source_medium: medium,
  traffic_source_campaign: campaign,
  traffic_source_term: term,
  traffic_source_category: category,
  traffic_source_channel_group: channel,
});

const page = 'https://shop.example.org/';
const direct: Outcome = ['Direct', 'None', 'Direct', null, 'Direct', 'Direct'];

const examples: readonly [
  query: string,
  referrer: string | null,
  latest: readonly [string, string] | null,
  outcome: Outcome,
][] = [
  ['', null, null, direct],
  ['', 'https://shop.example.org/a', null, ['Direct', 'None', 'Direct', null, 'Direct', 'Internal']],
  [
    '',
    'https://www.google.co.jp/search?q=tea',
    null,
    ['Google', '(Organic)', null, null, 'Search', 'Organic Search'],
  ],
  [
    '',
    null,
    ['https://www.baidu.com/s?wd=tea', 'www.baidu.com'],
    ['Baidu', '(Organic)', null, 'tea', 'Search', 'Organic Search'],
  ],
  [
    '',
    'https://blog.partner.io/post',
    null,
    ['blog.partner.io', '(Referral)', null, null, 'Unassigned', 'Referral'],
  ],
  [
    '',
    'https://mail.partner.io/',
    null,
    ['mail.partner.io', '(Referral)', null, null, 'Unassigned', 'Email'],
  ],
  [
    '',
    'https://www.youtube.com/watch?v=1',
    null,
    ['youtube', '(Referral)', null, null, 'Video', 'Organic Video'],
  ],
  ['', 'https://m.facebook.com/', null, ['Facebook', '(Referral)', null, null, 'Social', 'Organic Social']],
  ['?gclid=abc', null, null, ['Google', '(CPC)', null, null, 'Search', 'Paid Search']],
  ['?utm_medium=social&gclid=abc', null, null, ['Google', 'social', null, null, 'Search', 'Paid Search']],
  ['?fbclid=abc', null, null, ['fbclid', '(CPC)', null, null, 'Unassigned', 'Paid Other']],
  ['?msclkid=abc', null, null, direct],
  ['?utm_medium=cpc', null, null, direct],
  [
    '?utm_source=newsletter&utm_medium=email&utm_campaign=spring',
    null,
    null,
    ['newsletter', 'email', 'spring', null, 'Unassigned', 'Email'],
  ],
  [
    '?utm_source=newsletter&utm_medium=email&utm_campaign=spring',
    'https://www.bing.com/search?q=tea',
    null,
    ['newsletter', 'email', 'spring', 'tea', 'Search', 'Email'],
  ],
  // Our choice for the two ambiguous names; the original says Unassigned / Paid Other and Search / Paid Search.
  [
    '?utm_source=facebook&utm_medium=cpc',
    null,
    null,
    ['facebook', 'cpc', null, null, 'Social', 'Paid Social'],
  ],
  [
    '?utm_source=Facebook&utm_medium=cpc',
    null,
    null,
    ['Facebook', 'cpc', null, null, 'Social', 'Paid Social'],
  ],
  ['?utm_source=goo', null, null, ['goo', '(Organic)', null, null, 'Search', 'Organic Search']],
  [
    '',
    'https://shop.example.org/a?utm_source=prev&utm_medium=cpc',
    null,
    ['prev', 'cpc', null, null, 'Unassigned', 'Paid Other'],
  ],
  ['?utm_source=x%26y', null, null, ['x', 'None', null, null, 'Unassigned', 'Unassigned']],
  ['?utm_source=&utm_medium=cpc', null, null, direct],
  ['?utm_source=direct', null, null, direct],
  [
    '',
    'https://www.bing.com/images/search?q=cat',
    null,
    ['Bing Images', '(Organic)', null, 'cat', 'Search', 'Organic Search'],
  ],
  [
    '',
    'https://www.ask.com/web?q=b&ask=a',
    null,
    ['Ask', '(Organic)', null, 'a,b', 'Search', 'Organic Search'],
  ],
];

const given = (attributes: JsonObject): JsonObject => ({ attributes });

/** `processing.md` 7: the examples of 7.7 and the cases of 7.1 and 7.2. */
export const trafficSourceCases: readonly SpecCase[] = [
  ...examples.map(([query, referrer, latest, outcome]) => ({
    rule: `7.7: ${query || 'no query'}, from ${referrer ?? latest?.[0] ?? 'nowhere'}`,
    event: given({
      _page_url: page + query,
      ...(referrer === null ? {} : { _page_referrer: referrer }),
      ...(latest === null ? {} : { _latest_referrer: latest[0], _latest_referrer_host: latest[1] }),
    }),
    row: row(outcome),
  })),
  {
    rule: '7.7: no page URL, an internal host as latest referrer',
    event: given({
      _latest_referrer: 'https://x.internal.example.org/',
      _latest_referrer_host: 'x.internal.example.org',
    }),
    row: row(['x.internal.example.org', '(Referral)', null, null, 'Unassigned', 'Internal']),
  },
  {
    rule: '7.7: a latest referrer on the own site without its host counts as external',
    event: given({ _page_url: 'https://a.b/x', _latest_referrer: 'https://a.b/y' }),
    row: row(['a.b', '(Referral)', null, null, 'Unassigned', 'Referral']),
  },
  {
    rule: '7.3: the click id is kept with its type',
    event: given({ _page_url: `${page}?gclid=abc` }),
    row: { traffic_source_clid: { $json: { type: 'gclid', value: 'abc' } } },
  },
  {
    rule: '7.3: gclid first',
    event: given({ _page_url: `${page}?fbclid=1&gclid=2` }),
    row: { traffic_source_source: 'Google', traffic_source_clid: { $json: { type: 'gclid', value: '2' } } },
  },
  {
    rule: '7.3: of several click ids the first',
    event: given({ _page_url: `${page}?ttclid=1&fbclid=2` }),
    row: { traffic_source_source: 'ttclid', traffic_source_clid: { $json: { type: 'ttclid', value: '1' } } },
  },
  {
    rule: '7.3: all parameters of a campaign',
    event: given({
      _page_url: `${page}?utm_source=s&utm_medium=m&utm_campaign=c&utm_content=n&utm_term=t&utm_id=i&utm_source_platform=p`,
    }),
    row: {
      ...row(['s', 'm', 'c', 't', 'Unassigned', 'Unassigned']),
      traffic_source_content: 'n',
      traffic_source_campaign_id: 'i',
      traffic_source_clid_platform: 'p',
      traffic_source_clid: null,
    },
  },
  {
    rule: '7.2 C: an app event with attributes but no URL is Direct',
    event: { platform: 'Android', attributes: { a: 1 } },
    row: row(direct),
  },
  {
    rule: '7.2 C: a medium given without a source is discarded',
    event: given({ _traffic_source_medium: 'cpc', _traffic_source_clid: 'x' }),
    row: { ...row(direct), traffic_source_clid: null },
  },
  { rule: '7.2: without attributes all are null', event: {}, row: row([null, null, null, null, null, null]) },
  {
    rule: '7.2 B: an empty source is stored as given',
    event: given({ _traffic_source_source: '', _traffic_source_medium: 'm', _page_url: `${page}?gclid=1` }),
    row: row(['', 'm', null, null, null, null]),
  },
  {
    rule: '7.2 A: ten values as given',
    event: given({
      _traffic_source_source: 's',
      _traffic_source_medium: 'm',
      _traffic_source_campaign: 'c',
      _traffic_source_campaign_id: 'i',
      _traffic_source_content: 'n',
      _traffic_source_term: 't',
      _traffic_source_clid: 'k',
      _traffic_source_clid_platform: 'p',
      _traffic_source_channel_group: 'g',
      _traffic_source_category: 'y',
    }),
    row: {
      ...row(['s', 'm', 'c', 't', 'y', 'g']),
      traffic_source_campaign_id: 'i',
      traffic_source_content: 'n',
      traffic_source_clid: 'k',
      traffic_source_clid_platform: 'p',
      custom_parameters: null,
    },
  },
  {
    rule: '7.2 A: a channel group given without a category is overwritten',
    event: given({ _traffic_source_source: 'x', _traffic_source_channel_group: 'Mine' }),
    row: row(['x', null, null, null, 'Unassigned', 'Unassigned']),
  },
  {
    rule: '7.4 A: the page referrer counts',
    event: given({
      _page_url: page,
      _page_referrer: 'https://www.bing.com/search?q=tea',
      _traffic_source_source: 'newsletter',
    }),
    row: row(['newsletter', null, null, null, 'Search', 'Organic Search']),
  },
  {
    rule: "7.4 A: the page's own host does not",
    event: given({ _page_url: 'https://www.google.com/', _traffic_source_source: 'newsletter' }),
    row: row(['newsletter', null, null, null, 'Unassigned', 'Unassigned']),
  },
  {
    rule: '7.1: UTM attributes are a source, and _gclid its click id',
    event: given({
      _utm_source: 'google',
      _utm_medium: 'cpc',
      _utm_campaign: 'c',
      _utm_content: 'n',
      _utm_term: 't',
      _utm_id: 'i',
      _utm_source_platform: 'p',
      _gclid: 'g1',
    }),
    row: {
      ...row(['google', 'cpc', 'c', 't', 'Search', 'Paid Search']),
      traffic_source_campaign_id: 'i',
      traffic_source_content: 'n',
      traffic_source_clid_platform: 'p',
      traffic_source_clid: { $json: { type: 'gclid', value: 'g1' } },
      custom_parameters: null,
    },
  },
  {
    rule: '7.1: the traffic source attributes win over UTM attributes, field by field',
    event: given({ _utm_source: 'u', _traffic_source_source: 's', _utm_medium: 'um' }),
    row: { traffic_source_source: 's', traffic_source_medium: 'um' },
  },
];
