import people from './data/people.json' with { type: 'json' };
import type { Random } from './random.ts';
import { drawCategory } from './shop.ts';
import type { Account, Visitor } from './visitor.ts';

/** A user attribute as clients send it. */
export interface UserAttribute {
  readonly value: string | number | boolean;
  readonly set_timestamp: number;
}

/** Draws a new customer. `customerNumber` makes the user id and must be unique. */
export function drawAccount(random: Random, customerNumber: number, createdMs: number): Account {
  return {
    userId: `c-${customerNumber}`,
    name: `${random.pick(people.firstNames)} ${random.pick(people.lastNames)}`,
    age: Math.min(84, Math.max(18, Math.round(random.logNormal(37, 0.3)))),
    createdMs,
    wantsNewsletter: random.chance(0.55),
    favourite: drawCategory(random).slug,
    orders: 0,
    spent: 0,
  };
}

/**
 * Logs `account` in on the visitor's device by the clients' rules: the first user of a device keeps its pseudo id,
 * a user known on the device gets the old one back, any other user gets a new one.
 */
export function logIn(visitor: Visitor, account: Account, clientMs: number): void {
  const known = visitor.known.get(account.userId);
  if (known !== undefined) visitor.identity = known;
  else if (visitor.known.size > 0)
    visitor.identity = { pseudoId: visitor.random.uuid(), firstTouchMs: clientMs };
  visitor.known.set(account.userId, visitor.identity);
  visitor.account = account;
  visitor.loggedInMs = clientMs;
}

/** User attributes that travel with every event. */
export function userOf(visitor: Visitor): Record<string, UserAttribute> {
  const { firstTouchMs } = visitor.identity;
  const firstTouch = { value: firstTouchMs, set_timestamp: firstTouchMs };
  if (visitor.account === null) return { _user_first_touch_timestamp: firstTouch };
  return {
    _user_id: { value: visitor.account.userId, set_timestamp: visitor.loggedInMs },
    _user_first_touch_timestamp: firstTouch,
  };
}

/** All user attributes, as a `_profile_set` carries them. */
export function profileOf(visitor: Visitor, clientMs: number): Record<string, UserAttribute> {
  const { account } = visitor;
  if (account === null) return userOf(visitor);
  const tier = account.spent > 250 ? 2 : account.spent > 80 ? 1 : 0;
  const set = (value: string | number | boolean) => ({ value, set_timestamp: clientMs });
  return {
    ...userOf(visitor),
    _user_name: set(account.name),
    _user_age: set(account.age),
    tier: set(people.tiers[tier] ?? 'basic'),
    city: set(visitor.place.city),
    favourite_category: set(account.favourite),
    newsletter: set(account.wantsNewsletter),
    orders: set(account.orders),
    lifetime_value: set(Math.round(account.spent * 100) / 100),
  };
}
