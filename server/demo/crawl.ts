import { ClientSession } from './client-session.ts';
import crawlers from './data/crawlers.json' with { type: 'json' };
import type { Delivery } from './delivery.ts';
import type { Spot } from './look.ts';
import type { Random } from './random.ts';
import { drawArticle, drawCategory, drawProduct } from './shop.ts';
import type { Visitor } from './visitor.ts';
import { webPage } from './web-page.ts';
import { weightedChoice } from './weighted-choice.ts';

const drawCrawler = weightedChoice(crawlers.crawlers, (crawler) => crawler.weight);
const home = {
  country: 'US',
  city: 'Mountain View',
  timeZone: 'UTC',
  locale: 'en-US',
  currency: 'USD',
  weight: 0,
  networks: [],
};

function drawSpot(random: Random): Spot {
  const point = random.next();
  if (point < 0.6) return { kind: 'product', product: drawProduct(random) };
  if (point < 0.8) return { kind: 'category', slug: drawCategory(random).slug };
  return point < 0.92 ? { kind: 'article', article: drawArticle(random) } : { kind: 'home' };
}

function drawCrawlerVisitor(random: Random, appId: string, startMs: number): Visitor {
  const crawler = drawCrawler(random);
  const fields = {
    host_name: new URL(webPage({ kind: 'home' }).url).host,
    locale: 'en-US',
    system_language: 'en',
    country_code: 'US',
    make: 'Gecko',
    zone_offset: 0,
    screen_height: 731,
    screen_width: 411,
    viewport_height: 731,
    viewport_width: 411,
    sdk_name: 'aws-solution-clickstream-sdk',
    sdk_version: '0.12.6',
  };
  return {
    random,
    platform: 'Web',
    appId,
    place: home,
    device: { ua: crawler.ua, deviceId: random.uuid(), fields, isHandheld: false },
    addresses: [`${crawler.network}.${random.integer(1, 254)}`],
    inPocket: false,
    firstMs: startMs,
    clockLagMs: 0,
    loyalty: 0,
    identity: { pseudoId: random.uuid(), firstTouchMs: startMs },
    known: new Map(),
    accounts: [],
    account: null,
    loggedInMs: 0,
    hasOpened: false,
    sessionNumber: 0,
    bundleSequence: 0,
    appVersion: '',
    cart: [],
    freeFromMs: startMs,
  };
}

/** One crawl of the web shop by a search engine or the like, which runs the page's script but keeps no storage. */
export function crawl(random: Random, appId: string, startMs: number): Delivery[] {
  const visitor = drawCrawlerVisitor(random, appId, startMs);
  const session = new ClientSession(visitor, startMs, {});
  const pages = random.integer(4, 14);
  const result: Delivery[] = [];
  let atMs = startMs;
  for (let index = 0; index < pages; index++) {
    const page = webPage(drawSpot(random));
    session.surface = { _page_title: page.title, _page_url: page.url, _latest_referrer: '' };
    const before = session.events.length;
    if (index === 0) {
      session.record('_first_open', atMs);
      session.record('_session_start', atMs);
    }
    session.record('_page_view', atMs, { _page_referrer: '', _entrances: index === 0 ? 1 : 0 });
    visitor.bundleSequence += 1;
    result.push({
      ingestMs: atMs + 400 + random.integer(0, 300),
      uploadMs: atMs + 300,
      appId,
      platform: 'Web',
      sequence: visitor.bundleSequence,
      ip: visitor.addresses[0] ?? '',
      ua: visitor.device.ua,
      rid: random.hex(4),
      events: session.events.slice(before),
    });
    atMs += random.integer(1_500, 9_000);
  }
  return result;
}
