// Where a person was last comes first: apps in the header, work on the project's home. The home tells when the disk will be
// full, a run how long each of its stages took.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { problemsOf } from './look-at-page.ts';
import { type Console, openConsole, type WindowOptions } from './open-console.ts';

const app = '/analytics/first/app/web';
const hourMs = 3_600_000;
const looks: readonly WindowOptions[] = [
  { theme: 'light', language: 'en-US', width: 1280 },
  { theme: 'dark', language: 'zh-CN', width: 360, height: 780 },
];

/** Writes five days of sizes as the server samples them, counted back from now: so much more every hour. */
function sampleSizes(dataDir: string, bytesPerHour: number): void {
  const database = new DatabaseSync(join(dataDir, 'metrics.sqlite'), { timeout: 20_000 });
  const insert = database.prepare('insert into sample (project_id, at, metrics) values (?, ?, ?)');
  const now = Date.now();
  for (let hour = 1; hour <= 120; hour += 1)
    insert.run('first', now - hour * hourMs, JSON.stringify({ data_bytes: -hour * bytesPerHour }));
  database.close();
}

describe('the home of a project and the lists of the header', { timeout: 300_000 }, () => {
  let console: Console;
  let page: Page;
  before(async () => {
    console = await openConsole({ timeoutMs: 120_000 });
    for (const number of [1, 2, 3, 4, 5, 6, 7])
      await console.call('POST', '/apps', { appId: `shop${number}`, name: `Shop ${number}` });
    const event = { event_type: 'view', event_id: 'h-1', app_id: 'web', unique_id: 'u', platform: 'Web' };
    const body = JSON.stringify([{ ...event, timestamp: Date.now(), attributes: {} }]);
    const { collect } = console.product;
    await fetch(`${collect}/collect?appId=web&platform=Web`, { method: 'POST', body });
    await console.product.queryUntil(
      `SELECT count(*)::INTEGER AS n FROM event_v2 WHERE event_id = 'h-1'`,
      ([row]) => row?.n === 1,
    );
    const { disk } = await console.call<{ disk: { freeBytes: number } }>('GET', '/storage');
    sampleSizes(console.product.dataDir, disk.freeBytes / (24 * 200));
    page = await console.open('/nowhere');
  });
  after(() => console[Symbol.asyncDispose]());

  const go = (path: string) => page.goto(`${console.product.url}${path}`);
  /** Goes to a page, and on when the server keeps that it was opened. */
  const opened = async (path: string, list: 'recentWork' | 'recentApps', name: string) => {
    const kept = page.waitForResponse((response) => {
      const sent = response.request().postData() ?? '';
      return response.url().endsWith('/api/me') && sent.includes(list) && sent.includes(name);
    });
    await go(path);
    await kept;
  };
  const openAppList = async (view: Page, name: RegExp) => {
    await view.locator('.ms-places').getByRole('button', { name }).click();
    await view.getByRole('option').first().waitFor();
  };

  it('put the apps used last first, each with its state', async () => {
    for (const appId of ['shop6', 'shop2', 'web'])
      await opened(`/analytics/first/app/${appId}/segments`, 'recentApps', appId);
    await openAppList(page, /^App/);
    const recent = page.getByRole('group', { name: 'Last used' }).getByRole('option');
    await page.getByText('Receiving · 1 today').waitFor();
    const names = (await recent.allInnerTexts()).map((text) => text.split(' · ')[0]);
    assert.deepEqual(names.slice(1), ['Shop 2', 'Shop 6']);
    assert.match((await recent.first().innerText()) ?? '', /Receiving · 1 today/);
    assert.match((await recent.nth(1).innerText()) ?? '', /No events in 2 days/);
    const others = page.getByRole('group', { name: 'All others' }).getByRole('option');
    assert.equal(await others.count(), 5);
    assert.deepEqual(await problemsOf(page), []);
    await page.keyboard.press('Escape');
  });

  it('offer to continue what was opened last, by the name it has now, and leave out what is gone', async () => {
    await go('/project/detail/first');
    await page.getByText('Nothing opened yet.', { exact: false }).waitFor();
    const board = (name: string) => ({ version: 1, name, sheets: [{ id: 's1', name: 'Sales', tiles: [] }] });
    const made = async (path: string, body: unknown) =>
      (await console.call<{ id: string }>('POST', `/apps/web/${path}`, { body })).id;
    const [kept, gone] = [
      await made('dashboards', board('Before')),
      await made('dashboards', board('Gone soon')),
    ];
    const spec = {
      ...{ version: 1, projectId: 'first', appId: 'web', kind: 'event' },
      time: { type: 'relative', lastN: 7, unit: 'day' },
      event: { metrics: [{ event: 'view', measure: { type: 'eventCount' } }] },
    };
    const saved = await made('explorations', { version: 1, title: 'Views <b>', description: '', spec });
    await opened('/analytics/first/app/no-such/dashboard/lifecycle', 'recentWork', 'no-such');
    for (const [path, word] of [
      [`dashboard/${gone}`, gone],
      [`dashboard/${kept}`, kept],
      ['dashboard/lifecycle', 'lifecycle'],
      [`explore/event?saved=${saved}`, saved],
    ] as const)
      await opened(`${app}/${path}`, 'recentWork', word);
    await console.call('DELETE', `/apps/web/dashboards/${gone}?version=1`, {});
    await console.call('PUT', `/apps/web/dashboards/${kept}`, { version: 1, body: board('After') });
    await go('/project/detail/first');
    const list = page.locator('.ms-continue li');
    await list.getByText('After').waitFor();
    const names = (await list.allInnerTexts()).map((text) => text.split('\n')[0]);
    assert.deepEqual(names, ['Views <b>', 'User life cycle – default', 'After']);
    assert.deepEqual(await problemsOf(page), []);
    await list.getByRole('button', { name: 'Views <b>' }).click();
    await page.waitForURL((url) => url.searchParams.get('saved') === saved && url.searchParams.has('q'));
  });

  it('tell when the disk will be full, and how long each stage of a run took', async () => {
    const { items } = await console.call<{ items: { runId: string }[] }>(
      'GET',
      '/projects/first/runs?kind=load&state=Succeeded',
    );
    const run = `/project/first/runs/${items[0]?.runId}`;
    for (const look of looks) {
      const isEnglish = look.language === 'en-US';
      const view = await console.open('/project/detail/first', look);
      await view.getByText(isEnglish ? /full in about [67] months/ : /约 [67]个月后写满/).waitFor();
      await view.getByText('Views <b>').waitFor();
      assert.deepEqual(await problemsOf(view), []);
      // On a phone the lists are behind a button.
      if (look.width === 360) await view.getByRole('button', { name: '项目和应用' }).click();
      await openAppList(view, isEnglish ? /^App Web/ : /^应用 Web/);
      await view.getByText(isEnglish ? 'Receiving · 1 today' : '正在接收 · 今天 1').waitFor();
      assert.deepEqual(await problemsOf(view), []);
      await view.goto(console.product.url + run);
      const stages = view.locator('.ms-stages li');
      await stages.first().waitFor();
      const texts = await stages.allInnerTexts();
      const words = isEnglish
        ? ['Wait for its turn', 'Process raw files', 'Store rows']
        : ['等待轮次', '处理原始文件', '存储行'];
      assert.equal(texts.length, words.length);
      for (const [index, word] of words.entries())
        assert.match(texts[index] ?? '', new RegExp(`${word}[^]* (ms|s) · \\d+%`));
      assert.deepEqual(await problemsOf(view), []);
      await view.context().close();
    }
  });
});
