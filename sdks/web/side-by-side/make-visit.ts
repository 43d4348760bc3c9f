import type { Action } from '@millstream/sdk-conformance';
import { type CollectorDouble, type JsonObject, openCollectorDouble } from '@millstream/sdk-conformance';
import type { Browser } from 'playwright-core';
import { WebDriver } from '../conformance/driver.ts';
import { bundleScript, servePages } from '../conformance/serve-pages.ts';

/** A step of the visit: something the app, the person or the device does, time that passes, or a click on the page. */
type Step =
  | Action
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'click'; readonly target: string };

const teaPot = { id: 'p-1', name: 'Tea pot', price: 24.5, quantity: 2, category: 'kitchen' };
const startAtMs = Date.parse('2026-03-01T10:00:00.000Z');
const partner = 'https://partner.example/deal';

const body = `<main style="height:4000px"><a id="out" class="deal big" href="${partner}">Deal</a>
<a id="in" href="http://localhost/inside">Inside</a><script>addEventListener('click', (event) => event.preventDefault())</script></main>`;

/** One visit of a shop, from an ad to the closed tab. */
const visit: readonly Step[] = [
  {
    do: 'start',
    url: '/shop?utm_source=google&utm_medium=cpc&gclid=c-1',
    title: 'Shop',
    referrer: 'https://search.example/find',
  },
  { do: 'wait', ms: 2_000 },
  { do: 'setGlobalAttributes', attributes: { channel: 'web', plan: 'global' } },
  { do: 'track', name: 'seen', attributes: { plan: 'own', price: 12.5, isNew: true } },
  { do: 'track', name: 'put_into_cart', attributes: {}, items: [teaPot] },
  { do: 'wait', ms: 1_000 },
  { do: 'click', target: '#out' },
  { do: 'click', target: '#in' },
  { do: 'view', name: 'Search', path: '/search?q=tea%20pot' },
  { do: 'wait', ms: 5_000 },
  { do: 'identify', userId: 'ann' },
  { do: 'setUserAttributes', attributes: { plan: 'gold', age: 37 } },
  { do: 'track', name: '1 wrong name' },
  { do: 'track', name: 'long', attributes: { text: 'x'.repeat(1_025) } },
  { do: 'background' },
  { do: 'wait', ms: 10_000 },
  { do: 'foreground' },
  { do: 'wait', ms: 3_000 },
  { do: 'identify', userId: 'bob' },
  { do: 'identify', userId: null },
  { do: 'view', name: 'Cart' },
  { do: 'wait', ms: 1_500 },
  { do: 'background' },
];

async function play(driver: WebDriver, collector: CollectorDouble): Promise<void> {
  let id = 0;
  let elapsedMs = 0;
  const tell = async (action: Action) => {
    id += 1;
    const answer = await driver.send({ ...action, id });
    if (!('ok' in answer) || !answer.ok) throw new Error(`${action.do}: ${JSON.stringify(answer)}`);
    return answer.result ?? {};
  };
  const rest = async (untilMs: number): Promise<void> => {
    for (;;) {
      await tell({ do: 'settle', hanging: 0 });
      const { fired = 0, elapsedMs: nowMs = 0 } = await tell({ do: 'tick', untilMs });
      if (fired === 0 && nowMs >= untilMs) return;
    }
  };
  await tell({ do: 'reset', endpoint: collector.endpoint, appId: 'shop', startAtMs });
  for (const step of visit) {
    if (step.do === 'wait') elapsedMs += step.ms;
    else if (step.do === 'click') await driver.page().click(step.target);
    else await tell(step);
    await rest(elapsedMs);
  }
}

/** What a client's visit left at the collector. */
export interface VisitRecord {
  readonly events: readonly JsonObject[];
  readonly requests: number;
  readonly preflights: number;
}

/** Makes the visit with one client. @param entry its page script */
export async function makeVisit(browser: Browser, entry: string): Promise<VisitRecord> {
  const collector = await openCollectorDouble();
  await using site = await servePages(await bundleScript(entry), body);
  const driver = new WebDriver(browser, site);
  try {
    await play(driver, collector);
    return {
      events: collector.storedEvents(),
      requests: collector.requests.length,
      preflights: collector.preflights,
    };
  } finally {
    await driver.close();
    await collector.close();
  }
}
