import type { Attributes, ClientCore, StateStore } from '@millstream/sdk-client';

const sources: Readonly<Record<string, string>> = {
  utm_source: '_traffic_source_source',
  utm_medium: '_traffic_source_medium',
  utm_campaign: '_traffic_source_campaign',
  utm_id: '_traffic_source_campaign_id',
  utm_term: '_traffic_source_term',
  utm_content: '_traffic_source_content',
};

/** Click ids in the order they count, and the ad platform that sets them. */
const clickIds: readonly (readonly [parameter: string, platform: string])[] = [
  ['gclid', 'google'],
  ['gbraid', 'google'],
  ['wbraid', 'google'],
  ['dclid', 'google'],
  ['fbclid', 'facebook'],
  ['msclkid', 'microsoft'],
  ['ttclid', 'tiktok'],
  ['twclid', 'twitter'],
  ['li_fat_id', 'linkedin'],
  ['yclid', 'yandex'],
];

function decoded(text: string): string {
  const spaced = text.replace(/\+/g, ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

// By hand, because React Native's URL cannot read parameters of addresses with the app's own scheme everywhere.
function parameters(url: string): ReadonlyMap<string, string> {
  const [address = ''] = url.split('#');
  const query = address.includes('?') ? address.slice(address.indexOf('?') + 1) : '';
  const pairs = query.split('&').map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return [decoded(name), decoded(value.join('='))] as const;
  });
  return new Map(pairs.filter(([, value]) => value !== '').reverse());
}

/** The traffic-source attributes that a link carries; empty when it has none. */
export function campaignOf(url: string): Readonly<Record<string, string>> {
  const given = parameters(url);
  const found: Record<string, string> = {};
  for (const [parameter, name] of Object.entries(sources)) {
    const value = given.get(parameter);
    if (value !== undefined) found[name] = value;
  }
  const click = clickIds.find(([parameter]) => given.has(parameter));
  if (click) {
    found._traffic_source_clid = given.get(click[0]) ?? '';
    found._traffic_source_clid_platform = click[1];
  }
  return found;
}

/** The campaign that brought the person, for the running session. */
export interface Campaign {
  /** Keeps the campaign of a link; a link without one changes nothing. */
  follow(url: string, core: ClientCore): void;
  attributes(sessionId: string | null): Attributes;
  forget(): void;
}

interface SessionCampaign {
  readonly session: string;
  readonly attributes: Attributes;
}

const key = 'campaign';

/** @param state where it survives a restart of the app within the session */
export function createCampaign(state: StateStore): Campaign {
  let current: SessionCampaign | null = JSON.parse(state.get(key) ?? 'null');
  return {
    follow(url, core) {
      const attributes = campaignOf(url);
      const session = core.getSessionId();
      if (Object.keys(attributes).length === 0 || session === null) return;
      current = { session, attributes };
      if (core.mayStore()) state.set(key, JSON.stringify(current));
    },
    attributes: (sessionId) => (current && current.session === sessionId ? current.attributes : {}),
    forget() {
      current = null;
      state.set(key, null);
    },
  };
}
