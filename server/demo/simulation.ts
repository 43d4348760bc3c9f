import { dayMs, hourMs, minuteMs, weekdayBusyness, ZoneOffsets } from './calendar.ts';
import { crawl } from './crawl.ts';
import type { Delivery } from './delivery.ts';
import { EarliestFirst } from './earliest-first.ts';
import { drawAccount } from './identity.ts';
import { drawReturn, drawVisitor, type VisitorSeed } from './population.ts';
import { Random } from './random.ts';
import { moodAt, story } from './story.ts';
import { type VisitContext, visit } from './visit.ts';
import { type Account, type DemoPlatform, demoPlatforms, type Visitor } from './visitor.ts';

/** Which demo shop to simulate; the same options give the same requests, byte for byte. */
export interface SimulationOptions {
  /** Any integer; another seed gives another shop's visitors. */
  readonly seed: number;
  /** End of the history, epoch ms. The story's days count back from here; the simulation goes on beyond. */
  readonly endMs: number;
  /** Length of the history. @default 30 */
  readonly days?: number;
  /** About how many events the history holds, duplicates and bots included. @default 250_000 */
  readonly targetEvents?: number;
  /** App id for each platform. @default `shop` for all. */
  readonly appIds?: Partial<Readonly<Record<DemoPlatform, string>>>;
}

/** App id of the demo shop when no other is given. */
export const defaultDemoAppId = 'shop';
/** First local days can begin this long before the same UTC day. */
const eastmostMs = 14 * hourMs;
const crawlersOf = 0x43_52_41_57;

type Due =
  | { readonly kind: 'visit'; readonly visitor: Visitor }
  | { readonly kind: 'crawl'; readonly random: Random };

/** The visitors and crawlers of the demo shop; one instance gives one endless sequence of requests. */
class Simulation {
  readonly #due = new EarliestFirst<Due>();
  readonly #sent = new EarliestFirst<Delivery>();
  readonly #zones = new ZoneOffsets();
  readonly #options: SimulationOptions;
  readonly #appIds: Readonly<Record<DemoPlatform, string>>;
  readonly #startMs: number;
  readonly #scale: number;
  readonly #context: VisitContext;
  #visitors = 0;
  #customers = 100_000;
  #nextDay: number;

  constructor(options: SimulationOptions) {
    this.#options = options;
    const { days = 30, targetEvents = 250_000 } = options;
    if (!(days > 0 && targetEvents > 0)) throw new RangeError('days and targetEvents must be above 0');
    this.#startMs = options.endMs - days * dayMs;
    this.#scale = (targetEvents / 250_000) * (30 / days);
    const appId = (platform: DemoPlatform) => options.appIds?.[platform] ?? defaultDemoAppId;
    this.#appIds = {
      Web: appId('Web'),
      Android: appId('Android'),
      iOS: appId('iOS'),
      WeChatMP: appId('WeChatMP'),
    };
    this.#context = {
      endMs: options.endMs,
      zones: this.#zones,
      register: (visitor, atMs) => this.#register(visitor, atMs),
    };
    this.#nextDay = Math.floor(this.#startMs / dayMs);
    this.#bringVeterans();
  }

  /** Requests in the order they reach the collector, without end. */
  *deliveries(): Generator<Delivery, never> {
    for (;;) {
      while (this.#nextDay * dayMs - eastmostMs <= this.#due.nextMs) this.#bringNewVisitors();
      const nowMs = this.#due.nextMs;
      while (this.#sent.nextMs <= nowMs) {
        const delivery = this.#sent.take();
        if (delivery !== undefined) yield delivery;
      }
      const due = this.#due.take();
      if (due !== undefined) this.#run(due, nowMs);
    }
  }

  #run(due: Due, atMs: number): void {
    const deliveries =
      due.kind === 'crawl'
        ? crawl(due.random, this.#appIds.Web, atMs)
        : visit(due.visitor, atMs, this.#context);
    for (const delivery of deliveries) this.#sent.add(delivery.ingestMs, delivery);
    if (due.kind === 'visit') this.#comeBack(due.visitor, atMs);
  }

  #comeBack(visitor: Visitor, atMs: number): void {
    const { random } = visitor;
    const nextMs = random.chance(story.sameDayReturn)
      ? visitor.freeFromMs + 31 * minuteMs + random.exponential(2 * hourMs)
      : drawReturn(visitor, Math.max(atMs, visitor.freeFromMs), this.#context);
    if (nextMs !== null) this.#due.add(Math.round(nextMs), { kind: 'visit', visitor });
  }

  #seed(localDay: number): VisitorSeed {
    this.#visitors += 1;
    const random = new Random(this.#options.seed, this.#visitors);
    return { random, localDay, appIds: this.#appIds, zones: this.#zones };
  }

  #bringNewVisitors(): void {
    const day = this.#nextDay++;
    const { seed, endMs, days = 30 } = this.#options;
    const random = new Random(seed, day, crawlersOf);
    const age = Math.min(days, Math.max(0, day - Math.floor(this.#startMs / dayMs)));
    const growth = (1 + story.dailyGrowth) ** age;
    const mood = moodAt(day * dayMs + dayMs / 2, endMs);
    const wanted = story.arrivalsPerDay * this.#scale * growth * mood.arrivals * weekdayBusyness(day);
    const count = Math.floor(wanted + random.next());
    for (let index = 0; index < count; index++) {
      const visitor = drawVisitor(this.#seed(day));
      if (visitor.firstMs >= this.#startMs) this.#due.add(visitor.firstMs, { kind: 'visit', visitor });
    }
    const crawls = Math.floor(story.crawlsPerDay * this.#scale + random.next());
    for (let index = 0; index < crawls; index++) {
      const atMs = day * dayMs + random.integer(0, dayMs - 1);
      if (atMs < this.#startMs) continue;
      this.#due.add(atMs, { kind: 'crawl', random: new Random(seed, day, crawlersOf, index) });
    }
  }

  /** People who found the shop before the history begins and still come back. */
  #bringVeterans(): void {
    const firstDay = Math.floor(this.#startMs / dayMs);
    for (let day = firstDay - story.veteranDays; day < firstDay; day++) {
      const random = new Random(this.#options.seed, day);
      const count = Math.floor(story.arrivalsPerDay * this.#scale * 0.85 + random.next());
      for (let index = 0; index < count; index++) this.#bringVeteran(drawVisitor(this.#seed(day)));
    }
  }

  #bringVeteran(visitor: Visitor): void {
    const { random } = visitor;
    let atMs = drawReturn(visitor, this.#startMs - dayMs, this.#context);
    while (atMs !== null && atMs < this.#startMs) atMs = drawReturn(visitor, atMs, this.#context);
    if (atMs === null) return;
    visitor.hasOpened = true;
    visitor.sessionNumber = random.integer(1, Math.ceil(12 * visitor.loyalty));
    visitor.bundleSequence = visitor.sessionNumber * random.integer(4, 12);
    if (visitor.platform === 'Android') visitor.appVersion = random.chance(0.8) ? '3.3.2' : '3.3.1';
    if (visitor.platform === 'iOS') visitor.appVersion = '3.3.1';
    if (random.chance(0.35)) {
      this.#customers += 1;
      const account = drawAccount(random, this.#customers, visitor.firstMs);
      account.orders = random.integer(0, 4);
      account.spent = account.orders * random.integer(20, 70);
      visitor.accounts.push(account);
    }
    this.#due.add(atMs, { kind: 'visit', visitor });
  }

  #register(visitor: Visitor, atMs: number): Account {
    const { random, place, platform } = visitor;
    this.#customers += 1;
    const account = drawAccount(random, this.#customers, atMs);
    visitor.accounts.push(account);
    if (platform === 'Web' && random.chance(0.08)) {
      // Somebody else of the household who orders on the same computer.
      this.#customers += 1;
      visitor.accounts.push(drawAccount(random, this.#customers, atMs));
    }
    if (random.chance(0.16)) {
      const other = demoPlatforms.find((name) => name === (platform === 'Web' ? 'Android' : 'Web')) ?? 'Web';
      const localDay = Math.floor(atMs / dayMs) + random.integer(2, 7);
      const second = drawVisitor({ ...this.#seed(localDay), owner: { account, place, platform: other } });
      this.#due.add(second.firstMs, { kind: 'visit', visitor: second });
    }
    return account;
  }
}

/** The demo shop's requests in the order they reach the collector, from the start of the history, without end. */
export function simulate(options: SimulationOptions): Generator<Delivery, never> {
  return new Simulation(options).deliveries();
}
