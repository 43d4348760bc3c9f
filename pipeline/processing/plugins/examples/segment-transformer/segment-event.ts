import { asArray, asNumber, asObject, asText, asTime, type JsonObject, without } from './json-access.ts';
import { attributesOfPage, fieldsOfContext } from './segment-context.ts';

/** What a message needs from around it. */
export interface MessageSource {
  /** App of a write key, or of the request. */
  readonly appId: string | undefined;
  /** Unique and the same each time: used where the message has no id. */
  readonly fallbackId: string;
  readonly ingestMs: number;
  /** When the sender sent the batch, by its own clock. */
  readonly sentMs: number | undefined;
}

/** An event, or why there is none. */
export type SegmentEvent =
  | { readonly kind: 'event'; readonly event: JsonObject }
  | { readonly kind: 'rejected'; readonly reason: string };

const pageProperties = new Set(['url', 'title', 'referrer', 'path', 'search']);
const moneyProperties = new Set(['products', 'currency', 'revenue']);
const productNames = new Set([
  'product_id',
  'sku',
  'name',
  'brand',
  'category',
  'price',
  'quantity',
  'variant',
]);
const nothing = new Set<string>();

/** Time by the server's clock: the sender's error shows in the time at which it claims to have sent. */
function eventTime(message: JsonObject, { ingestMs, sentMs }: MessageSource): number {
  const original = asTime(message.originalTimestamp) ?? asTime(message.timestamp);
  if (original === undefined) return ingestMs;
  return sentMs === undefined ? original : ingestMs - (sentMs - original);
}

function eventName(message: JsonObject): string | undefined {
  switch (message.type) {
    case 'page':
      return '_page_view';
    case 'screen':
      return '_screen_view';
    case 'identify':
      return '_profile_set';
    case 'group':
      return 'group';
    case 'track':
      return asText(message.event);
    default:
      return undefined;
  }
}

function userOf(message: JsonObject, atMs: number): JsonObject | undefined {
  const attribute = (value: JsonObject[string]) => ({ value: value ?? null, set_timestamp: atMs });
  const userId = asText(message.userId);
  const user: Record<string, JsonObject> = {};
  if (userId !== undefined) user._user_id = attribute(userId);
  if (message.type === 'identify') {
    const { name, age, ...traits } = asObject(message.traits);
    const userName = asText(name);
    const userAge = asNumber(age);
    if (userName !== undefined) user._user_name = attribute(userName);
    if (userAge !== undefined) user._user_age = attribute(Math.trunc(userAge));
    for (const [trait, value] of Object.entries(traits)) {
      if (value !== undefined && value !== null) user[trait] = attribute(value);
    }
  }
  return Object.keys(user).length > 0 ? user : undefined;
}

function itemOf(product: JsonObject, currency: string | undefined): JsonObject | undefined {
  const id = asText(product.product_id) ?? asText(product.sku);
  if (id === undefined) return undefined;
  return {
    id,
    name: asText(product.name),
    brand: asText(product.brand),
    category: asText(product.category),
    currency,
    price: asNumber(product.price),
    quantity: asNumber(product.quantity),
    ...without(product, productNames),
  };
}

/** Items of a message: its list of products, or the one product that its properties describe. */
function itemsOf(properties: JsonObject, currency: string | undefined): JsonObject[] {
  const products = Array.isArray(properties.products) ? asArray(properties.products) : [properties];
  return products.map((product) => itemOf(asObject(product), currency)).filter((item) => item !== undefined);
}

function viewAttributes(message: JsonObject): JsonObject {
  const name = asText(message.name);
  if (message.type === 'screen') return { _screen_name: name, _screen_id: name };
  return message.type === 'page' ? { page_name: name, page_category: asText(message.category) } : {};
}

function attributesOf(message: JsonObject, properties: JsonObject): JsonObject {
  const isView = message.type === 'page' || message.type === 'screen';
  const own = new Set([...moneyProperties, ...(isView ? pageProperties : nothing)]);
  return without(
    {
      ...without(message.type === 'group' ? asObject(message.traits) : properties, own),
      ...attributesOfPage(asObject(message.context), isView ? properties : {}),
      ...viewAttributes(message),
      group_id: asText(message.groupId),
    },
    nothing,
  );
}

/** Makes one event of one Segment message (`track`, `page`, `screen`, `identify`, `group`). */
export function segmentEvent(message: JsonObject, source: MessageSource): SegmentEvent {
  const name = eventName(message);
  if (name === undefined) {
    const type = asText(message.type);
    const reason =
      type === 'track' ? 'a track message has no event' : `messages of type ${type} make no event`;
    return { kind: 'rejected', reason };
  }
  if (source.appId === undefined) return { kind: 'rejected', reason: 'the write key belongs to no app' };
  const atMs = eventTime(message, source);
  const properties = asObject(message.properties);
  const currency = asText(properties.currency);
  const value = asNumber(properties.revenue) ?? asNumber(properties.value) ?? asNumber(properties.total);
  const items = itemsOf(properties, currency);
  const event = without(
    {
      event_type: name,
      event_id: asText(message.messageId) ?? source.fallbackId,
      timestamp: atMs,
      app_id: source.appId,
      unique_id: asText(message.anonymousId) ?? asText(message.userId),
      ...fieldsOfContext(asObject(message.context), atMs),
      event_value: value,
      event_value_currency: value === undefined ? undefined : currency,
      items: items.length > 0 ? items.map((item) => without(item, nothing)) : undefined,
      user: userOf(message, atMs),
      attributes: attributesOf(message, properties),
    },
    nothing,
  );
  return { kind: 'event', event };
}
