// Every page there is, in several looks: nothing that axe calls serious, no sideways scroll, words for everything, no error
// of its own, nothing asked of other machines.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { type PlaceValues, pageAddress, pagePatterns } from './all-pages.ts';
import { placesOfDemo } from './demo-places.ts';
import { problemsOf, untilSettled } from './look-at-page.ts';
import { manualPictures } from './manual-pictures.ts';
import { type Console, openConsole, type WindowOptions } from './open-console.ts';

/** Folder that pictures of all pages are written to; none without the variable. */
const pictures = process.env.PAGE_PICTURES;
/** `docs/images` holds the manual's pictures only. */
const isManual = pictures?.endsWith('docs/images') ?? false;

const looks: readonly (WindowOptions & { readonly name: string })[] = [
  { name: 'light, English, 1280 px', theme: 'light', language: 'en-US', width: 1280 },
  { name: 'dark, Chinese, 1920 px', theme: 'dark', language: 'zh-CN', width: 1920, height: 1080 },
  { name: 'light, English, 360 px', theme: 'light', language: 'en-US', width: 360, height: 780 },
];

/** Pages for people who are not signed in. */
const openPages: ReadonlySet<string> = new Set(['/signin', '/setup']);

describe('every page', { timeout: 1_800_000 }, () => {
  let console: Console;
  let places: PlaceValues;
  before(async () => {
    console = await openConsole({ args: ['--demo'], timeoutMs: 120_000 });
    places = await placesOfDemo(console);
  });
  after(() => console[Symbol.asyncDispose]());

  describe('the pictures of the manual', () => {
    for (const { name, address, look = {} } of manualPictures) {
      it(`${name}.png shows a page with data`, async () => {
        const page = await console.open(address.replace('/main/', `/${places.pipelineId}/`), look);
        await untilSettled(page);
        await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => {});
        assert.deepEqual(await problemsOf(page), []);
        if (pictures !== undefined) {
          mkdirSync(pictures, { recursive: true });
          await page.screenshot({ path: join(pictures, `${name}.png`) });
        }
        await page.close();
      });
    }
  });

  for (const look of looks) {
    describe(`in ${look.name}`, () => {
      let page: Page;
      const errors: string[] = [];
      before(async () => {
        page = await console.open('/nowhere', look);
        page.on('pageerror', ({ message }) => errors.push(message));
        page.on('request', (request) => {
          const url = request.url();
          if (!url.startsWith(console.product.url) && !/^(data|blob):/.test(url)) errors.push(`asks ${url}`);
        });
        page.on('response', (response) => {
          if (response.status() >= 500) errors.push(`${response.status()} ${response.url()}`);
        });
      });
      for (const pattern of pagePatterns()) {
        it(pattern, async () => {
          errors.length = 0;
          const address = pageAddress(pattern, places);
          const view = openPages.has(pattern) ? await console.open(address, look, '') : page;
          if (view === page) await page.goto(console.product.url + address);
          await untilSettled(view);
          if (pictures !== undefined && !isManual) {
            mkdirSync(pictures, { recursive: true });
            const name = `${pattern.replaceAll(/[/:?]+/g, '-').replace(/^-/, '') || 'home'}.${look.width}.png`;
            await view.screenshot({ path: join(pictures, name) });
          }
          assert.deepEqual([...(await problemsOf(view)), ...errors], []);
          if (view !== page) await view.close();
        });
      }
    });
  }
});
