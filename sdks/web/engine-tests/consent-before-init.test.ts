import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { openSite } from './open-page.ts';

const site = await openSite({ 'early-consent': 'engine-tests/pages/early-consent.ts' });
after(() => site[Symbol.asyncDispose]());

/** Notes the key of everything that is written to the storage. */
const noteKeys = `window.writtenKeys = [];
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (key, value) { writtenKeys.push(key); setItem.call(this, key, value); };`;

const open = (told: string, earlyCalls = 1) =>
  site.open({
    script: 'early-consent.js',
    configuration: { told, earlyCalls },
    async prepare(page) {
      await page.addInitScript(noteKeys);
    },
  });

describe('consent that is told before init', () => {
  for (const earlyCalls of [1, 101])
    it(`is that of the start when it is a denial behind ${earlyCalls} calls: no id is ever written, nothing is sent`, async () => {
      await using opened = await open('denied', earlyCalls);
      await opened.page.evaluate('millstream.flushEvents()');
      assert.deepEqual(await opened.page.evaluate('[...new Set(writtenKeys)]'), ['millstream.consent']);
      assert.deepEqual(opened.collector.storedEvents(), []);
    });

  it('lets what was recorded before it go out when it is a permission', async () => {
    await using opened = await open('granted');
    assert.equal((await opened.until('early')).length, 1);
    assert.equal((await opened.until('_first_open')).length, 1);
  });
});
