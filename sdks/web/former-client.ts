// What the retired solution's web client left in a browser, so that visitors stay who they are and nothing it could
// not send is lost. Keys and forms were read off that client in a browser (release 0.12.6).
import type {
  EventStore,
  QueuedEvent,
  SessionState,
  StateStore,
  User,
  UserAttribute,
} from '@millstream/sdk-client';

const prefix = 'aws-solution/clickstream-web/';
/** Events that wait for their batch, and those that could not be sent. */
const queueKeys = ['eventsKey', 'failedEventsKey'] as const;

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function formerText(key: string): string | null {
  try {
    return localStorage.getItem(prefix + key);
  } catch {
    return null;
  }
}

/** @param end what the client writes only when it reads */
function readFormer(key: string, end = ''): unknown {
  try {
    return JSON.parse((formerText(key) ?? 'null') + end);
  } catch {
    return null;
  }
}

function asAttribute(value: unknown): UserAttribute | undefined {
  if (!isObject(value)) return undefined;
  const { value: own, set_timestamp } = value;
  const isScalar = typeof own === 'string' || typeof own === 'number' || typeof own === 'boolean';
  return isScalar && typeof set_timestamp === 'number' ? { value: own, set_timestamp } : undefined;
}

function formerUser(uniqueId: string, random: () => number): User | null {
  const all = readFormer('userAttributesKey');
  const touchedMs = Number(formerText('userFirstTouchTimestampKey'));
  if (!(touchedMs > 0)) return null;
  const attributes: Record<string, UserAttribute> = {};
  for (const [name, value] of Object.entries(isObject(all) ? all : {})) {
    const attribute = asAttribute(value);
    if (attribute) attributes[name] = attribute;
  }
  const { _user_id: userId, _user_first_touch_timestamp: _, ...others } = attributes;
  const logins = readFormer('userIdMappingKey');
  const known = Object.entries(isObject(logins) ? logins : {}).flatMap(([id, login]) => {
    const own = isObject(login) ? asAttribute(login.user_uniqueId) : undefined;
    const firstTouch = isObject(login) ? asAttribute(login._user_first_touch_timestamp) : undefined;
    return own && firstTouch ? [[id, { uniqueId: String(own.value), firstTouch }] as const] : [];
  });
  const firstTouch = { value: touchedMs, set_timestamp: touchedMs };
  return { uniqueId, firstTouch, userId, attributes: others, draw: random(), known };
}

function formerSession(): SessionState | null {
  const session = readFormer('sessionKey');
  if (!isObject(session)) return null;
  const { sessionId: id, sessionIndex: number, startTime: startMs, pauseTime: lastMs } = session;
  return typeof id === 'string' &&
    typeof number === 'number' &&
    typeof startMs === 'number' &&
    typeof lastMs === 'number'
    ? { id, number, startMs, lastMs, isEntrance: false }
    : null;
}

function formerEvents(): readonly QueuedEvent[] {
  const events = queueKeys.flatMap((key) => {
    // Its lists grow at their end and are closed when they are sent.
    const list = readFormer(key, ']');
    return Array.isArray(list) ? list.filter(isObject) : [];
  });
  return events.flatMap((event) => {
    const { event_id: id, timestamp: at } = event;
    return typeof id === 'string' && typeof at === 'number' ? [{ id, at, json: JSON.stringify(event) }] : [];
  });
}

/**
 * Takes over ids, user, session and unsent events, once: where this SDK knows a user already, nothing happens. What the
 * former client keeps stays, except the events that are taken.
 */
export async function adoptFormerClient(
  state: StateStore,
  store: EventStore,
  random: () => number,
): Promise<void> {
  const uniqueId = formerText('userUniqueIdKey');
  if (uniqueId === null || state.get('user') !== null || state.get('consent') === 'denied') return;
  const user = formerUser(uniqueId, random);
  if (!user) return;
  const bundle = Number(formerText('bundleSequenceIdKey'));
  const facts = { user, device: formerText('deviceIdKey'), session: formerSession(), bundle: bundle || null };
  for (const [key, fact] of Object.entries(facts)) if (fact !== null) state.set(key, JSON.stringify(fact));
  const events = formerEvents();
  if (events.length === 0) return;
  await store.add(events);
  for (const key of queueKeys) localStorage.removeItem(prefix + key);
}
