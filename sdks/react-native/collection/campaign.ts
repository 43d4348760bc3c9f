import { type Attributes, campaignAttributes, type StateStore } from '@millstream/sdk-client';
import { storedJson } from '../storage/stored-json.ts';

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
  return campaignAttributes((parameter) => given.get(parameter));
}

/** The campaign that brought the person, for one session. */
export interface Campaign {
  /** Takes the campaign of a link; a link without one changes nothing. */
  follow(url: string): void;
  /** What events of the running session carry. */
  attributes(): Attributes;
  forget(): void;
}

/** What a campaign needs to know of the client. */
export interface CampaignHost {
  readonly state: StateStore;
  sessionId(): string | null;
  /** The app is in the background: links that come now open the next session, if there is a new one. */
  isHidden(): boolean;
  mayStore(): boolean;
}

interface SessionCampaign {
  readonly session: string;
  readonly attributes: Attributes;
}

const key = 'campaign';

function isSessionCampaign(value: unknown): value is SessionCampaign {
  return (
    typeof value === 'object' &&
    value !== null &&
    'session' in value &&
    typeof value.session === 'string' &&
    'attributes' in value &&
    typeof value.attributes === 'object'
  );
}

/** Keeps the campaign of the last link, also over a restart of the app within the session. */
export function createCampaign({ state, sessionId, isHidden, mayStore }: CampaignHost): Campaign {
  const stored = storedJson(state, key);
  let current: SessionCampaign | null = isSessionCampaign(stored) ? stored : null;
  /** Of a link whose session is not known yet: systems tell of it before the app is in front. */
  let coming: Attributes | null = null;
  return {
    follow(url) {
      const attributes = campaignOf(url);
      if (Object.keys(attributes).length > 0) coming = attributes;
    },
    attributes() {
      const session = sessionId();
      if (coming && session !== null && !isHidden()) {
        current = { session, attributes: coming };
        coming = null;
        if (mayStore()) state.set(key, JSON.stringify(current));
      }
      return current && current.session === session ? current.attributes : {};
    },
    forget() {
      current = null;
      coming = null;
      state.set(key, null);
    },
  };
}
