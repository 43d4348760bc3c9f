import { solidText } from '../../custom-values/solid-text.ts';
import type { EventRow } from '../../rows/event-row.ts';
import { givenTrafficSource } from '../../traffic/given-traffic-source.ts';
import { resolveTrafficSource } from '../../traffic/resolve-traffic-source.ts';
import type { TrafficRules } from '../../traffic/traffic-rules.ts';
import { noTrafficSource, type TrafficSource } from '../../traffic/traffic-source.ts';
import { formDecode } from '../../urls/form-decode.ts';
import type { UrlReader } from '../../urls/url-reader.ts';

function decoded(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const plain = formDecode(text);
  return plain === text ? text : solidText(plain);
}

function fillTrafficColumns(row: EventRow, source: TrafficSource): void {
  row.traffic_source_source = source.source ?? undefined;
  row.traffic_source_medium = source.medium ?? undefined;
  row.traffic_source_campaign = source.campaign ?? undefined;
  row.traffic_source_content = source.content ?? undefined;
  row.traffic_source_term = source.term ?? undefined;
  row.traffic_source_campaign_id = source.campaignId ?? undefined;
  row.traffic_source_clid_platform = source.clidPlatform ?? undefined;
  row.traffic_source_clid = source.clid ?? undefined;
  row.traffic_source_channel_group = source.channelGroup ?? undefined;
  row.traffic_source_category = source.category ?? undefined;
}

/** What page and traffic columns are derived with; `rules` null stores stated traffic sources as they are. */
export interface PageReading {
  readonly readUrl: UrlReader;
  readonly rules: TrafficRules | null;
}

/**
 * Turns the page columns, which hold the attributes as sent, into their decoded and parsed forms, and fills the traffic
 * columns. For events with attributes; `traffic` holds the stated traffic attributes.
 */
export function fillPageColumns(
  row: EventRow,
  traffic: ReadonlyMap<string, string> | undefined,
  { readUrl, rules }: PageReading,
): void {
  const pageUrl = row.page_view_page_url;
  const pageReferrer = row.page_view_page_referrer;
  const latestReferrer = row.page_view_latest_referrer;
  const latestReferrerHost = row.page_view_latest_referrer_host;
  if (pageUrl !== undefined) {
    const page = readUrl(pageUrl);
    row.page_view_page_url = decoded(pageUrl);
    row.page_view_page_url_path = page.path ?? undefined;
    row.page_view_page_url_query_parameters = page.joinedParameters ?? undefined;
    row.page_view_hostname ??= page.host ?? undefined;
  }
  row.page_view_page_title = decoded(row.page_view_page_title);
  row.page_view_page_referrer = decoded(pageReferrer);
  row.page_view_page_referrer_title = decoded(row.page_view_page_referrer_title);
  row.page_view_latest_referrer = decoded(latestReferrer);
  if (latestReferrerHost === undefined && latestReferrer !== undefined) {
    row.page_view_latest_referrer_host = readUrl(latestReferrer).host ?? undefined;
  }
  const given =
    traffic === undefined ? noTrafficSource : givenTrafficSource((name) => traffic.get(name) ?? null);
  const input = {
    pageUrl: pageUrl ?? null,
    pageReferrer: pageReferrer ?? null,
    latestReferrer: latestReferrer ?? null,
    latestReferrerHost: latestReferrerHost ?? null,
    hostnameColumn: row.page_view_hostname ?? null,
    pageReferrerColumn: row.page_view_page_referrer ?? null,
    latestReferrerColumn: row.page_view_latest_referrer ?? null,
    latestReferrerHostColumn: row.page_view_latest_referrer_host ?? null,
  };
  fillTrafficColumns(row, resolveTrafficSource(given, input, rules));
}
