import { presetAttributes } from '@millstream/sdk-client';

/** Events that an app records itself under a reserved name. */
export const Event = { SCREEN_VIEW: '_screen_view' } as const;

const ofApps = {
  SCREEN_NAME: '_screen_name',
  SCREEN_UNIQUE_ID: '_screen_unique_id',
  APP_INSTALL_CHANNEL: '_app_install_channel',
} as const;

/** Reserved names of attributes that an app may set. */
export const Attr: typeof presetAttributes & typeof ofApps = { ...presetAttributes, ...ofApps };

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
