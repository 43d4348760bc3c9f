import type { Browser, BrowserContext, Page } from 'playwright-core';
import { shopOrigin as origin } from './start-shop.ts';

/** What the browser of the visit tells about itself. */
export const visitorBrowser = {
  locale: 'en-GB',
  timezoneId: 'Asia/Kolkata',
  viewport: { width: 1280, height: 720 },
  screen: { width: 1920, height: 1080 },
} as const;

/** Query of the page on which the visitor lands. */
export const landingQuery =
  'utm_source=google&utm_medium=cpc&utm_campaign=spring&utm_id=c-7&utm_term=tea+pots&gclid=click-1';

/** Opens a browser profile of its own for one visitor. */
export function newVisitor(browser: Browser): Promise<BrowserContext> {
  return browser.newContext(visitorBrowser);
}

/** Waits until the page's client runs. */
export async function untilClientRuns(page: Page): Promise<void> {
  await page.locator('body[data-client="ready"]').waitFor();
}

/** Opens a page of the shop and waits until its client runs. */
export async function open(page: Page, url: string, referer?: string): Promise<void> {
  await page.goto(url, referer === undefined ? {} : { referer });
  await untilClientRuns(page);
}

/** Stays on the page, where its client runs, until the client counts the look as engagement: more than a second. */
export async function stay(page: Page): Promise<void> {
  const sinceMs = Number(await page.evaluate('performance.now()'));
  await page.waitForFunction(`performance.now() > ${sinceMs + 1_200}`);
}

async function follow(page: Page, selector: string): Promise<void> {
  const answered = page.waitForEvent('load');
  await page.click(selector);
  await answered;
}

/** The whole visit: lands from an ad, looks around, searches, scrolls, logs in, follows a link off the site, buys. */
export async function visitShop(page: Page): Promise<void> {
  await open(page, `${origin}/?${landingQuery}`, 'https://www.google.com/');
  await stay(page);
  await follow(page, '#to-category');
  await untilClientRuns(page);
  await follow(page, '#to-product');
  await untilClientRuns(page);
  await page.click('button[data-product="p-1"]');
  await open(page, `${origin}/search?q=gr%C3%BCner+tee&sort=price`);
  await open(page, `${origin}/product/p-2`);
  await page.click('button[data-product="p-2"]');
  await open(page, `${origin}/story`);
  const scrolled = page.waitForRequest((request) => (request.postData() ?? '').includes('"_scroll"'));
  await page.evaluate('window.scrollTo(0, document.body.scrollHeight)');
  await scrolled;
  await open(page, `${origin}/account`);
  await page.click('button[data-action="log-in"]');
  await open(page, `${origin}/links`);
  await follow(page, '#partner-link span');
  await open(page, `${origin}/cart`);
  await page.click('button[data-action="buy"]');
  await open(page, `${origin}/account`);
  await page.click('button[data-action="log-out"]');
}

/** Says goodbye and closes the tab at once: what the client holds must leave with the closing page. */
export async function closeTab(page: Page): Promise<void> {
  await open(page, `${origin}/goodbye`);
  await stay(page);
  await page.click('button[data-action="say-goodbye"]');
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
}
