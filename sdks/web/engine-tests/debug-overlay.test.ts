import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { openSite } from './open-page.ts';

const site = await openSite();
after(() => site[Symbol.asyncDispose]());

const configuration = { debugOverlay: true };
const panelOf = (page: Page) => page.getByRole('region', { name: 'Events that Millstream records' });
const entryOf = (page: Page, name: string) => panelOf(page).getByRole('listitem').filter({ hasText: name });

describe('the overlay', () => {
  it('lists events newest first, those before it was loaded too, and opens their attributes', async () => {
    await using opened = await site.open({ configuration });
    const { page } = opened;
    await page.evaluate('millstream.track("cart_add", { item: "<b>7</b>" })');
    await entryOf(page, 'cart_add').getByText('sent').waitFor();
    const names = await panelOf(page).locator('b').allInnerTexts();
    assert.deepEqual(names, ['cart_add', '_page_view', '_session_start', '_first_open']);
    await panelOf(page).getByText('0 waiting').waitFor();
    await entryOf(page, 'cart_add').locator('summary').click();
    await panelOf(page).getByText('<b>7</b>', { exact: true }).waitFor();
    assert.match(await panelOf(page).locator('time').first().innerText(), /^\d\d:\d\d:\d\d\.\d{3}$/);
  });

  it('tells what became of events that the collector refused, and how many wait', async () => {
    await using opened = await site.open({ configuration });
    const { page, collector } = opened;
    await entryOf(page, '_page_view').getByText('sent').waitFor();
    collector.plan([{ status: 503, times: 1, retryAfter: 60 }]);
    await page.evaluate('millstream.track("late")');
    await entryOf(page, 'late').getByText('refused: 503').waitFor();
    await page.evaluate('millstream.track("later")');
    await entryOf(page, 'later').getByText('queued').waitFor();
    await panelOf(page).getByText('2 waiting').waitFor();
  });

  it('keeps the last 100 events, and none after Clear', async () => {
    await using opened = await site.open({ configuration });
    const { page } = opened;
    await page.evaluate('for (let n = 1; n <= 120; n++) millstream.track("event_" + n)');
    await entryOf(page, 'event_120').waitFor();
    await page.waitForFunction(
      'document.querySelector("[data-millstream]").shadowRoot.querySelectorAll("li").length === 100',
    );
    assert.equal(await panelOf(page).getByText('event_20', { exact: true }).count(), 0);
    await opened.until('event_120');
    await panelOf(page).getByText('0 waiting').waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
    assert.equal(await panelOf(page).getByRole('listitem').count(), 0);
    await page.getByText('No events yet').waitFor();
  });

  it('closes by its button and by the keyboard, and collecting goes on', async () => {
    for (const close of ['click', 'Escape']) {
      await using opened = await site.open({ configuration });
      const { page } = opened;
      const button = panelOf(page).getByRole('button', { name: 'Close' });
      if (close === 'click') await button.click();
      else await button.press(close);
      await panelOf(page).waitFor({ state: 'detached' });
      await page.evaluate('millstream.track("after")');
      assert.equal((await opened.attributesOf('after')).length, 1);
    }
  });

  it('opens entries by the keyboard', async () => {
    await using opened = await site.open({ configuration });
    const { page } = opened;
    await entryOf(page, '_first_open').locator('summary').press('Enter');
    await entryOf(page, '_first_open').getByText('_session_number', { exact: true }).waitFor();
  });

  it('stays away from a browser that cannot draw it, and disturbs neither page nor events', async () => {
    const problems: string[] = [];
    const warned = Promise.withResolvers<void>();
    await using opened = await site.open({
      configuration: { ...configuration, isTrackErrorEvents: true },
      async prepare(page) {
        page.on('pageerror', (error) => problems.push(error.message));
        page.on('console', (message) => {
          if (message.type() === 'warning') problems.push(message.text());
          if (message.text().includes('overlay')) warned.resolve();
        });
        await page.addInitScript('window.CSSStyleSheet = undefined');
      },
    });
    const { page } = opened;
    await Promise.race([warned.promise, opened.until('_app_exception')]);
    await page.evaluate('millstream.track("after")');
    assert.equal((await opened.attributesOf('after')).length, 1);
    assert.deepEqual(await opened.attributesOf('_app_exception'), []);
    assert.equal(await page.locator('[data-millstream]').count(), 0);
    assert.match(problems.join(), /^\[millstream\] the overlay could not be loaded/);
  });

  const cases: readonly { readonly option: unknown; readonly path: string; readonly isShown: boolean }[] = [
    { option: 'address', path: '/?millstream-debug=1', isShown: true },
    { option: 'address', path: '/', isShown: false },
    { option: undefined, path: '/?millstream-debug=1', isShown: false },
    { option: false, path: '/?millstream-debug=1', isShown: false },
  ];
  for (const { option, path, isShown } of cases)
    it(`${isShown ? 'is shown' : 'is not loaded'} with debugOverlay ${option} at ${path}`, async () => {
      await using opened = await site.open({ path, configuration: { debugOverlay: option } });
      if (isShown) await panelOf(opened.page).waitFor();
      await opened.attributesOf('_page_view');
      const files = await opened.page.evaluate(
        'performance.getEntriesByType("resource").filter(({ name }) => /overlay/.test(name)).length',
      );
      assert.equal(files, isShown ? 1 : 0);
    });
});
