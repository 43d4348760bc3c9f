// Calls of init that cannot start anything leave the page and a later init alone.
import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { openSite } from './open-page.ts';

const site = await openSite();
after(() => site[Symbol.asyncDispose]());

it('starts with the first settings that are whole, and never twice', async () => {
  await using opened = await site.open({ configuration: { appId: '' } });
  const { page } = opened;
  for (const careless of [
    'undefined',
    'null',
    '{}',
    "{ appId: 'shop' }",
    "{ ...settings, appId: 'shop', endpoint: 'no address' }",
  ])
    assert.equal(await page.evaluate(`millstream.init(${careless})`), false, careless);
  assert.equal(await page.evaluate("millstream.init({ ...settings, appId: 'shop' })"), true);
  assert.equal(await page.evaluate("millstream.init({ ...settings, appId: 'shop' })"), false);
  assert.equal((await opened.until('_first_open')).length, 1);
  assert.equal(opened.collector.storedEvents()[0]?.app_id, 'shop');
});
