import type { UserAttribute } from './event-record.ts';
import type { Facts } from './facts.ts';
import type { Platform } from './platform.ts';

interface KnownUser {
  readonly uniqueId: string;
  readonly firstTouch: UserAttribute;
}

/** Who uses the device. */
export interface User extends KnownUser {
  readonly userId?: UserAttribute | undefined;
  /** Attributes besides user id and first touch. */
  readonly attributes: UserAttributes;
  /** Draw between 0 and 1 that decides about sampling. */
  readonly draw: number;
  /** Users that have logged in on this device, by user id. */
  readonly known: readonly (readonly [userId: string, user: KnownUser])[];
}

/** Attributes of a user as events carry them. */
export type UserAttributes = Readonly<Record<string, UserAttribute | undefined>>;

/** Ids, user attributes, and the map from user ids to pseudo ids. */
export interface Identity {
  deviceId(): string;
  user(): User;
  /** All attributes of the user, or the part that every event carries: user id and first touch. */
  attributes(isWhole: boolean): UserAttributes;
  /** Logs in, or out without an id. @returns whether anything changed */
  setUserId(userId: string | undefined): boolean;
  /** No value removes. The user id and the first touch are not the app's to set here. */
  setAttributes(attributes: Readonly<Record<string, string | number | boolean | undefined>>): void;
}

/** Reads or creates the identity of this installation. */
export function createIdentity(platform: Platform, facts: Facts): Identity {
  const stamped = <T>(value: T): { value: T; set_timestamp: number } => ({
    value,
    set_timestamp: platform.now(),
  });
  const newUser = (): KnownUser => ({ uniqueId: platform.uuid(), firstTouch: stamped(platform.now()) });
  const user = (): User =>
    facts.read<User>('user') ??
    facts.write('user', { ...newUser(), draw: platform.random(), attributes: {}, known: [] });

  return {
    deviceId: () =>
      facts.read<string>('device') ?? facts.write('device', platform.deviceId?.() ?? platform.uuid()),
    user,
    attributes(isWhole) {
      const { attributes, userId, firstTouch } = user();
      return {
        ...(isWhole && attributes),
        ...(userId && { _user_id: userId }),
        _user_first_touch_timestamp: firstTouch,
      };
    },
    setUserId(userId) {
      const current = user();
      if (current.userId?.value === userId) return false;
      if (userId === undefined) {
        facts.write('user', { ...current, userId });
        return true;
      }
      const known = new Map(current.known);
      const { uniqueId, firstTouch } = known.get(userId) ?? (known.size > 0 ? newUser() : current);
      facts.write('user', {
        ...current,
        uniqueId,
        firstTouch,
        userId: stamped(userId),
        attributes: uniqueId === current.uniqueId ? current.attributes : {},
        known: [...known.set(userId, { uniqueId, firstTouch })],
      });
      return true;
    },
    setAttributes(changes) {
      const current = user();
      const attributes: Record<string, UserAttribute | undefined> = { ...current.attributes };
      for (const [name, value] of Object.entries(changes))
        attributes[name] = value === undefined ? value : stamped(value);
      // JSON leaves out what has no value.
      const { _user_id, _user_first_touch_timestamp, ...others } = attributes;
      facts.write('user', { ...current, attributes: others });
    },
  };
}
