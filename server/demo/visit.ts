import { recordAppVisit } from './app-visit.ts';
import { dayMs, type ZoneOffsets } from './calendar.ts';
import { drawArrival } from './channel.ts';
import { ClientSession } from './client-session.ts';
import type { Delivery } from './delivery.ts';
import { planJourney } from './journey.ts';
import { send } from './sending.ts';
import { type Mood, moodAt, story } from './story.ts';
import type { Account, Visitor } from './visitor.ts';
import { recordWebVisit } from './web-visit.ts';

/** What a visit needs from the world around it. */
export interface VisitContext {
  /** End of the history, epoch ms; it places the story. */
  readonly endMs: number;
  readonly zones: ZoneOffsets;
  /** Creates an account for the visitor at `atMs`. */
  readonly register: (visitor: Visitor, atMs: number) => Account;
}

const appLanding = { quality: 1.2, bounce: 0.1, landing: ['home', 'home', 'product'] };
const pushLanding = { quality: 1.3, bounce: 0.2, landing: ['product', 'category'] };
const installChannels = {
  Web: [],
  Android: ['Google Play', 'Google Play', 'Google Play', 'Samsung Galaxy Store', 'Huawei AppGallery'],
  iOS: ['App Store'],
  WeChatMP: ['WeChat Mini Program'],
} as const;

function installAttributes(visitor: Visitor): Record<string, string> {
  // Drawn from the device, not the random sequence, so that it is the same on each visit.
  const digit = Number.parseInt(visitor.device.deviceId.slice(0, 2), 16) || 0;
  const channels = installChannels[visitor.platform];
  const channel = channels[digit % Math.max(1, channels.length)];
  const isAdvertised = digit % 4 === 0 && visitor.platform !== 'WeChatMP';
  return {
    ...(channel === undefined ? {} : { _app_install_channel: channel }),
    ...(isAdvertised && visitor.sessionNumber === 0
      ? {
          _traffic_source_source: digit % 8 === 0 ? 'google' : 'facebook',
          _traffic_source_medium: 'cpc',
          _traffic_source_campaign: 'app_install',
          _traffic_source_campaign_id: 'c-2001',
        }
      : {}),
  };
}

const pushAttributes = {
  _traffic_source_source: 'push',
  _traffic_source_medium: 'mobile_push',
  _traffic_source_campaign: 'back_in_stock',
};

function networkFields(visitor: Visitor): Record<string, string> {
  if (visitor.platform !== 'Android' && visitor.platform !== 'iOS') return {};
  return { network_type: visitor.random.chance(0.65) ? 'WIFI' : 'Mobile' };
}

function takeVersion(visitor: Visitor, mood: Mood): { fields: Record<string, string>; previous?: string } {
  if (visitor.platform !== 'Android' && visitor.platform !== 'iOS') return { fields: {} };
  const offered = visitor.platform === 'Android' ? mood.androidVersion : mood.iosVersion;
  const had = visitor.appVersion;
  // Updates are installed with some delay; a fresh install has the newest version.
  if (had === '' || (had !== offered && visitor.random.chance(0.6))) visitor.appVersion = offered;
  const isUpdate = visitor.hasOpened && had !== '' && had !== visitor.appVersion;
  return { fields: { app_version: visitor.appVersion }, ...(isUpdate ? { previous: had } : {}) };
}

function visitByApp(visitor: Visitor, startMs: number, context: VisitContext): ClientSession {
  const { random } = visitor;
  const mood = moodAt(startMs, context.endMs);
  const version = takeVersion(visitor, mood);
  const isPushed = visitor.hasOpened && random.chance(0.16);
  const always = { ...installAttributes(visitor), ...(isPushed ? pushAttributes : {}) };
  const zone_offset = context.zones.offsetMs(visitor.place.timeZone, startMs);
  const fields = { zone_offset, ...networkFields(visitor), ...version.fields };
  const session = new ClientSession(visitor, startMs, fields, always);
  const register = () => context.register(visitor, startMs);
  const channel = isPushed ? pushLanding : appLanding;
  const looks = planJourney({ visitor, mood, channel, register, customer: visitor.account });
  const shaky = visitor.platform === 'WeChatMP' ? 0 : story.crashes;
  if (
    random.chance(
      visitor.appVersion === '3.4.0' && visitor.platform === 'Android' ? story.badRelease.crashes : shaky,
    )
  ) {
    const last = looks.at(-1);
    last?.acts.push({ kind: 'crash', afterMs: Math.round(last.dwellMs / 2) });
  }
  const { previous } = version;
  recordAppVisit(session, looks, {
    startMs,
    ...(previous === undefined ? {} : { previousVersion: previous }),
  });
  return session;
}

function visitByBrowser(visitor: Visitor, startMs: number, context: VisitContext): ClientSession {
  const mood = moodAt(startMs, context.endMs);
  const zone_offset = context.zones.offsetMs(visitor.place.timeZone, startMs);
  const localDay = Math.floor((startMs + zone_offset) / dayMs);
  const arrival = drawArrival(visitor, localDay, mood);
  if (!visitor.hasOpened && mood.isBurst && arrival.channel.name === 'tiktok-paid') {
    visitor.loyalty *= story.burst.loyalty;
  }
  const session = new ClientSession(visitor, startMs, { zone_offset });
  const register = () => context.register(visitor, startMs);
  const { channel } = arrival;
  const looks = planJourney({ visitor, mood, channel, register, customer: visitor.account });
  recordWebVisit(session, looks, { startMs, arrival });
  return session;
}

/** Lets `visitor` visit the shop at `startMs`; returns the requests that its client sends, in no given order. */
export function visit(visitor: Visitor, startMs: number, context: VisitContext): Delivery[] {
  const session =
    visitor.platform === 'Web'
      ? visitByBrowser(visitor, startMs, context)
      : visitByApp(visitor, startMs, context);
  return send(visitor, session.events);
}
