import { type StoredVisit, trafficSourceOf } from '@millstream/processing';
import { z } from 'zod';

const text = z.string().nullable();
const count = z.coerce.number();

/** A row of `visitQuery`. */
const visitRow = z.object({
  page_view_page_url: text,
  page_view_page_referrer: text,
  page_view_latest_referrer: text,
  page_view_latest_referrer_host: text,
  page_view_hostname: text,
  traffic_source_source: text,
  traffic_source_medium: text,
  traffic_source_campaign: text,
  traffic_source_content: text,
  traffic_source_term: text,
  traffic_source_campaign_id: text,
  traffic_source_clid_platform: text,
  traffic_source_clid: text,
  traffic_source_channel_group: text,
  traffic_source_category: text,
  events: count,
  sessions: count,
});

/** Distinct visits with how often they occur. */
export interface CountedVisit {
  readonly visit: StoredVisit;
  readonly events: number;
  readonly sessions: number;
}

function toVisit(value: unknown): CountedVisit {
  const row = visitRow.parse(value);
  return {
    visit: {
      pageUrl: row.page_view_page_url,
      pageReferrer: row.page_view_page_referrer,
      latestReferrer: row.page_view_latest_referrer,
      latestReferrerHost: row.page_view_latest_referrer_host,
      hostname: row.page_view_hostname,
      traffic: trafficSourceOf(row),
    },
    events: row.events,
    sessions: row.sessions,
  };
}

/** Reads rows in batches of at most `size`. */
export async function* visitBatches(
  rows: AsyncIterable<unknown>,
  size: number,
): AsyncGenerator<readonly CountedVisit[], void> {
  let batch: CountedVisit[] = [];
  for await (const row of rows) {
    batch.push(toVisit(row));
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
