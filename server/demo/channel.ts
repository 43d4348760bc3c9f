import { weekdayOf } from './calendar.ts';
import channels from './data/channels.json' with { type: 'json' };
import type { Random } from './random.ts';
import { drawSearchTerm } from './shop.ts';
import { type Mood, story } from './story.ts';
import type { Visitor } from './visitor.ts';
import { weightedChoice } from './weighted-choice.ts';

/** A way that leads to the shop. */
export type Channel = (typeof channels.channels)[number];

/** What one visit brings along from where it came. */
export interface Arrival {
  readonly channel: Channel;
  /** Query of the landing page without `?`; empty when there is none. */
  readonly query: string;
  /** Page the visitor came from; empty when unknown. */
  readonly referrer: string;
}

const everywhere = {
  first: weightedChoice(channels.channels, (channel) => channel.first),
  again: weightedChoice(channels.channels, (channel) => channel.again),
};
const inChina = {
  first: weightedChoice(channels.china, (channel) => channel.first),
  again: weightedChoice(channels.china, (channel) => channel.again),
};
const newsletter = channels.channels.find((channel) => channel.name === 'newsletter') ?? channels.burst;
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';

function token(random: Random, length: number): string {
  let text = '';
  for (let index = 0; index < length; index++) text += letters[random.integer(0, letters.length - 1)] ?? '';
  return text;
}

function drawChannel(visitor: Visitor, localDay: number, mood: Mood): Channel {
  const { random } = visitor;
  const isFirst = !visitor.hasOpened;
  const abroad = visitor.place.country !== 'CN';
  if (isFirst && mood.isBurst && abroad && random.chance(1 - 1 / story.burst.arrivals)) return channels.burst;
  if (mood.isFestival && abroad && random.chance(isFirst ? 0.35 : 0.2)) return channels.festival;
  const isLetterDay = weekdayOf(localDay) === story.newsletter.weekday;
  if (
    !isFirst &&
    isLetterDay &&
    visitor.accounts[0]?.wantsNewsletter &&
    random.chance(story.newsletter.share)
  ) {
    return newsletter;
  }
  const draws = abroad ? everywhere : inChina;
  return isFirst ? draws.first(random) : draws.again(random);
}

function fillIn(template: string, random: Random): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    switch (name) {
      case 'term':
        return encodeURIComponent(drawSearchTerm(random));
      case 'gclid':
        return `Cj0KCQ${token(random, 40)}`;
      case 'fbclid':
        return `IwAR${token(random, 38)}`;
      case 'ttclid':
        return `E.C.P.${token(random, 32)}`;
      default:
        return String(random.integer(1, 4));
    }
  });
}

/** Draws how a web visit on this local day came about. */
export function drawArrival(visitor: Visitor, localDay: number, mood: Mood): Arrival {
  const channel = drawChannel(visitor, localDay, mood);
  return {
    channel,
    query: fillIn(channel.query, visitor.random),
    referrer: fillIn(channel.referrer, visitor.random),
  };
}
