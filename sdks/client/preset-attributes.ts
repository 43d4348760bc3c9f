/** Names of attributes with a meaning of their own that an app may set, by the names that apps use for them. */
export const presetAttributes = {
  TRAFFIC_SOURCE_SOURCE: '_traffic_source_source',
  TRAFFIC_SOURCE_MEDIUM: '_traffic_source_medium',
  TRAFFIC_SOURCE_CAMPAIGN: '_traffic_source_campaign',
  TRAFFIC_SOURCE_CAMPAIGN_ID: '_traffic_source_campaign_id',
  TRAFFIC_SOURCE_TERM: '_traffic_source_term',
  TRAFFIC_SOURCE_CONTENT: '_traffic_source_content',
  TRAFFIC_SOURCE_CLID: '_traffic_source_clid',
  TRAFFIC_SOURCE_CLID_PLATFORM: '_traffic_source_clid_platform',
  VALUE: '_value',
  CURRENCY: '_currency',
} as const;
