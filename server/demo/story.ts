import { dayMs } from './calendar.ts';

/**
 * The designed facts of the demo shop, all in one place; README.md tells them to readers.
 * Days count from the end of the history: -1 is the last day.
 */
export const story = {
  /** New devices on an average day at the start of the history, at 250,000 events in 30 days. */
  arrivalsPerDay: 58,
  /** How much a day's new devices grow on the day before, during the history; level afterwards. */
  dailyGrowth: 0.011,
  /** Days before the history from which devices still come back. */
  veteranDays: 150,
  /** Festival: twice as many new devices, more return visits, more purchases, 15 % off. */
  festival: { from: -14, to: -10, arrivals: 1.9, returns: 1.35, conversion: 1.35, discount: 0.15 },
  /** A video campaign that brings many visitors who neither buy nor come back. */
  burst: { from: -21, to: -17, arrivals: 1.7, loyalty: 0.3 },
  /** The weekly letter goes out on Thursdays (local day). */
  newsletter: { weekday: 4, returns: 1.3, share: 0.42 },
  /** An Android release that crashes in the checkout, and the one that mends it. */
  badRelease: { from: -12, to: -9, checkoutCrashes: 0.4, crashes: 0.05 },
  /** The web checkout was made shorter on this day. */
  checkoutRelaunch: { from: -8, before: 0.52, after: 0.66 },
  /** Chance of a crash in any other visit by app. */
  crashes: 0.004,
  /** Chance that a person who looks at a product puts it in the cart. */
  addToCart: 0.07,
  /** Chance that somebody turns to a cart that was filled in an earlier visit. */
  oldCart: 0.3,
  /** Chance that a filled cart goes on to the checkout. */
  checkout: 0.48,
  /** Chance that a checkout by app is paid. */
  appPayment: 0.64,
  /** First and second visits per day: chance of another visit on the same day. */
  sameDayReturn: 0.1,
  /** Share of visits by app without network: their events come hours or days late. */
  offlineVisits: 0.035,
  /** Share of web requests that fail and are sent again within hours. */
  lateWebRequests: 0.006,
  /** Share of requests that arrive a second time, with the same event ids. */
  resentRequests: 0.01,
  /** Crawls of search engines and the like on an average day, at 250,000 events in 30 days. */
  crawlsPerDay: 24,
  /** Share of devices whose clock is slow by up to 40 minutes. */
  slowClocks: 0.012,
} as const;

/** Chance to come back: `base * days ** -decay` on each day after the first visit, times the visitor's loyalty. */
export const returnRate = {
  Web: { base: 0.2, decay: 0.52 },
  Android: { base: 0.36, decay: 0.42 },
  iOS: { base: 0.4, decay: 0.4 },
  WeChatMP: { base: 0.26, decay: 0.5 },
} as const;

/** What the story does to one moment. */
export interface Mood {
  readonly isFestival: boolean;
  readonly isBurst: boolean;
  readonly arrivals: number;
  readonly returns: number;
  readonly conversion: number;
  /** Chance that a started checkout on the web is paid. */
  readonly webPayment: number;
  /** Version of the shop's Android and iOS app in the stores. */
  readonly androidVersion: string;
  readonly iosVersion: string;
}

function within(day: number, span: { readonly from: number; readonly to: number }): boolean {
  return day >= span.from && day < span.to + 1;
}

/** The story at `atMs` of a history that ends at `endMs` (both epoch ms). */
export function moodAt(atMs: number, endMs: number): Mood {
  const day = Math.floor((atMs - endMs) / dayMs);
  const isFestival = within(day, story.festival);
  const isBurst = within(day, story.burst);
  const relaunched = day >= story.checkoutRelaunch.from;
  const badAndroid = within(day, { from: story.badRelease.from, to: story.badRelease.to - 1 });
  return {
    isFestival,
    isBurst,
    arrivals: (isFestival ? story.festival.arrivals : 1) * (isBurst ? story.burst.arrivals : 1),
    returns: isFestival ? story.festival.returns : 1,
    conversion: isFestival ? story.festival.conversion : 1,
    webPayment: relaunched ? story.checkoutRelaunch.after : story.checkoutRelaunch.before,
    androidVersion: badAndroid ? '3.4.0' : day < story.badRelease.from ? '3.3.2' : '3.4.1',
    iosVersion: day < -18 ? '3.3.1' : day < -6 ? '3.4.0' : '3.4.2',
  };
}
