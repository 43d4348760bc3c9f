/** Events that an app records itself under a reserved name. */
export const Event = { SCREEN_VIEW: '_screen_view' } as const;

/** Reserved names of attributes that an app may set. */
export const Attr = {
  SCREEN_NAME: '_screen_name',
  SCREEN_UNIQUE_ID: '_screen_unique_id',
  TRAFFIC_SOURCE_SOURCE: '_traffic_source_source',
  TRAFFIC_SOURCE_MEDIUM: '_traffic_source_medium',
  TRAFFIC_SOURCE_CAMPAIGN: '_traffic_source_campaign',
  TRAFFIC_SOURCE_CAMPAIGN_ID: '_traffic_source_campaign_id',
  TRAFFIC_SOURCE_TERM: '_traffic_source_term',
  TRAFFIC_SOURCE_CONTENT: '_traffic_source_content',
  TRAFFIC_SOURCE_CLID: '_traffic_source_clid',
  TRAFFIC_SOURCE_CLID_PLATFORM: '_traffic_source_clid_platform',
  APP_INSTALL_CHANNEL: '_app_install_channel',
  VALUE: '_value',
  CURRENCY: '_currency',
} as const;

/** Names of what an item of an event has. */
export const Item = {
  ITEM_ID: 'id',
  ITEM_NAME: 'name',
  LOCATION_ID: 'location_id',
  ITEM_BRAND: 'brand',
  CURRENCY: 'currency',
  PRICE: 'price',
  QUANTITY: 'quantity',
  CREATIVE_NAME: 'creative_name',
  CREATIVE_SLOT: 'creative_slot',
  ITEM_CATEGORY: 'category',
  ITEM_CATEGORY2: 'category2',
  ITEM_CATEGORY3: 'category3',
  ITEM_CATEGORY4: 'category4',
  ITEM_CATEGORY5: 'category5',
} as const;
