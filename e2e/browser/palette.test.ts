// Search or jump, and the keys of all pages.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { findViolations } from './find-violations.ts';
import { type Console, openConsole } from './open-console.ts';

const start = '/analytics/first/app/web/segments';

let console: Console;
before(async () => {
  console = await openConsole({ timeoutMs: 120_000 });
  await console.call('POST', '/apps/web/dashboards', {
    body: { version: 1, name: 'Shop <b>figures</b>', sheets: [{ id: 's1', name: 'Sales', tiles: [] }] },
  });
});
after(() => console[Symbol.asyncDispose]());

async function opened(path = start): Promise<Page> {
  const page = await console.open(path);
  await page.getByRole('heading', { level: 1, name: 'Segments' }).waitFor();
  return page;
}

function search(page: Page): Locator {
  return page.getByRole('combobox', { name: 'Search or jump' });
}

describe('search or jump', () => {
  it('finds a page in spite of typing errors, goes there by Enter, and shows it first the next time', async () => {
    const page = await opened();
    await page.keyboard.press('Control+k');
    await search(page).fill('quarntine');
    await page.getByRole('option', { name: /^Quarantine/ }).waitFor();
    assert.deepEqual(await findViolations(page), []);
    await search(page).press('Enter');
    await page.waitForURL(/\/project\/first\/quarantine/);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('option').first().waitFor();
    assert.match(await page.getByRole('option').first().innerText(), /^Quarantine/);
    await page.keyboard.press('Escape');
    await search(page).waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('finds dashboards, apps and actions, names as text', async () => {
    const page = await opened();
    await page
      .getByRole('button', { name: /^Search or jump/ })
      .first()
      .click();
    await search(page).fill('figures');
    await page.getByRole('option', { name: /Shop <b>figures<\/b>/ }).click();
    await page.waitForURL(/\/dashboard\/[^/]+$/);
    await page.keyboard.press('Control+k');
    await search(page).fill('new funnel');
    await search(page).press('Enter');
    await page.waitForURL(/\/explore\/funnel/);
    await page.context().close();
  });

  it('takes a pasted id to the find page', async () => {
    const page = await opened();
    await page.keyboard.press('Control+k');
    await search(page).fill('0f3c9a77-1111-4222-8333-444455556666');
    await page.getByRole('option', { name: /^Find event or request 0f3c9a77/ }).waitFor();
    await page.getByRole('option', { name: /^Open user 0f3c9a77/ }).waitFor();
    await search(page).press('Enter');
    await page.waitForURL(/\/project\/first\/find\/0f3c9a77-1111-4222-8333-444455556666/);
    await page.context().close();
  });
});

describe('keys of all pages', () => {
  it('go to pages, open the list, and leave fields alone', async () => {
    const page = await opened();
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    await page.waitForURL(/\/data-management\/events/);
    await page.getByRole('heading', { level: 1, name: 'Data management' }).waitFor();
    await page.keyboard.press('Control+k');
    await search(page).fill('');
    await page.keyboard.type('g?');
    assert.equal(await search(page).inputValue(), 'g?');
    await page.keyboard.press('Escape');
    await search(page).waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor();
    assert.deepEqual(await findViolations(page), []);
    await page.context().close();
  });

  it('can be switched off', async () => {
    const page = await opened();
    await page.keyboard.press('?');
    const kept = page.waitForResponse(
      (answer) => answer.url().endsWith('/api/me') && answer.request().method() === 'PATCH',
    );
    await page.getByText('Single keys work outside of fields').click();
    assert.equal((await kept).status(), 200);
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.keyboard.press('Control+k');
    await search(page).waitFor();
    assert.equal(await page.getByRole('heading', { name: 'Keyboard shortcuts' }).count(), 0);
    await page.context().close();
  });
});
