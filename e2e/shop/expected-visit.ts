import { landingQuery } from './shop-visit.ts';
import { shopOrigin } from './start-shop.ts';

interface PageColumns {
  readonly page_view_page_title: string;
  readonly page_view_page_url: string;
  readonly page_view_page_url_path: string;
  readonly [column: string]: unknown;
}

/** Name of a page of the visit. */
export type PageName =
  | 'landing'
  | 'category'
  | 'teapot'
  | 'search'
  | 'sencha'
  | 'story'
  | 'account'
  | 'links'
  | 'cart'
  | 'goodbye';

/** An event that the visit must leave behind, with the columns that differ from the ordinary ones. */
export interface ExpectedEvent {
  readonly name: string;
  readonly page: PageName;
  /** Columns of `event_v2` that only this event fills, or fills otherwise. */
  readonly columns?: Readonly<Record<string, unknown>>;
  /** Custom parameters besides those of every event. */
  readonly custom?: Readonly<Record<string, string | number | boolean>>;
}

const fromAd = {
  traffic_source_source: 'google',
  traffic_source_medium: 'cpc',
  traffic_source_campaign: 'spring',
  traffic_source_term: 'tea pots',
  traffic_source_campaign_id: 'c-7',
  traffic_source_clid: '{"type":"gclid","value":"click-1"}',
  traffic_source_channel_group: 'Paid Search',
  traffic_source_category: 'Search',
};
const direct = {
  traffic_source_source: 'Direct',
  traffic_source_medium: 'None',
  traffic_source_campaign: 'Direct',
  traffic_source_channel_group: 'Direct',
  traffic_source_category: 'Direct',
};
const internal = { ...direct, traffic_source_channel_group: 'Internal' };

function typed(path: string, title: string): PageColumns {
  return {
    page_view_page_title: title,
    page_view_page_url: `${shopOrigin}${path}`,
    page_view_page_url_path: path,
    page_view_latest_referrer: '',
    ...direct,
  };
}

function followed(path: string, title: string, from: string): PageColumns {
  return {
    ...typed(path, title),
    page_view_latest_referrer: `${shopOrigin}${from}`,
    page_view_latest_referrer_host: 'shop.localhost',
  };
}

const readLandingQuery = decodeURIComponent(landingQuery.replaceAll('+', ' '));

/** Columns that every event of a page has. Addresses and titles are form-decoded: a plus becomes a space. */
export const pages: Readonly<Record<PageName, PageColumns>> = {
  landing: {
    page_view_page_title: 'Home | Test shop',
    page_view_page_url: `${shopOrigin}/?${readLandingQuery}`,
    page_view_page_url_path: '/',
    page_view_page_url_query_parameters: Object.fromEntries(new URLSearchParams(landingQuery)),
    page_view_latest_referrer: 'https://www.google.com/',
    page_view_latest_referrer_host: 'www.google.com',
    ...fromAd,
  },
  category: {
    ...followed('/category/teaware', 'Teaware   more | Test shop', `/?${readLandingQuery}`),
    ...fromAd,
  },
  teapot: { ...followed('/product/p-1', 'Cast iron teapot | Test shop', '/category/teaware'), ...internal },
  search: {
    ...typed('/search', 'Search | Test shop'),
    page_view_page_url: `${shopOrigin}/search?q=grüner tee&sort=price`,
    page_view_page_url_query_parameters: { q: 'grüner tee', sort: 'price' },
  },
  sencha: typed('/product/p-2', 'Sencha | Test shop'),
  story: typed('/story', 'A long story | Test shop'),
  account: typed('/account', 'Account | Test shop'),
  links: typed('/links', 'Links | Test shop'),
  cart: typed('/cart', 'Cart | Test shop'),
  goodbye: typed('/goodbye', 'Goodbye | Test shop'),
};

const entrance = { page_view_entrances: true, screen_view_entrances: true };
const noEntrance = { page_view_entrances: false, screen_view_entrances: false };
const loggedIn = { user_id: 'ann-42' };
const start = { app_start_is_first_time: true };

/** A view that was reached from a page of the shop: its referrer is the page before, as the client remembers it. */
function viewAfter(previous: PageName): Readonly<Record<string, unknown>> {
  const { page_view_page_url, page_view_page_title } = pages[previous];
  return {
    ...noEntrance,
    page_view_page_referrer: page_view_page_url,
    page_view_page_referrer_title: page_view_page_title,
  };
}

/** A view whose only trace to the page before is that page referrer: internal traffic. */
function typedViewAfter(previous: PageName): Readonly<Record<string, unknown>> {
  return { ...viewAfter(previous), ...internal };
}

/** Every event of the visit in the order of sending, which the client numbers from 1. */
export const expectedEvents: readonly ExpectedEvent[] = [
  { name: '_first_open', page: 'landing' },
  { name: '_session_start', page: 'landing' },
  { name: '_app_start', page: 'landing', columns: start },
  {
    name: '_page_view',
    page: 'landing',
    columns: { ...entrance, page_view_page_referrer: '', page_view_page_referrer_title: '' },
  },
  { name: '_user_engagement', page: 'landing' },
  { name: '_app_end', page: 'landing' },
  { name: '_page_view', page: 'category', columns: viewAfter('landing') },
  { name: '_app_end', page: 'category' },
  { name: '_page_view', page: 'teapot', columns: viewAfter('category') },
  { name: 'add_to_cart', page: 'teapot', custom: { cart_size: 1, first_time: true, source: 'product page' } },
  { name: '_app_end', page: 'teapot' },
  { name: '_app_start', page: 'search', columns: start },
  { name: '_page_view', page: 'search', columns: typedViewAfter('teapot') },
  { name: '_search', page: 'search', columns: { search_key: 'q', search_term: 'grüner tee' } },
  { name: '_app_end', page: 'search' },
  { name: '_app_start', page: 'sencha', columns: start },
  { name: '_page_view', page: 'sencha', columns: typedViewAfter('search') },
  { name: 'add_to_cart', page: 'sencha', custom: { cart_size: 2, first_time: true, source: 'product page' } },
  { name: '_app_end', page: 'sencha' },
  { name: '_app_start', page: 'story', columns: start },
  { name: '_page_view', page: 'story', columns: typedViewAfter('sencha') },
  { name: '_scroll', page: 'story' },
  { name: '_app_end', page: 'story' },
  { name: '_app_start', page: 'account', columns: start },
  { name: '_page_view', page: 'account', columns: typedViewAfter('story') },
  { name: '_profile_set', page: 'account', columns: loggedIn },
  { name: '_profile_set', page: 'account', columns: loggedIn },
  { name: 'login', page: 'account', columns: loggedIn, custom: { method: 'email' } },
  { name: '_app_end', page: 'account', columns: loggedIn },
  { name: '_app_start', page: 'links', columns: { ...start, ...loggedIn } },
  { name: '_page_view', page: 'links', columns: { ...typedViewAfter('account'), ...loggedIn } },
  {
    name: '_click',
    page: 'links',
    columns: {
      ...loggedIn,
      outbound_link: true,
      outbound_link_classes: 'link outbound',
      outbound_link_domain: 'partner.localhost',
      outbound_link_id: 'partner-link',
      outbound_link_url: 'http://partner.localhost/partner?from=shop',
    },
  },
  { name: '_app_end', page: 'links', columns: loggedIn },
  { name: '_app_start', page: 'cart', columns: { ...start, ...loggedIn } },
  { name: '_page_view', page: 'cart', columns: { ...typedViewAfter('links'), ...loggedIn } },
  {
    name: 'purchase',
    page: 'cart',
    columns: loggedIn,
    custom: { order_id: 'o-1', _value: 187, _currency: 'EUR', coupon: 'SPRING "10%" ✓', express: false },
  },
  { name: '_app_end', page: 'cart', columns: loggedIn },
  { name: '_app_start', page: 'account', columns: { ...start, ...loggedIn } },
  { name: '_page_view', page: 'account', columns: { ...typedViewAfter('cart'), ...loggedIn } },
  { name: '_profile_set', page: 'account' },
  { name: '_app_end', page: 'account' },
  { name: '_app_start', page: 'goodbye', columns: start },
  { name: '_page_view', page: 'goodbye', columns: typedViewAfter('account') },
  { name: 'said_goodbye', page: 'goodbye', custom: { mood: 'fine' } },
  { name: '_user_engagement', page: 'goodbye' },
  { name: '_app_end', page: 'goodbye' },
];
