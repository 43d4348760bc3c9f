// Two subdomains of one site, on pages that are not served securely: no Web Locks, no hashes.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openCollectorDouble } from '@millstream/sdk-conformance';
import { bundleScript, servePages } from '../conformance/serve-pages.ts';
import { startChromium } from './start-chromium.ts';

async function visit(cookieDomain: string | null): Promise<readonly string[]> {
  const collector = await openCollectorDouble();
  await using site = await servePages(await bundleScript('script.ts'));
  const browser = await startChromium(['--host-resolver-rules=MAP *.example.test 127.0.0.1']);
  try {
    const page = await browser.newPage();
    const settings = { appId: 'shop', endpoint: collector.endpoint, ...(cookieDomain && { cookieDomain }) };
    for (const host of ['www', 'shop']) {
      await page.goto(site.origin.replace('localhost', `${host}.example.test`));
      const before = collector.requests.length;
      await page.evaluate(`millstream.init(${JSON.stringify(settings)})`);
      await page.evaluate('millstream.flushEvents()');
      assert.ok(collector.requests.length > before);
    }
    const views = collector.storedEvents().filter(({ event_type }) => event_type === '_page_view');
    assert.deepEqual(
      views.map(({ host_name }) => host_name),
      ['www.example.test', 'shop.example.test'],
    );
    const openings = collector.storedEvents().filter(({ event_type }) => event_type === '_first_open');
    return [...views.map(({ unique_id }) => String(unique_id)), String(openings.length)];
  } finally {
    await browser.close();
    await collector.close();
  }
}

describe('subdomains', () => {
  it('see one visitor when they share a cookie', async () => {
    const [first, second, openings] = await visit('example.test');
    assert.equal(first, second);
    assert.equal(openings, '1');
  });

  it('see two without it', async () => {
    const [first, second, openings] = await visit(null);
    assert.notEqual(first, second);
    assert.equal(openings, '2');
  });
});
