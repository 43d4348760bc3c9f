// The frame of all pages: sign-in first, one bar while the server is gone, languages, zones, size of the first page.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { startProduct } from '../product/start-product.ts';
import { until } from './demo-places.ts';
import { type Console, openConsole } from './open-console.ts';

/** Bytes of the first page as they travel, at most. */
const firstPageBytes = 500_000;

describe('the frame of all pages', () => {
  let console: Console;
  before(async () => {
    console = await openConsole();
  });
  after(() => console[Symbol.asyncDispose]());

  it('sends people who are not signed in to the sign-in, and back to where they wanted to be', async () => {
    const page = await console.open('/projects?sort=name', {}, '');
    await page.waitForURL(/\/signin\?to=/);
    assert.equal(new URL(page.url()).searchParams.get('to'), '/projects?sort=name');
    await page.close();
  });

  it('loads its first page with less than 500 KB', async () => {
    const page = await console.open('/nowhere');
    await page.getByRole('heading', { name: 'Nothing here' }).waitFor();
    const bytes = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter(({ name }) => !name.includes('/api/'))
        .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0),
    );
    assert.ok(bytes > 50_000 && bytes < firstPageBytes, `${bytes} bytes`);
    await page.close();
  });

  it('speaks Chinese and English, and follows the choice without a reload', async () => {
    const page = await console.open('/nowhere', { language: 'zh-CN' });
    await page.getByRole('heading', { name: '这里没有内容' }).waitFor();
    await page.locator('html[lang="zh-CN"]').waitFor();
    await page.getByRole('button', { name: '语言' }).click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Nothing here' }).waitFor();
    await page.close();
  });

  it('turns dark at a click', async () => {
    const page = await console.open('/nowhere');
    await page.getByRole('button', { name: 'Switch to dark' }).waitFor();
    const background = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const light = await background();
    await page.getByRole('button', { name: 'Switch to dark' }).click();
    await page.getByRole('button', { name: 'Switch to light' }).waitFor();
    await until(async () => ((await background()) === light ? undefined : true));
    await page.close();
  });

  it('finds one of a hundred apps in the header, by name, and stays on its page of the Studio', async () => {
    for (let at = 1; at <= 100; at += 1) {
      const number = String(at).padStart(3, '0');
      await console.call('POST', '/apps', {
        appId: `many_${number}`,
        name: `Shop ${number} <b>&`,
        timeZone: 'Asia/Tokyo',
      });
    }
    const page = await console.open('/analytics/first/app/web/explore/event?range=last-14-day');
    await page.getByRole('button', { name: /^App/ }).click();
    await page.locator('.ms-places').getByRole('combobox').fill('shop 077');
    await page.getByRole('option', { name: /Shop 077 <b>&/ }).click();
    await page.waitForURL(/\/analytics\/first\/app\/many_077\/explore\/event/);
    assert.equal(new URL(page.url()).searchParams.get('range'), 'last-14-day');
    await page.getByRole('button', { name: /^App/ }).filter({ hasText: 'Asia/Tokyo' }).waitFor();
    await page.close();
  });

  it('asks nothing of other machines', async () => {
    const page = await console.open('/nowhere');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${console.product.url}/analytics/first/app/web/explore/event`);
    await page.getByRole('navigation').first().waitFor();
    const foreign = asked.filter((url) => !url.startsWith(console.product.url) && !/^(data|blob):/.test(url));
    assert.deepEqual(foreign, []);
    await page.close();
  });
});

describe('a server that goes away', () => {
  it('leaves the page standing with one bar, and everything recovers without a reload', async () => {
    await using console = await openConsole();
    const { product } = console;
    const page = await console.open('/projects');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.evaluate(() => {
      (globalThis as { stayed?: boolean }).stayed = true;
    });
    await product.kill();
    await lostBar(page).waitFor();
    assert.equal(await page.getByRole('heading', { level: 1 }).isVisible(), true);
    const port = new URL(product.url).port;
    // It stands for 3 s only: the page may find the server before the test does.
    const connected = page.getByText('Connected again.').waitFor({ timeout: 90_000 });
    const [again] = await Promise.all([
      startProduct({ dataDir: product.dataDir, args: ['--port', port] }),
      connected,
    ]);
    await using _again = again;
    await lostBar(page).waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(() => (globalThis as { stayed?: boolean }).stayed), true);
    await page.reload();
    // The session outlives the server.
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.equal(new URL(page.url()).pathname, '/projects');
  });
});

function lostBar(page: Page) {
  return page.getByText(/Connection lost/).first();
}
