import type { DeviceFacts } from './device-facts.ts';
import type { Random } from './random.ts';
import type { Place, Product } from './shop.ts';

/** Platforms of the demo shop, as clients name them. */
export const demoPlatforms = ['Web', 'Android', 'iOS', 'WeChatMP'] as const;
/** One of {@link demoPlatforms}. */
export type DemoPlatform = (typeof demoPlatforms)[number];

/** A registered customer; may use several devices. */
export interface Account {
  readonly userId: string;
  readonly name: string;
  readonly age: number;
  readonly createdMs: number;
  readonly wantsNewsletter: boolean;
  readonly favourite: string;
  orders: number;
  /** Sum of paid orders, euros. */
  spent: number;
}

/** What a client stores per user who logged in on the device. */
export interface Identity {
  readonly pseudoId: string;
  readonly firstTouchMs: number;
}

/** Products in the cart; they stay there until bought. */
export interface CartLine {
  readonly product: Product;
  quantity: number;
}

/** One device with the people who use it, and what its client remembers between visits. */
export interface Visitor {
  readonly random: Random;
  readonly platform: DemoPlatform;
  readonly appId: string;
  readonly place: Place;
  readonly device: DeviceFacts;
  /** Address at home and, for phones, in the mobile network of the same city. */
  readonly addresses: readonly string[];
  /** True when the visits follow the rhythm of a phone. */
  readonly inPocket: boolean;
  /** First visit ever, epoch ms. */
  readonly firstMs: number;
  /** How far the device's clock is behind, ms. */
  readonly clockLagMs: number;
  /** Multiplies the chance to come back. */
  loyalty: number;
  identity: Identity;
  readonly known: Map<string, Identity>;
  /** People with an account who use this device, the main one first. */
  readonly accounts: Account[];
  /** Who is logged in. */
  account: Account | null;
  /** When that person logged in, by the device's clock, epoch ms. */
  loggedInMs: number;
  hasOpened: boolean;
  sessionNumber: number;
  /** Number of the last bundle sent. */
  bundleSequence: number;
  appVersion: string;
  cart: CartLine[];
  /** No visit before this time: the last one ends then, or the device is offline until then. */
  freeFromMs: number;
}
