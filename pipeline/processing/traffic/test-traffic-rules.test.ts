import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultRuleFiles } from './rules-in-force.ts';
import { type TrafficCase, testTrafficRules } from './test-traffic-rules.ts';

const page = 'https://shop.example.org/';

describe('testTrafficRules', () => {
  const rules = defaultRuleFiles();
  const cases: readonly (readonly [visit: TrafficCase, expected: string])[] = [
    [{ url: `${page}?utm_source=google&utm_medium=cpc` }, 'google cpc Search "Paid Search" page_url rule 1'],
    [
      { url: page, referrer: 'https://www.google.co.jp/search?q=tea' },
      'Google (Organic) Search "Organic Search" category_table rule 2',
    ],
    [
      { url: page, referrer: 'https://blog.partner.io/post' },
      'blog.partner.io (Referral) Unassigned "Referral" referrer_host rule 14',
    ],
    [{ url: page }, 'Direct None Direct "Direct" nowhere rule 0'],
    [{}, 'Direct None Direct "Direct" nowhere rule 0'],
    [{ url: page, referrer: `${page}a` }, 'Direct None Direct "Internal" nowhere no_source null'],
    [{ url: `${page}?gclid=abc` }, 'Google (CPC) Search "Paid Search" page_url rule 1'],
    [
      { url: page, referrer: `${page}a?utm_source=prev&utm_medium=cpc` },
      'prev cpc Unassigned "Paid Other" page_referrer_url rule 9',
    ],
    [
      { url: page, latestReferrer: 'https://www.baidu.com/s?wd=tea', latestReferrerHost: 'www.baidu.com' },
      'Baidu (Organic) Search "Organic Search" category_table rule 2',
    ],
    [
      { url: page, attributes: { _traffic_source_source: 'x', _traffic_source_medium: 'banner' } },
      'x banner Unassigned "Unassigned" client no_rule null',
    ],
    [
      {
        url: page,
        attributes: {
          _traffic_source_source: 'x',
          _traffic_source_category: 'Mine',
          _traffic_source_channel_group: 'Ours',
        },
      },
      'x null Mine "Ours" client client null',
    ],
    [
      { url: `${page}?utm_source=google`, attributes: { _traffic_source_source: '' } },
      ' null null "null" client nothing null',
    ],
  ];
  for (const [visit, expected] of cases) {
    it(`explains ${JSON.stringify(visit)}`, () => {
      const { result, origin, channelFrom, decidedBy } = testTrafficRules(rules, visit);
      const { source, medium, category, channelGroup } = result;
      assert.equal(
        `${source} ${medium} ${category} "${channelGroup}" ${origin} ${channelFrom} ${decidedBy}`,
        expected,
      );
    });
  }

  it('says of each rule which tests decide it', () => {
    const { verdicts, facts } = testTrafficRules(rules, { url: `${page}?utm_source=google&utm_medium=cpc` });
    assert.equal(verdicts.length, rules.channels.length);
    assert.equal(facts?.traffic_source_medium, 'cpc');
    const [direct, paid] = verdicts;
    assert.deepEqual(direct?.because, [
      { test: { field: 'traffic_source_category', op: 'eq', value: '__empty__' }, actual: 'search' },
    ]);
    assert.equal(paid?.holds, true);
    assert.deepEqual(
      paid?.because.map(({ test, actual }) => `${test.field} ${test.op} ${actual}`),
      ['traffic_source_category eq search', 'traffic_source_medium match cpc'],
    );
  });

  it('names the row of the category table that fits', () => {
    assert.equal(
      testTrafficRules(rules, { url: page, referrer: 'https://m.facebook.com/' }).domain,
      'm.facebook.com',
    );
  });
});
