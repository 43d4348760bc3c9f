import { clickIdText, type TrafficSource } from './traffic-source.ts';

/**
 * The client's own traffic-source values. `text` reads an attribute of the event as text, null when it is absent; each
 * field is its `_traffic_source_*` attribute, else the weaker `_utm_*` one. An empty text counts as given.
 */
export function givenTrafficSource(text: (attribute: string) => string | null): TrafficSource {
  return {
    source: text('_traffic_source_source') ?? text('_utm_source'),
    medium: text('_traffic_source_medium') ?? text('_utm_medium'),
    campaign: text('_traffic_source_campaign') ?? text('_utm_campaign'),
    content: text('_traffic_source_content') ?? text('_utm_content'),
    term: text('_traffic_source_term') ?? text('_utm_term'),
    campaignId: text('_traffic_source_campaign_id') ?? text('_utm_id'),
    clidPlatform: text('_traffic_source_clid_platform') ?? text('_utm_source_platform'),
    clid: text('_traffic_source_clid') ?? googleClickId(text('_gclid')),
    channelGroup: text('_traffic_source_channel_group'),
    category: text('_traffic_source_category'),
  };
}

function googleClickId(value: string | null): string | null {
  return value === null ? null : clickIdText('gclid', value);
}
