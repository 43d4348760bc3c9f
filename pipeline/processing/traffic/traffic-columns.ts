import { eventColumns } from '@millstream/core';
import { cutText } from '../custom-values/cut-text.ts';
import type { TrafficSource } from './traffic-source.ts';

/** The column of each field of a traffic source. */
export const trafficSourceColumns = {
  source: 'traffic_source_source',
  medium: 'traffic_source_medium',
  campaign: 'traffic_source_campaign',
  content: 'traffic_source_content',
  term: 'traffic_source_term',
  campaignId: 'traffic_source_campaign_id',
  clidPlatform: 'traffic_source_clid_platform',
  clid: 'traffic_source_clid',
  channelGroup: 'traffic_source_channel_group',
  category: 'traffic_source_category',
} as const satisfies Readonly<Record<keyof TrafficSource, string>>;

type TrafficColumn = (typeof trafficSourceColumns)[keyof TrafficSource];

/** The traffic source that a row's columns hold. */
export function trafficSourceOf(
  row: Readonly<Partial<Record<TrafficColumn, string | null | undefined>>>,
): TrafficSource {
  return {
    source: row.traffic_source_source ?? null,
    medium: row.traffic_source_medium ?? null,
    campaign: row.traffic_source_campaign ?? null,
    content: row.traffic_source_content ?? null,
    term: row.traffic_source_term ?? null,
    campaignId: row.traffic_source_campaign_id ?? null,
    clidPlatform: row.traffic_source_clid_platform ?? null,
    clid: row.traffic_source_clid ?? null,
    channelGroup: row.traffic_source_channel_group ?? null,
    category: row.traffic_source_category ?? null,
  };
}

const maxBytesOf = new Map(eventColumns.map(({ name, maxBytes }) => [name, maxBytes]));
const fields = Object.keys(trafficSourceColumns).filter(isField);

function isField(name: string): name is keyof TrafficSource {
  return Object.hasOwn(trafficSourceColumns, name);
}

/** Whether a derived traffic source is what the columns would hold: long texts are cut before they are stored. */
export function isStoredAs(derived: TrafficSource, stored: TrafficSource): boolean {
  return fields.every((field) => {
    const [one, other] = [derived[field], stored[field]];
    if (one === other) return true;
    const maxBytes = maxBytesOf.get(trafficSourceColumns[field]);
    return one !== null && other !== null && maxBytes !== undefined && cutText(one, maxBytes) === other;
  });
}
