import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { givenTrafficSource } from './given-traffic-source.ts';
import { noTrafficSource, type TrafficSource } from './traffic-source.ts';

const cases: readonly (readonly [attributes: Record<string, string>, fields: Partial<TrafficSource>])[] = [
  [{}, {}],
  [{ _utm_source: 'u', _traffic_source_source: 't' }, { source: 't' }],
  [{ _utm_source: 'u', _traffic_source_source: '' }, { source: '' }],
  [
    { _utm_medium: 'm', _utm_campaign: 'c', _utm_content: 'n', _utm_term: 't' },
    { medium: 'm', campaign: 'c', content: 'n', term: 't' },
  ],
  [
    { _utm_id: '1', _utm_source_platform: 'p' },
    { campaignId: '1', clidPlatform: 'p' },
  ],
  [
    { _traffic_source_campaign_id: '2', _traffic_source_clid_platform: 'q' },
    { campaignId: '2', clidPlatform: 'q' },
  ],
  [{ _gclid: 'a"b' }, { clid: '{"type":"gclid","value":"a\\"b"}' }],
  [{ _gclid: 'g', _traffic_source_clid: 'free' }, { clid: 'free' }],
  [
    { _traffic_source_channel_group: 'C', _traffic_source_category: 'K' },
    { channelGroup: 'C', category: 'K' },
  ],
];

describe('givenTrafficSource', () => {
  for (const [attributes, fields] of cases) {
    it(`reads ${JSON.stringify(attributes)}`, () => {
      assert.deepEqual(
        givenTrafficSource((name) => attributes[name] ?? null),
        { ...noTrafficSource, ...fields },
      );
    });
  }
});
