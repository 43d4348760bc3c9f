import type { Browser } from 'playwright-core';
import { startChromium } from '../browser/start-chromium.ts';
import { partnerOrigin, shopOrigin } from './start-shop.ts';

/**
 * `User-Agent` of the browser. It is a flag of the whole browser, because one set for a page is not used by requests
 * that outlive the page.
 */
export const browserUserAgent =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.0.0 Safari/537.36';

/**
 * Starts the installed Chromium without a window; `CHROMIUM` names another binary than `/usr/bin/chromium`.
 * The sites of the shop are found on `shopPort`: names below `localhost` count as secure, which the client's hashing
 * needs, and the browser sees them without a port.
 */
export function startBrowser(shopPort: number): Promise<Browser> {
  const hosts = [shopOrigin, partnerOrigin].map(
    (origin) => `MAP ${new URL(origin).host}:80 127.0.0.1:${shopPort}`,
  );
  return startChromium([`--user-agent=${browserUserAgent}`, `--host-resolver-rules=${hosts.join(', ')}`]);
}
