import { dayMs, drawTimeOfDay, minuteMs, weekdayBusyness, weekdayOf, type ZoneOffsets } from './calendar.ts';
import { drawDevice } from './device-facts.ts';
import type { Random } from './random.ts';
import { drawPlace, type Place } from './shop.ts';
import { moodAt, returnRate, story } from './story.ts';
import type { Account, DemoPlatform, Visitor } from './visitor.ts';
import { weightedChoice } from './weighted-choice.ts';

type PlatformShare = { readonly platform: DemoPlatform; readonly weight: number };
const shares = (Web: number, Android: number, iOS: number, WeChatMP: number) =>
  weightedChoice<PlatformShare>(
    [
      { platform: 'Web', weight: Web },
      { platform: 'Android', weight: Android },
      { platform: 'iOS', weight: iOS },
      { platform: 'WeChatMP', weight: WeChatMP },
    ],
    (share) => share.weight,
  );
const platformIn = new Map([
  ['CN', shares(34, 14, 9, 43)],
  ['JP', shares(64, 9, 27, 0)],
  ['IN', shares(58, 39, 3, 0)],
  ['US', shares(74, 9, 17, 0)],
]);
const platformElsewhere = shares(76, 14, 10, 0);
const drawLoyalty = weightedChoice(
  [
    { loyalty: 0.2, weight: 46 },
    { loyalty: 1, weight: 35 },
    { loyalty: 2.7, weight: 19 },
  ],
  (kind) => kind.weight,
);
/** Whoever has not come back after this many days never does. */
const forgottenAfterDays = 45;

/** What is known before a visitor is drawn. */
export interface VisitorSeed {
  readonly random: Random;
  /** Day of the first visit, counted from 1970-01-01, in the visitor's own time zone. */
  readonly localDay: number;
  readonly appIds: Readonly<Record<DemoPlatform, string>>;
  readonly zones: ZoneOffsets;
  /** Given for the second device of a customer. */
  readonly owner?: { readonly account: Account; readonly place: Place; readonly platform: DemoPlatform };
}

function addresses(random: Random, place: Place, isHandheld: boolean): string[] {
  const address = () => `${random.pick(place.networks)}.${random.integer(2, 253)}`;
  return isHandheld ? [address(), address()] : [address()];
}

/** Draws one device and its owner, before the first visit. */
export function drawVisitor(seed: VisitorSeed): Visitor {
  const { random, localDay, zones, owner } = seed;
  const place = owner?.place ?? drawPlace(random);
  const platform = owner?.platform ?? (platformIn.get(place.country) ?? platformElsewhere)(random).platform;
  const device = drawDevice(random, platform, place);
  const inPocket = device.isHandheld;
  const noonMs = localDay * dayMs + dayMs / 2;
  const offsetMs = zones.offsetMs(place.timeZone, noonMs);
  const firstMs = localDay * dayMs + drawTimeOfDay(random, localDay, inPocket) - offsetMs;
  const clockLagMs = random.chance(story.slowClocks) ? random.integer(2 * minuteMs, 40 * minuteMs) : 0;
  return {
    random,
    platform,
    appId: seed.appIds[platform],
    place,
    device,
    addresses: addresses(random, place, inPocket),
    inPocket,
    firstMs,
    clockLagMs,
    loyalty: drawLoyalty(random).loyalty,
    identity: { pseudoId: random.uuid(), firstTouchMs: firstMs - clockLagMs },
    known: new Map(),
    accounts: owner === undefined ? [] : [owner.account],
    account: null,
    loggedInMs: 0,
    hasOpened: false,
    sessionNumber: 0,
    bundleSequence: 0,
    appVersion: '',
    cart: [],
    freeFromMs: firstMs,
  };
}

/**
 * Draws when the visitor comes next after `afterMs`, not on the same local day; null when never.
 * @param endMs End of the history, which places the story.
 */
export function drawReturn(
  visitor: Visitor,
  afterMs: number,
  context: { readonly zones: ZoneOffsets; readonly endMs: number },
): number | null {
  const { random, place, platform } = visitor;
  const offsetMs = context.zones.offsetMs(place.timeZone, afterMs);
  const today = Math.floor((afterMs + offsetMs) / dayMs);
  const firstDay = Math.floor((visitor.firstMs + offsetMs) / dayMs);
  const rate = returnRate[platform];
  for (let day = today + 1; day <= today + forgottenAfterDays; day++) {
    const age = Math.max(1, day - firstDay);
    const mood = moodAt(day * dayMs, context.endMs);
    const isLetterDay = weekdayOf(day) === story.newsletter.weekday;
    const letter = isLetterDay && visitor.accounts[0]?.wantsNewsletter ? story.newsletter.returns : 1;
    const chance =
      rate.base * age ** -rate.decay * visitor.loyalty * weekdayBusyness(day) * mood.returns * letter;
    if (!random.chance(Math.min(0.92, chance))) continue;
    const atMs = day * dayMs + drawTimeOfDay(random, day, visitor.inPocket) - offsetMs;
    return Math.max(atMs, visitor.freeFromMs + 31 * minuteMs);
  }
  return null;
}
