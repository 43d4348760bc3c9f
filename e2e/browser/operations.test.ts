// An operator sets an app up, sees why a request was refused, follows a number of the ledger to its raw text, mends the
// quarantine, tries and uses a plug-in, sets an alarm, makes a backup.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { findViolations } from './find-violations.ts';
import { type Console, openConsole } from './open-console.ts';

const plugin = (
  version: string,
  city: string,
) => `import { definePlugin } from '@millstream/processing/plugin';
export default definePlugin({ name: 'city', version: '${version}', apiVersion: 1, kind: 'enrichment', reads: ['geo_city'],
  description: 'Fills the city', enrich: (rows) => rows.map((row) => ({ ...row, geo_city: '${city}' })) });`;

describe('the pages of operations', { timeout: 900_000 }, () => {
  let console: Console;
  let page: Page;
  const folder = mkdtempSync(join(tmpdir(), 'millstream-pages-'));
  before(async () => {
    console = await openConsole();
    page = await console.open('/project/first/application/detail/web');
  });
  after(async () => {
    await console[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const dialog = () => page.getByRole('dialog').filter({ visible: true });
  const go = (path: string) => page.goto(`${console.product.url}${path}`);
  const send = async (query: string, body: string) =>
    (await fetch(`${console.product.collect}/collect?${query}`, { method: 'POST', body })).status;
  const event = (id: string, more: object = {}) => ({
    ...{ event_type: 'view', event_id: id, app_id: 'web', unique_id: 'u-1', timestamp: Date.now() },
    ...{ platform: 'Web', attributes: {}, ...more },
  });

  it('wait for the first event, tell why a request was refused and which app was meant', async () => {
    await page.getByText('Waiting for your first event').waitFor();
    await page.getByText('data-app-id="web"').waitFor();
    assert.equal(await send('appId=wbe', '[]'), 403);
    await page.getByText('app id "wbe" is not registered').first().waitFor();
    await button('Why?').first().click();
    await page.getByText('Did you mean "web"?').waitFor();
    assert.deepEqual(await findViolations(page), []);
  });

  it('show an event within two seconds, and turn green when it is stored', async () => {
    // The fastest of some: a machine that is busy with other tests is slow now and then.
    let fastestMs = Number.POSITIVE_INFINITY;
    for (let at = 1; at <= 5 && fastestMs > 2_000; at += 1) {
      const markup = `<img src=x onerror=alert(${at})>`;
      const sentAt = performance.now();
      const events = JSON.stringify([event(`e-1-${at}`, { event_type: markup })]);
      assert.equal(await send('appId=web&platform=Web', events), 200);
      await page.getByText(markup).first().waitFor();
      fastestMs = Math.min(fastestMs, performance.now() - sentAt);
    }
    assert.ok(fastestMs <= 2_000, `${fastestMs} ms`);
    await page.getByText('Event received:').waitFor();
    await button('Send test event').click();
    await page.getByText('millstream_test').first().waitFor();
    assert.deepEqual(await findViolations(page), []);
  });

  it('open as many rows as a number of the ledger says, down to the raw text, and find an event by its id', async () => {
    const shop = Array.from({ length: 4 }, (_, index) => event(`s-${index}`, { app_id: 'shop' }));
    await send('appId=web&platform=Web', JSON.stringify([event('e-2'), ...shop]));
    await go('/project/first/ledger');
    const rejected = button('rejected: 4').first();
    await rejected.waitFor();
    await page.getByText('balanced').first().waitFor();
    await rejected.click();
    await page.getByText('4 rows').waitFor();
    assert.equal(await page.getByText('Rejected: the app is not registered').count(), 4);
    await button(/view · web Rejected/)
      .first()
      .click();
    await page.getByText('"data":').first().waitFor();
    assert.deepEqual(await findViolations(page), []);
    await page.getByLabel('Find any id').fill('e-2');
    await button('Find').click();
    await page.waitForURL(/\/find\/e-2$/);
    await page.getByText(/^Processed after/).waitFor();
    await page.getByText('Stored', { exact: true }).first().waitFor();
    assert.deepEqual(await findViolations(page), []);
    await page.getByLabel('Find any id').fill('nobody');
    await button('Find').click();
    await page.getByText('No request or event with this id').waitFor();
  });

  it('replay refused events after the fix, with a dry run before and a receipt after', async () => {
    await go('/project/first/quarantine');
    await page.getByText('4 records in 1 group').waitFor();
    await page.locator('tbody input[type=checkbox]').first().click({ force: true });
    await button('Replay selected…').click();
    await dialog().getByRole('button', { name: 'Dry run' }).click();
    await dialog().getByText('4 would still fail (1 reason)').waitFor();
    await console.call('POST', '/apps', { appId: 'shop', name: 'Shop' });
    await dialog().getByRole('button', { name: 'Dry run again' }).click();
    await dialog().getByText('4 events would now be stored').waitFor();
    assert.deepEqual(await findViolations(page), []);
    await dialog().getByRole('button', { name: 'Replay', exact: true }).click();
    await dialog().getByText('Stored: 4 human, 0 bot').waitFor();
    await dialog().getByRole('button', { name: 'Close' }).last().click();
    await page.getByText('Quarantine is empty.').waitFor();
    await page.getByText('Receipts of replays').waitFor();
    assert.deepEqual(await findViolations(page), []);
  });

  it('take a plug-in, show what it changes before it is used, use it, and keep it from being removed', async () => {
    await go('/plugins');
    for (const [version, city] of [
      ['1.2', 'Lyon'],
      ['1.3', 'Paris'],
    ] as const) {
      writeFileSync(join(folder, `city-${version}.ts`), plugin(version, city));
      await button('Upload').first().click();
      await page.setInputFiles('input[type=file]', join(folder, `city-${version}.ts`));
      await dialog().getByRole('button', { name: 'Upload' }).click();
      await page.getByText(`city ${version} is there.`).waitFor();
    }
    assert.deepEqual(await findViolations(page), []);
    await go('/plugins/city/try?version=1.3');
    await button('Run').click();
    await page.getByText(/^Tried on \d+ records?, nothing was stored/).waitFor();
    await page.getByText('"Paris"').waitFor();
    assert.deepEqual(await findViolations(page), []);
    await go('/plugins');
    await page
      .getByRole('row', { name: /city 1\.3/ })
      .locator('input[type=radio]')
      .click({ force: true });
    await button('Use in a pipeline').click();
    await dialog().getByRole('button', { name: 'Use 1.3 from now' }).click();
    await page.getByText('first uses city 1.3 from now on.').waitFor();
    await send('appId=web&platform=Web', JSON.stringify([event('e-3')]));
    await console.product.queryUntil(
      `SELECT geo_city FROM event_v2 WHERE event_id = 'e-3'`,
      (rows) => rows[0]?.geo_city === 'Paris',
    );
    const removed = await console
      .call('DELETE', '/plugins/city/1.3', {})
      .catch((error: Error) => error.message);
    assert.match(String(removed), /PLUGIN_IN_USE/);
  });

  it('tell how often an alarm would have fired, and keep its threshold', async () => {
    await go('/alarms');
    await button('Little disk is free').click();
    await page.getByText('With this threshold it would have fired never').waitFor();
    await page.getByLabel('Threshold (percent)').fill('1');
    await button('Save').click();
    await page.getByText('The alarm is saved.').waitFor();
    await page.getByText('< 1.0%').waitFor();
    assert.deepEqual(await findViolations(page), []);
  });

  it('make a backup, tell what it holds, and ask before it is restored', async () => {
    await go('/settings/backup');
    await button('Back up now').click();
    await page.getByText('Done', { exact: true }).waitFor();
    await page.locator('tbody input[type=radio]').first().click({ force: true });
    await button('Restore…').click();
    await dialog()
      .getByText(/First project: apps [a-z]+, [a-z]+, \d+ events/)
      .waitFor();
    assert.deepEqual(await findViolations(page), []);
    await dialog().getByRole('button', { name: 'Restore at the next start' }).click();
    await page.getByText('is restored at the next start of the server').waitFor();
    await button('Do not restore').click();
    await page.getByText('is restored at the next start of the server').waitFor({ state: 'detached' });
  });
});
