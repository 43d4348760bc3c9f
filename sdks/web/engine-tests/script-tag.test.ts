// The script of the tag as it is handed out, in pages that treat it carelessly.
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { bundleModules } from '@millstream/sdk-packaging';
import { shrinkScript } from '../shrink-script.ts';
import { type OpenPage, openSite } from './open-page.ts';

const [site, scripts] = await Promise.all([
  openSite({ nothing: 'page-life.ts' }),
  bundleModules({
    folder: fileURLToPath(new URL('..', import.meta.url)),
    entries: { millstream: 'script.ts' },
    format: 'script',
    lazyPrefix: 'millstream-',
    shrink: shrinkScript,
  }),
]);
after(() => site[Symbol.asyncDispose]());

/** Opens a page without the SDK that hands out the script. */
const open = () =>
  site.open({
    script: 'nothing.js',
    async prepare(page) {
      await page.route('**/millstream.js', (route) =>
        route.fulfill({ contentType: 'text/javascript', body: scripts.get('millstream.js') ?? '' }),
      );
    },
  });

/** Puts the tag into the page, as its own scripts or a tag manager do. */
const addTag = ({ page, collector }: OpenPage) =>
  page.evaluate(`new Promise((done) => {
    const tag = document.createElement('script');
    Object.assign(tag.dataset, { appId: 'shop', endpoint: '${collector.endpoint}' });
    tag.onload = done;
    tag.src = '/millstream.js';
    document.head.append(tag);
  })`);

describe('the script of the tag', () => {
  it('counts once in a page that loads it twice, and records waiting calls once', async () => {
    await using opened = await open();
    const warnings: string[] = [];
    opened.page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
    await opened.page.evaluate(`
      window.millstream = { q: [['track', 'early']] };
      window.held = millstream;
    `);
    await addTag(opened);
    await addTag(opened);
    await opened.page.evaluate(`held.track('later'); history.pushState({}, '', '/next')`);
    assert.equal((await opened.until('_page_view', 2)).length, 2);
    assert.equal((await opened.attributesOf('early')).length, 1);
    assert.equal((await opened.attributesOf('later')).length, 1);
    assert.equal((await opened.attributesOf('_page_view')).length, 2);
    assert.deepEqual(warnings, ['[millstream] the script is on this page already']);
  });

  it('gives waiting calls the time that they were made', async () => {
    await using opened = await open();
    const calledAtMs = Date.now() - 60_000;
    await opened.page.evaluate(`window.millstream = { q: [[${calledAtMs}, 'track', 'timed']] }`);
    await addTag(opened);
    await opened.page.evaluate(`millstream.track('later')`);
    await opened.until('later');
    const times = ['timed', 'later'].map((name) => {
      const found = opened.collector.storedEvents().find(({ event_type }) => event_type === name);
      return Number(found?.timestamp);
    });
    assert.equal(times[0], calledAtMs);
    assert.ok(Number(times[1]) > calledAtMs);
  });
});
