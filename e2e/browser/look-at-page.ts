import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { until } from './demo-places.ts';
import { findViolations } from './find-violations.ts';
import { pageTimeoutMs } from './open-console.ts';

/** Skeletons within the window: cards that were not asked for yet, since a card asks when it comes into view. */
const skeletonsInView = `[...document.querySelectorAll('.ms-skeleton')].filter((one) => {
  const { width, height, top, bottom } = one.getBoundingClientRect();
  return width > 0 && height > 0 && bottom > 0 && top < window.innerHeight;
}).length`;

/** Waits until a page has its heading and no panel in view is loading or about to; live streams go on. */
export async function untilSettled(page: Page, timeoutMs = pageTimeoutMs): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: timeoutMs });
  const busy = page.locator('.ms-state[aria-busy="true"]').first();
  await busy.waitFor({ state: 'detached', timeout: timeoutMs });
  await until(async () => ((await page.evaluate<number>(skeletonsInView)) === 0 ? true : undefined));
  await busy.waitFor({ state: 'detached', timeout: timeoutMs });
}

const words = JSON.parse(
  readFileSync(new URL('../../web/messages/en-US.json', import.meta.url), 'utf8'),
) as Record<string, string>;
/** First parts of the ids of all messages. */
const areas = new Set(Object.keys(words).map((id) => id.split('.')[0] ?? ''));

/** Texts on the page that are ids of messages which no file has. */
async function untranslated(page: Page): Promise<string[]> {
  const texts = await page.evaluate<string[]>(`[...document.querySelectorAll('body *')]
    .flatMap((element) => [...element.childNodes])
    .filter((node) => node.nodeType === 3)
    .map((node) => node.textContent.trim())
    .filter((text) => /^[a-z][A-Za-z-]*(\\.[A-Za-z][A-Za-z0-9-]*)+$/.test(text))`);
  return texts.filter((text) => areas.has(text.split('.')[0] ?? '')).slice(0, 5);
}

/** Problems of a page that stands: what axe finds, sideways scroll, texts without words. */
export async function problemsOf(page: Page): Promise<string[]> {
  const violations = await findViolations(page);
  const sideways = await page.evaluate<number>(
    'document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth',
  );
  const wordless = await untranslated(page);
  return [
    ...violations,
    ...(sideways > 1 ? [`the page scrolls sideways by ${sideways} px`] : []),
    ...wordless.map((text) => `no words for ${text}`),
  ];
}
