import { type Browser, chromium } from 'playwright-core';
import type { Figure } from './figure.ts';
import { percentile } from './paced-load.ts';
import type { Product } from './product.ts';
import { withDemo } from './product-figures.ts';

const demoEvents = 100_000;
const openings = 7;
const path = '/analytics/first/app/shop/dashboard/lifecycle';
const person = { name: 'Bench', email: 'bench@example.org', password: 'a password of the bench' };

/** Makes the first administrator; answers with the session's cookie. @throws Error when that is refused */
async function signIn({ url, setup }: Product): Promise<string> {
  const token = new URL(setup ?? url).searchParams.get('token');
  const headers = { 'content-type': 'application/json', origin: url };
  const answer = await fetch(`${url}/api/setup`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ token, ...person }),
  });
  if (!answer.ok) throw new Error(`set-up answered ${answer.status}: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** Opens the dashboard as somebody does whose browser has never seen it: nothing cached. */
async function openOnce(browser: Browser, url: string, cookie: string) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.setExtraHTTPHeaders({ cookie });
  const page = await context.newPage();
  const startedAt = performance.now();
  await page.goto(`${url}${path}`, { waitUntil: 'commit' });
  await page.locator('main canvas, main .ms-chart svg').first().waitFor({ timeout: 60_000 });
  const chartMs = performance.now() - startedAt;
  const paintMs = await page.evaluate<number>(
    `performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN`,
  );
  await context.close();
  return { chartMs, paintMs };
}

/** Time until the life cycle dashboard of a demo shop is first painted, and until its first chart stands. */
export function pageFigures(): Promise<Figure[]> {
  return withDemo(demoEvents, async (product, { events }) => {
    const cookie = await signIn(product);
    const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
    try {
      const times: { chartMs: number; paintMs: number }[] = [];
      for (let n = 0; n < openings; n += 1) times.push(await openOnce(browser, product.url, cookie));
      const figureOf = (name: string, of: readonly number[]): Figure => {
        const sorted = of.toSorted((a, b) => a - b);
        const told = [sorted[0] ?? Number.NaN, sorted.at(-1) ?? Number.NaN].map((ms) =>
          (ms / 1000).toFixed(2),
        );
        return {
          name: `life cycle dashboard of the demo shop, opened until its ${name}, median`,
          value: percentile(sorted, 0.5) / 1000,
          unit: 's',
          beside: `${told.join(' to ')} s in ${openings} openings without a cache; ${events} events; Chromium on the same cores`,
        };
      };
      const charts = figureOf(
        'first chart',
        times.map(({ chartMs }) => chartMs),
      );
      const paints = figureOf(
        'first paint',
        times.map(({ paintMs }) => paintMs),
      );
      return [paints, { ...charts, promise: { atMost: 2 } }];
    } finally {
      await browser.close();
    }
  });
}
