// Every scenario of the kit, in real pages of Chromium, with the names that are published.
import { after } from 'node:test';
import { testConformance, testExactlyOnce } from '@millstream/sdk-conformance';
import { WebDriver } from '../conformance/driver.ts';
import { bundleScript, servePages } from '../conformance/serve-pages.ts';
import { shrinkScript } from '../shrink-script.ts';
import { startChromium } from './start-chromium.ts';

const [browser, site] = await Promise.all([
  startChromium(),
  servePages(await shrinkScript(await bundleScript('conformance/page-of-ours.ts'), false)),
]);
const driver = new WebDriver(browser, site);
after(async () => {
  await driver.close();
  await browser.close();
  await site[Symbol.asyncDispose]();
});

testConformance(driver);
testExactlyOnce(driver);
