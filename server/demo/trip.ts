import type { Channel } from './channel.ts';
import { type Look, lookAt } from './look.ts';
import type { Mood } from './story.ts';
import type { Account, Visitor } from './visitor.ts';

/** One visit while it is planned. */
export interface Trip {
  readonly visitor: Visitor;
  readonly mood: Mood;
  readonly channel: Pick<Channel, 'quality' | 'bounce' | 'landing'>;
  /** Creates an account for the visitor. */
  readonly register: () => Account;
  /** Who is logged in at this point of the plan. */
  customer: Account | null;
}

/** The look at the log-in page after which `account` is logged in for the rest of the trip. */
export function logInDuring(trip: Trip, account: Account, isNew: boolean): Look {
  const { random } = trip.visitor;
  trip.customer = account;
  const attributes = { method: random.pick(['email', 'email', 'google', 'apple']) };
  const look = lookAt(random, { kind: 'login' });
  const afterMs = Math.round(look.dwellMs * 0.8);
  look.acts.push({ kind: 'log-in', afterMs, account });
  look.acts.push({ kind: 'record', name: isNew ? 'sign_up' : 'login', afterMs: afterMs + 40, attributes });
  return look;
}
