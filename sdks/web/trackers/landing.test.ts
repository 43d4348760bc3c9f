import assert from 'node:assert/strict';
import { it } from 'node:test';
import { campaignOf } from './landing.ts';

const cases: readonly (readonly [search: string, campaign: Readonly<Record<string, string>> | null])[] = [
  ['', null],
  ['?page=2&utm_source=', null],
  ['?utm_source=a%20b', { source: 'a b' }],
  ['?utm_source=a&utm_source=b', { source: 'a' }],
  ['?yclid=1&gbraid=2', { clid: '2', clid_platform: 'google' }],
  ['?gclid=&fbclid=3', { clid: '3', clid_platform: 'facebook' }],
  ['?msclkid=4', { clid: '4', clid_platform: 'microsoft' }],
  ['?ttclid=5', { clid: '5', clid_platform: 'tiktok' }],
  ['?twclid=6', { clid: '6', clid_platform: 'twitter' }],
  ['?li_fat_id=7', { clid: '7', clid_platform: 'linkedin' }],
  ['?yclid=8&utm_id=9', { campaign_id: '9', clid: '8', clid_platform: 'yandex' }],
];

for (const [search, campaign] of cases)
  it(`reads the campaign of "${search}"`, () => {
    const expected =
      campaign &&
      Object.fromEntries(Object.entries(campaign).map(([name, value]) => [`_traffic_source_${name}`, value]));
    assert.deepEqual(campaignOf(search), expected);
  });
