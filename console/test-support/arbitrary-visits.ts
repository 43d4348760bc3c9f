import type { CategoryRow, ChannelRule, TrafficRuleFiles } from '@millstream/processing';
import { defaultRuleFiles } from '@millstream/processing';
import fc from 'fast-check';
import type { SentEvent } from './shop-with-rules.ts';

const hosts = [
  'www.google.com',
  'partner.io',
  'www.partner.io/blog',
  'm.facebook.com',
  'mail.x.org',
  'shop.example.org',
];
const host = fc.constantFrom(...hosts);
const url = host.map((name) => `https://${name}/`);
const parameter = fc.constantFrom(
  '',
  '?utm_source=google&utm_medium=cpc',
  '?utm_source=partner&utm_medium=banner&utm_campaign=spring',
  '?utm_source=Facebook',
  '?utm_medium=cpc',
  '?gclid=abc',
  '?utm_source=direct&fbclid=1',
  '?q=tea+%26+cake&utm_source=a%20b',
);
const page = parameter.map((query) => `https://shop.example.org/${query}`);
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const attributes = fc
  .record({
    _page_url: optional(page),
    _page_referrer: optional(fc.tuple(url, parameter).map((parts) => parts.join(''))),
    latest: optional(host),
    _traffic_source_source: optional(fc.constantFrom('google', 'partner', 'x', '')),
    _traffic_source_medium: optional(fc.constantFrom('cpc', 'banner', 'email')),
  })
  // Clients send the host with the latest referrer; of a row without it nobody could tell.
  .map(({ latest, ...entries }) => ({
    ...entries,
    ...(latest === undefined
      ? {}
      : { _latest_referrer: `https://${latest}/`, _latest_referrer_host: latest.split('/')[0] }),
  }))
  .map((entries) => Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)));

/** Events of some users with few sessions, so that sessions have several events of different sources. */
export const arbitraryEvents: fc.Arbitrary<readonly SentEvent[]> = fc.array(
  fc.record({
    name: fc.constantFrom('_page_view', '_session_start', 'click'),
    user: fc.integer({ min: 1, max: 30 }).map((number) => `u${number}`),
    session: fc.constantFrom('s1', 's2'),
    attributes,
  }),
  { minLength: 80, maxLength: 160 },
);

const defaults = defaultRuleFiles();
const site = fc.record({
  url: fc.constantFrom('partner.io', 'partner.io/blog/', 'mail.x.org', 'google.com'),
  source: fc.constantFrom('Partner', 'google', 'Post'),
  category: fc.constantFrom('Social', 'Search', 'Video', 'Own'),
});
const rule: fc.Arbitrary<ChannelRule> = fc
  .record({
    field: fc.constantFrom(
      'traffic_source_medium' as const,
      'traffic_source_source' as const,
      'traffic_source_category' as const,
      'page_view_latest_referrer_host' as const,
    ),
    op: fc.constantFrom('eq' as const, 'contain' as const, 'not_eq' as const),
    value: fc.constantFrom('cpc', 'partner', 'Social', 'mail', '__empty__'),
    channel: fc.constantFrom('Mine', 'Yours', 'Direct'),
  })
  .map(({ channel, ...leaf }) => ({ id: 'added', channel, condition: { 'op::and': [leaf] } }));

/** A few sites and perhaps a rule that come before the defaults: small, so that a counterexample can be read. */
export const arbitraryAdditions = fc.record({
  sites: fc.uniqueArray(site, { selector: (one) => one.url, maxLength: 3 }),
  added: optional(rule),
});

/** The defaults with additions before them. */
export function withAdditions(additions: {
  readonly sites: readonly CategoryRow[];
  readonly added?: ChannelRule | undefined;
}): TrafficRuleFiles {
  const { sites, added } = additions;
  const others = defaults.categories.filter((known) => sites.every((one) => one.url !== known.url));
  return {
    categories: [...sites, ...others],
    channels: added === undefined ? defaults.channels : [added, ...defaults.channels],
  };
}
