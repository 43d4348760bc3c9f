// What the app page tells a person to paste works at the first try: on a page of another origin, up to rows in the table.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { findViolations } from './find-violations.ts';
import { type Console, openConsole } from './open-console.ts';

/** A site that knows nothing of Millstream but what was pasted into its head. */
async function startSite(
  policy = '',
): Promise<{ readonly url: string; paste(html: string): void } & AsyncDisposable> {
  let head = '';
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    if (policy !== '') response.setHeader('content-security-policy', policy);
    response.end(
      `<!doctype html><html lang="en"><head><title>Shop</title>${head}</head><body><button>Buy</button></body></html>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    // Another site than that of console and collector, not only another port.
    url: `http://localhost:${port}`,
    paste(html) {
      head = html;
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

describe('the first paste', { timeout: 600_000 }, () => {
  let console: Console;
  let page: Page;
  before(async () => {
    console = await openConsole();
    page = await console.open('/project/first/application/detail/web');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  });
  after(() => console[Symbol.asyncDispose]());

  const copied = async (step: string) => {
    await page.getByRole('button', { name: `Copy: ${step}` }).click();
    return String(await page.evaluate('navigator.clipboard.readText()'));
  };

  it('that does not come leads to a list of causes without a false one', async () => {
    const waiting = await page.context().newPage();
    await waiting.clock.install();
    const errors: string[] = [];
    waiting.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await waiting.goto(page.url());
    await waiting.getByText('Waiting for your first event').waitFor();
    await waiting.clock.fastForward(31_000);
    await waiting.getByText('The collector answers').waitFor();
    const health = await waiting.getByRole('link', { name: /health/ }).getAttribute('href');
    assert.equal((await fetch(String(health))).status, 200);
    assert.deepEqual(errors, []);
    await waiting.close();
  });

  it('of the script tag records a visit, and the app page turns green', async () => {
    await using site = await startSite();
    site.paste(await copied('Paste this into the head of every page'));
    const call = await copied('Record an event');
    const visitor = await console.browser.newPage();
    const errors: string[] = [];
    visitor.on('pageerror', (error) => errors.push(error.message));
    visitor.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    visitor.on('response', (answer) => answer.ok() || errors.push(`${answer.status()} ${answer.url()}`));
    await visitor.goto(`${site.url}/products`);
    await visitor.evaluate(call);
    await page.getByText('Event received:').waitFor();
    assert.deepEqual(errors, []);
    const rows = await console.product.queryUntil(
      `SELECT event_name, page_view_page_url, sdk_name, custom_parameters_json_str AS own FROM event_v2 WHERE app_id = 'web'
       ORDER BY event_timestamp, event_bundle_sequence_id`,
      (found) => found.some(({ event_name }) => event_name === 'button_click'),
    );
    assert.deepEqual(
      rows.map(({ event_name }) => event_name),
      ['_first_open', '_session_start', '_page_view', 'button_click'],
    );
    assert.ok(rows.every(({ sdk_name }) => sdk_name === 'millstream-web'));
    assert.equal(rows[2]?.page_view_page_url, `${site.url}/products`);
    assert.match(String(rows[3]?.own), /"place":\s*"?.*header/);
    await visitor.close();
    assert.deepEqual(await findViolations(page), []);
  });

  it('works under the content security policy of the manual', async () => {
    const manual = await readFile(new URL('../../docs/sdk-web.md', import.meta.url), 'utf8');
    const policy = /^ {4}(script-src .*)$/m.exec(manual)?.[1] ?? '';
    await using site = await startSite(
      policy.replaceAll('https://collect.example.org', console.product.collect),
    );
    site.paste(
      (await copied('Paste this into the head of every page')).replace(
        '<script async ',
        '<script async data-debug-overlay ',
      ),
    );
    const visitor = await console.browser.newPage();
    const errors: string[] = [];
    visitor.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await visitor.goto(site.url);
    await visitor.getByText('_page_view').waitFor();
    assert.deepEqual(errors, []);
    await visitor.close();
  });

  it('also records what the page calls before the script is there', async () => {
    await using site = await startSite();
    const paste = await copied('Paste this into the head of every page');
    site.paste(`${paste}<script>millstream.track('early_bird', { place: 'head' });</script>`);
    const visitor = await console.browser.newPage();
    await visitor.goto(site.url);
    const rows = await console.product.queryUntil(
      `SELECT event_name FROM event_v2 WHERE event_name = 'early_bird'`,
      (found) => found.length > 0,
    );
    assert.equal(rows.length, 1);
    await visitor.close();
  });

  it('brings along what the tag asks for besides, from the same collector', async () => {
    await using site = await startSite();
    const paste = await copied('Paste this into the head of every page');
    const more =
      'data-is-track-web-vital-events data-debug-overlay="address" data-global-attributes=\'{"shop":7}\'';
    site.paste(paste.replace('<script async ', `<script async ${more} `));
    const visitor = await console.browser.newPage();
    await visitor.goto(`${site.url}/?millstream-debug=1`);
    await visitor.evaluate(`millstream.track('with_globals')`);
    await visitor.getByText('with_globals').waitFor();
    const rows = await console.product.queryUntil(
      `SELECT event_name, custom_parameters_json_str->>'shop' AS shop FROM event_v2
       WHERE event_name IN ('with_globals', 'web_vital')`,
      (found) => new Set(found.map(({ event_name }) => event_name)).size === 2,
    );
    assert.ok(rows.every(({ shop }) => shop === '7'));
    await visitor.close();
  });
});
