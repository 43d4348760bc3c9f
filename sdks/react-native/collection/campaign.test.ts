import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { campaignOf } from './campaign.ts';

const cases: readonly { readonly url: string; readonly campaign: Readonly<Record<string, string>> }[] = [
  { url: 'https://shop.example/sale', campaign: {} },
  { url: 'shop://sale?page=2', campaign: {} },
  { url: 'shop://sale?utm_source=', campaign: {} },
  {
    url: 'shop://sale?utm_source=mail&utm_medium=email&utm_campaign=spring+sale&utm_id=7&utm_term=a%26b&utm_content=top#utm_source=no',
    campaign: {
      _traffic_source_source: 'mail',
      _traffic_source_medium: 'email',
      _traffic_source_campaign: 'spring sale',
      _traffic_source_campaign_id: '7',
      _traffic_source_term: 'a&b',
      _traffic_source_content: 'top',
    },
  },
  { url: 'shop://?utm_source=first&utm_source=second', campaign: { _traffic_source_source: 'first' } },
  { url: 'shop://?utm_source=100%', campaign: { _traffic_source_source: '100%' } },
  {
    url: 'https://shop.example/?fbclid=f=1&gclid=g',
    campaign: { _traffic_source_clid: 'g', _traffic_source_clid_platform: 'google' },
  },
  {
    url: 'https://shop.example/?li_fat_id=l',
    campaign: { _traffic_source_clid: 'l', _traffic_source_clid_platform: 'linkedin' },
  },
];

describe('campaign of a link', () => {
  for (const { url, campaign } of cases) {
    it(`of ${url} is ${JSON.stringify(campaign)}`, () => assert.deepEqual(campaignOf(url), campaign));
  }
});
