import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Restatement, restateTrafficSource, type StoredVisit } from './restate-traffic-source.ts';
import { defaultRuleFiles } from './rules-in-force.ts';
import { type TrafficCase, testTrafficRules } from './test-traffic-rules.ts';
import type { TrafficRuleFiles } from './traffic-rule-files.ts';
import { compileTrafficRules } from './traffic-rules.ts';

const page = 'https://shop.example.org/';
const before = defaultRuleFiles();
const partners = { url: 'partner.io', source: 'Partner', category: 'Social', params: [] };
/** Partners become social, and paid social media a channel of their own. */
const next: TrafficRuleFiles = {
  categories: [partners, ...before.categories.filter(({ url }) => url !== 'bing.com')],
  channels: [
    {
      id: 'ads',
      channel: 'Ads',
      condition: { 'op::and': [{ field: 'traffic_source_medium', op: 'eq', value: 'cpc' }] },
    },
    ...before.channels,
  ],
};

/** What the pipeline stores of a visit under the rules before. */
function stored(visit: TrafficCase): StoredVisit {
  const { result } = testTrafficRules(before, visit);
  return {
    pageUrl: visit.url ?? null,
    pageReferrer: visit.referrer ?? null,
    latestReferrer: visit.latestReferrer ?? null,
    latestReferrerHost: visit.latestReferrerHost ?? null,
    hostname: visit.url === undefined ? null : 'shop.example.org',
    traffic: result,
  };
}

function restate(visit: StoredVisit): Restatement {
  const compile = ({ categories, channels }: TrafficRuleFiles) => compileTrafficRules(categories, channels);
  return restateTrafficSource(visit, { before: [compile(next), compile(before)], next: compile(next) });
}

describe('restateTrafficSource', () => {
  const visits: readonly TrafficCase[] = [
    {},
    { url: page },
    { url: page, referrer: 'https://partner.io/post' },
    { url: page, referrer: 'https://www.bing.com/search?q=tea' },
    { url: `${page}?utm_source=google&utm_medium=cpc` },
    { url: `${page}?utm_source=Bing&utm_medium=banner`, referrer: `${page}a` },
    { url: page, latestReferrer: 'https://partner.io/', latestReferrerHost: 'partner.io' },
    { url: page, attributes: { _traffic_source_source: 'x', _traffic_source_medium: 'cpc' } },
    { url: page, attributes: { _traffic_source_source: 'Bing' }, referrer: 'https://partner.io/post' },
    { url: page, attributes: { _traffic_source_source: '', _traffic_source_medium: 'cpc' } },
    { url: `${page}?utm_source=${'x'.repeat(400)}&utm_medium=cpc` },
  ];
  for (const visit of visits) {
    it(`gives what processing again would give for ${JSON.stringify(visit).slice(0, 120)}`, () => {
      const again = testTrafficRules(next, visit).result;
      const was = stored(visit);
      const isSame = JSON.stringify(again) === JSON.stringify(was.traffic);
      const expected = isSame ? { kind: 'same' } : { kind: 'changed', traffic: again };
      assert.deepEqual(restate(was), expected);
    });
  }

  it('changes nothing of events without attributes', () => {
    const nothing = Object.fromEntries(Object.keys(stored({}).traffic).map((field) => [field, null]));
    const traffic = { ...stored({}).traffic, ...nothing };
    assert.deepEqual(restate({ ...stored({ url: page }), traffic }), { kind: 'same' });
  });

  it('does not guess what cannot be told', () => {
    const was = stored({ url: page });
    const traffic = { ...was.traffic, source: 'x', category: 'Mine', channelGroup: 'Ours' };
    assert.deepEqual(restate({ ...was, traffic }), { kind: 'unknown' });
  });

  it('knows a text that was cut when it was stored', () => {
    const long = stored({ url: `${page}?utm_source=${'x'.repeat(400)}` });
    const traffic = { ...long.traffic, source: 'x'.repeat(255) };
    assert.deepEqual(restate({ ...long, traffic }), { kind: 'same' });
  });
});
