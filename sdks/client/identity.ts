import type { UserAttribute } from './event-record.ts';
import type { Platform, StateStore } from './platform.ts';
import { stateRecord } from './state-record.ts';

interface KnownUser {
  readonly uniqueId: string;
  readonly firstTouchMs: number;
}

interface IdentityState extends KnownUser {
  /** Draw between 0 and 1 that decides about sampling. */
  readonly draw: number;
  readonly attributes: Readonly<Record<string, UserAttribute>>;
  /** Users that have logged in on this device, by user id. */
  readonly known: Readonly<Record<string, KnownUser>>;
}

/** Who uses the device: ids, user attributes, and the map from user ids to pseudo ids. */
export interface Identity {
  deviceId(): string;
  uniqueId(): string;
  draw(): number;
  /** All attributes of the user, first touch included. */
  attributes(): Readonly<Record<string, UserAttribute>>;
  /** The part that every event carries. */
  brief(): Readonly<Record<string, UserAttribute>>;
  /** Logs in or out. @returns whether anything changed */
  setUserId(userId: string | null): boolean;
  /** Null removes. The user id and the first touch are not the app's to set here. */
  setAttributes(attributes: Readonly<Record<string, string | number | boolean | null>>): void;
}

const userIdName = '_user_id';
export const firstTouchName = '_user_first_touch_timestamp';

/** Reads or creates the identity of this installation. */
export function createIdentity(platform: Platform, state: StateStore): Identity {
  const record = stateRecord<IdentityState>(state, 'user');
  const device = stateRecord<string>(state, 'device');

  const write = (next: IdentityState): IdentityState => {
    record.write(next);
    return next;
  };
  const read = (): IdentityState =>
    record.read() ??
    write({
      uniqueId: platform.uuid(),
      firstTouchMs: platform.now(),
      draw: platform.random(),
      attributes: {},
      known: {},
    });

  const attributes = (): Readonly<Record<string, UserAttribute>> => {
    const { attributes: own, firstTouchMs } = read();
    return { ...own, [firstTouchName]: { value: firstTouchMs, set_timestamp: firstTouchMs } };
  };

  return {
    deviceId() {
      const known = device.read();
      if (known !== null) return known;
      const made = platform.deviceId?.() ?? platform.uuid();
      device.write(made);
      return made;
    },
    uniqueId: () => read().uniqueId,
    draw: () => read().draw,
    attributes,
    brief() {
      const all = attributes();
      const userId = all[userIdName];
      const first = all[firstTouchName];
      return {
        ...(userId && { [userIdName]: userId }),
        ...(first && { [firstTouchName]: first }),
      };
    },
    setUserId(userId) {
      const current = read();
      const { [userIdName]: currentId, ...others } = current.attributes;
      if ((currentId?.value ?? null) === userId) return false;
      if (userId === null) {
        write({ ...current, attributes: others });
        return true;
      }
      const now = platform.now();
      const { known } = current;
      const isFirst = Object.keys(known).length === 0;
      const own = Object.keys(known).includes(userId) ? known[userId] : undefined;
      const user: KnownUser =
        own ??
        (isFirst
          ? { uniqueId: current.uniqueId, firstTouchMs: current.firstTouchMs }
          : { uniqueId: platform.uuid(), firstTouchMs: now });
      const isSame = user.uniqueId === current.uniqueId;
      write({
        ...current,
        ...user,
        attributes: { ...(isSame ? others : {}), [userIdName]: { value: userId, set_timestamp: now } },
        known: { ...known, [userId]: user },
      });
      return true;
    },
    setAttributes(changes) {
      const current = read();
      const now = platform.now();
      const next = { ...current.attributes };
      for (const [name, value] of Object.entries(changes)) {
        if (name === userIdName || name === firstTouchName) continue;
        if (value === null) delete next[name];
        else next[name] = { value, set_timestamp: now };
      }
      write({ ...current, attributes: next });
    },
  };
}
