// The real web client in a real browser, against the whole product: each column of each row it leaves behind.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { eventColumns, ourEventColumns } from '@millstream/core';
import type { Browser } from 'playwright-core';
import { type Product, startProduct } from '../product/start-product.ts';
import { expectedEvents, pages } from '../shop/expected-visit.ts';
import { closeTab, newVisitor, visitShop } from '../shop/shop-visit.ts';
import { startBrowser } from '../shop/start-browser.ts';
import { type Shop, startShop } from '../shop/start-shop.ts';
import {
  asNumber,
  checkProcessInfo,
  customColumns,
  momentColumns,
  type Row,
  timeColumns,
  uuid,
  visitColumns,
} from '../shop/visit-rows.ts';

const startedMs = Date.now();

let product: Product;
let rows: Row[] = [];
let users: Row[] = [];
let items: Row[] = [];
let sessions: Row[] = [];
/** Ids of the events in the requests that the browser's inspector saw leave. */
const sentIds = new Set<string>();

function rowAt(index: number): Row {
  return rows[index] ?? {};
}

function indexOf(name: string, nth = 0): number {
  const indexes = [...rows.keys()].filter((index) => rows[index]?.event_name === name);
  return indexes[nth] ?? -1;
}

async function collectVisit(browser: Browser): Promise<void> {
  const visitor = await newVisitor(browser);
  visitor.on('request', (request) => {
    if (!request.url().startsWith(product.collect)) return;
    for (const event of request.postDataJSON() ?? []) sentIds.add(event.event_id);
  });
  const tab = await visitor.newPage();
  await visitShop(tab);
  await closeTab(tab);
  await product.queryUntil(
    `SELECT count(*) AS n FROM event_v2 WHERE app_id = 'web' AND device_screen_width = 1920`,
    ([row]) => Number(row?.n) >= expectedEvents.length,
  );
}

function startOurShop(options: Readonly<Record<string, unknown>>): Promise<Shop> {
  const tracking = { isTrackAppStartEvents: true, isTrackAppEndEvents: true };
  const globalAttributes = { shop_version: '1.2' };
  const endpoint = `${product.collect}/collect`;
  return startShop({ appId: 'web', endpoint, globalAttributes, ...tracking, ...options });
}

const engagementsIn = (names: readonly unknown[]) =>
  names.filter((name) => name === '_user_engagement').length;

/** Visits the shop and leaves the product of the visit running; answers with its events. */
async function visitOnce(): Promise<Row[]> {
  sentIds.clear();
  product = await startProduct();
  await using shop = await startOurShop({ sendMode: 'Immediate' });
  const browser = await startBrowser(shop.port);
  try {
    await collectVisit(browser);
  } finally {
    await browser.close();
  }
  return product.query(`SELECT * FROM event_v2 WHERE app_id = 'web' ORDER BY event_bundle_sequence_id`);
}

describe('the real web client', () => {
  before(async () => {
    rows = await visitOnce();
    // A machine at its limits keeps the visitor longer than a second on pages that they only pass: engagement there.
    for (let more = 0; more < 4; more += 1) {
      const found = engagementsIn(rows.map((row) => row.event_name));
      if (found === engagementsIn(expectedEvents.map(({ name }) => name))) break;
      await product[Symbol.asyncDispose]();
      rows = await visitOnce();
    }
    users = await product.query(`SELECT * FROM user_v2 WHERE app_id = 'web'`);
    items = await product.query(
      `SELECT * FROM item_v2 WHERE app_id = 'web' ORDER BY event_timestamp, item_id`,
    );
    sessions = await product.query(`SELECT * FROM session WHERE app_id = 'web'`);
  });
  after(() => product[Symbol.asyncDispose]());

  it('leaves each event of the visit once, in the order of its bundles', () => {
    assert.deepEqual(
      rows.map((row) => `${row.event_bundle_sequence_id} ${row.event_name} ${row.page_view_page_url_path}`),
      expectedEvents.map(
        (event, index) => `${index + 1} ${event.name} ${pages[event.page].page_view_page_url_path}`,
      ),
    );
    const ids = new Set(rows.map((row) => row.event_id));
    assert.equal(ids.size, rows.length);
    for (const id of sentIds) assert.ok(ids.has(id), `${id} was sent`);
  });

  for (const [index, event] of expectedEvents.entries()) {
    it(`fills the columns of ${event.name} on the page ${event.page} (bundle ${index + 1}), all others null`, () => {
      const row = rowAt(index);
      const expected: Row = {
        event_name: event.name,
        event_bundle_sequence_id: index + 1,
        ...visitColumns(rowAt(0)),
        ...momentColumns(row, startedMs),
        ...timeColumns(row, rows),
        ...pages[event.page],
        ...customColumns(event),
        ...event.columns,
        process_info: row.process_info,
      };
      for (const { name } of [...eventColumns, ...ourEventColumns]) {
        assert.ok(name in row, `there is no column ${name}`);
        assert.deepEqual(row[name], expected[name] ?? null, name);
      }
      checkProcessInfo(row);
    });
  }

  it('names user, device and session by the rules of the clients', () => {
    const first = rowAt(0);
    assert.match(String(first.user_pseudo_id), uuid);
    assert.match(String(first.device_vendor_id), uuid);
    const startMs = asNumber(first.session_start_time_msec, startedMs, Number(first.event_time_msec));
    const idForm = /^(.{8})-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)(\d{3})$/;
    const [, user, ...moment] = idForm.exec(String(first.session_id)) ?? [];
    assert.equal(user, String(first.user_pseudo_id).slice(-8));
    const [year = 0, month = 0, day = 0, ...time] = moment.map(Number);
    // The client looks at the clock once for the id and once more for the start.
    asNumber(Date.UTC(year, month - 1, day, ...time), startMs - 1_000, startMs + 1_000);
    asNumber(first.user_first_touch_time_msec, startedMs, startMs);
  });

  it('makes one user with the first visit and the latest profile', () => {
    assert.equal(users.length, 1);
    const [user = {}] = users;
    const firstTouchMs = Number(rowAt(0).user_first_touch_time_msec);
    const profileMs = Number(rowAt(indexOf('_profile_set', 1)).event_time_msec);
    const touched = { value: String(firstTouchMs), type: 'number', set_time_msec: firstTouchMs };
    // The log-out records a last, nearly empty profile, which replaces the one before as a whole.
    const expected: Row = {
      event_timestamp: rows.at(-1)?.event_timestamp,
      user_pseudo_id: rowAt(0).user_pseudo_id,
      user_id: 'ann-42',
      user_properties: { _user_first_touch_timestamp: touched },
      first_touch_time_msec: firstTouchMs,
      first_referrer: null,
      first_traffic_source: 'google',
      first_traffic_medium: 'cpc',
      first_traffic_campaign: 'spring',
      first_traffic_content: null,
      first_traffic_term: 'tea pots',
      first_traffic_campaign_id: 'c-7',
      first_traffic_clid_platform: null,
      first_traffic_clid: '{"type":"gclid","value":"click-1"}',
      first_traffic_channel_group: 'Paid Search',
      first_traffic_category: 'Search',
      first_app_install_source: null,
    };
    for (const [name, value] of Object.entries(expected)) assert.deepEqual(user[name], value, name);
    assert.equal(
      String(user.first_visit_date).slice(0, 10),
      new Date(firstTouchMs).toISOString().slice(0, 10),
    );
    assert.deepEqual(JSON.parse(String(user.user_properties_json_str)), {
      _user_first_touch_timestamp: { value: firstTouchMs, set_time_msec: firstTouchMs },
    });
    assert.ok(profileMs > firstTouchMs);
  });

  it('makes one session that belongs to the ad', () => {
    assert.equal(sessions.length, 1);
    const [session = {}] = sessions;
    const start = rowAt(indexOf('_session_start'));
    const expected: Row = {
      event_timestamp: start.event_timestamp,
      user_pseudo_id: start.user_pseudo_id,
      session_id: start.session_id,
      user_id: null,
      session_number: 1,
      session_start_time_msec: start.session_start_time_msec,
      session_source: 'google',
      session_medium: 'cpc',
      session_campaign: 'spring',
      session_content: null,
      session_term: 'tea pots',
      session_campaign_id: 'c-7',
      session_clid_platform: null,
      session_clid: '{"type":"gclid","value":"click-1"}',
      session_channel_group: 'Paid Search',
      session_source_category: 'Search',
    };
    for (const [name, value] of Object.entries(expected)) assert.deepEqual(session[name], value, name);
  });

  it('makes a row for each item, with its own parameters', () => {
    const teapot = {
      name: 'Cast iron teapot',
      brand: 'Ironmere',
      price: 79,
      category: 'teaware',
      category2: 'pots',
    };
    const sencha = { name: 'Sencha', brand: 'Kawabe', price: 14.5, category: 'tea', category2: 'green' };
    const expected = [
      { index: indexOf('add_to_cart'), item_id: 'p-1', colour: 'black', user_id: null, ...teapot },
      { index: indexOf('add_to_cart', 1), item_id: 'p-2', colour: 'green', user_id: null, ...sencha },
      { index: indexOf('purchase'), item_id: 'p-1', colour: 'black', user_id: 'ann-42', ...teapot },
      { index: indexOf('purchase'), item_id: 'p-2', colour: 'green', user_id: 'ann-42', ...sencha },
    ].map(({ index, colour, ...item }) => ({
      ...item,
      event_id: rowAt(index).event_id,
      event_name: rowAt(index).event_name,
      event_timestamp: rowAt(index).event_timestamp,
      platform: 'Web',
      user_pseudo_id: rowAt(0).user_pseudo_id,
      currency: 'EUR',
      quantity: 2,
      creative_name: null,
      creative_slot: null,
      location_id: null,
      category3: null,
      category4: null,
      category5: null,
      custom_parameters: { colour: { value: colour, type: 'string' } },
      custom_parameters_json_str: JSON.stringify({ colour }),
    }));
    assert.equal(items.length, expected.length);
    for (const [index, columns] of expected.entries()) {
      for (const [name, value] of Object.entries(columns))
        assert.deepEqual(items[index]?.[name], value, `${index} ${name}`);
    }
  });

  it('loses nothing that it still held when its tab was closed', async () => {
    await using shop = await startOurShop({ sendMode: 'Batch', sendEventsInterval: 600_000 });
    const browser = await startBrowser(shop.port);
    try {
      const visitor = await newVisitor(browser);
      await closeTab(await visitor.newPage());
      const found = await product.queryUntil(
        `SELECT event_name FROM event_v2 WHERE app_id = 'web' AND user_pseudo_id <> '${rowAt(0).user_pseudo_id}' ORDER BY event_time_msec`,
        (answer) => answer.length >= 7,
      );
      const names = new Set(found.map((row) => row.event_name));
      const wanted = ['_first_open', '_session_start', '_app_start', '_page_view', 'said_goodbye'];
      assert.deepEqual(names, new Set([...wanted, '_user_engagement', '_app_end']));
      assert.equal(found.length, 7);
    } finally {
      await browser.close();
    }
  });
});
