// The sample shop in a real browser, with the script of the collector: what a visit leaves in the table.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { get } from 'node:http';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { type Product, startProduct } from '../product/start-product.ts';
import { findViolations } from './find-violations.ts';
import { startChromium } from './start-chromium.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Starts the shop as its README tells; resolves with its address. */
async function openShop(collect: string): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const command = [join(root, 'sdks/examples/web/serve.mjs'), '--collect', collect, '--port', '0'];
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\S+/.exec(line)?.[0];
    if (url !== undefined) return { child, url };
  }
  throw new Error('the shop did not open');
}

describe('the sample shop', { timeout: 600_000 }, () => {
  let product: Product;
  let browser: Browser;
  let shop: Awaited<ReturnType<typeof openShop>>;
  let page: Page;
  const foreign: string[] = [];
  const errors: string[] = [];

  before(async () => {
    product = await startProduct();
    [browser, shop] = await Promise.all([startChromium(), openShop(product.collect)]);
    page = await browser.newPage();
    page.setDefaultTimeout(30_000);
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('request', (request) => {
      const { origin } = new URL(request.url());
      if (![shop.url, product.collect, 'null'].includes(origin)) foreign.push(request.url());
    });
  });
  after(async () => {
    await browser.close();
    shop.child.kill();
    await product[Symbol.asyncDispose]();
  });

  const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
  const link = (name: string | RegExp) => page.getByRole('link', { name }).first();
  const button = (name: string) => page.getByRole('button', { name, exact: true });

  it('leaves the way of a buyer in the table, in order, with what it was worth', async () => {
    await page.goto(shop.url);
    await page.getByRole('searchbox').fill('green');
    await page.getByRole('searchbox').press('Enter');
    await heading('Teas for “green”');
    await link(/Longjing/).click();
    await heading('Longjing');
    await button('Add to cart').click();
    await link('Sencha').click();
    await heading('Sencha');
    await button('Add to cart').click();
    await button('Log in').click();
    await page.getByLabel('Customer number').fill('C-1024');
    await page.getByRole('dialog').getByRole('button', { name: 'Log in' }).click();
    await button('Log out').waitFor();
    await link(/^Cart/).click();
    await heading('Your cart');
    await button('Remove Longjing').click();
    await link('Go to checkout').click();
    await heading('Checkout');
    for (const field of ['Name', 'Street', 'Town']) await page.getByLabel(field).fill('x');
    await button('Buy now').click();
    await heading('Thank you');
    const expected = [
      ...['_first_open', '_session_start', '_page_view'],
      ...['_page_view', '_search'],
      ...['_page_view', 'view_item 12', 'add_to_cart 12'],
      ...['_page_view', 'view_item 11', 'add_to_cart 11'],
      ...['_profile_set', '_profile_set', 'login'],
      ...['_page_view', 'view_cart 23', 'remove_from_cart 12'],
      ...['_page_view', 'begin_checkout 11', 'purchase 11'],
      '_page_view',
    ];
    const rows = await product.queryUntil(
      `SELECT event_id, event_name, custom_parameters_json_str->>'_value' AS value, user_id FROM event_v2 WHERE app_id = 'web' AND event_name NOT IN ('_user_engagement', '_scroll')
       ORDER BY event_timestamp, event_bundle_sequence_id`,
      // What a page sends while it is left may come after what the next page sends.
      (found) => found.length >= expected.length,
    );
    assert.deepEqual(
      rows.map(({ event_name, value }) =>
        typeof value === 'string' ? `${event_name} ${value}` : event_name,
      ),
      expected,
    );
    const bought = rows.find(({ event_name }) => event_name === 'purchase');
    assert.equal(bought?.user_id, 'C-1024');
    const things = await product.query(`SELECT item_id FROM item_v2 WHERE event_id = '${bought?.event_id}'`);
    assert.deepEqual(things, [{ item_id: 'tea-4' }]);
    assert.deepEqual(errors, []);
    assert.deepEqual(foreign, []);
  });

  it('answers addresses that are none, and goes on', async () => {
    const { port } = new URL(shop.url);
    const status = await new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port, path: '//' };
      get(options, (answer) => resolve(answer.resume().statusCode)).once('error', reject);
    });
    assert.equal(status, 404);
    assert.equal((await fetch(shop.url)).status, 200);
  });

  for (const path of ['/', '/product?id=tea-7', '/cart', '/thanks?order=H-1']) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`can be used by everybody: ${path}, ${colorScheme}`, async () => {
        await page.emulateMedia({ colorScheme });
        await page.goto(shop.url + path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        assert.deepEqual(await findViolations(page), []);
      });
    }
  }
});
