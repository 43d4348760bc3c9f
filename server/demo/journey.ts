import { itemOf, putInCart } from './cart.ts';
import type { Channel } from './channel.ts';
import { buy } from './checkout.ts';
import type { Act, Look, Spot } from './look.ts';
import type { Random } from './random.ts';
import { drawArticle, drawCategory, drawProduct, drawSearchTerm, inCurrency } from './shop.ts';
import { type Mood, story } from './story.ts';
import type { Account, Visitor } from './visitor.ts';
import { weightedChoice } from './weighted-choice.ts';

/** What a journey depends on besides the visitor. */
export interface JourneyFrame {
  readonly startMs: number;
  readonly mood: Mood;
  readonly channel: Pick<Channel, 'quality' | 'bounce' | 'landing'>;
  /** Creates an account for the visitor of this journey. */
  readonly register: () => Account;
}

/** Median time on a page or screen, ms. */
const medianDwellMs = {
  home: 9_000,
  category: 17_000,
  product: 28_000,
  search: 14_000,
  article: 62_000,
  cart: 15_000,
  checkout: 70_000,
  thanks: 11_000,
  login: 16_000,
  account: 20_000,
  help: 24_000,
} as const;
const scrollShare = { home: 0.18, category: 0.35, product: 0.3, article: 0.42, search: 0.2 } as const;
const drawNext = weightedChoice(
  [
    { kind: 'product', weight: 52 },
    { kind: 'category', weight: 24 },
    { kind: 'search', weight: 11 },
    { kind: 'home', weight: 6 },
    { kind: 'article', weight: 4 },
    { kind: 'help', weight: 3 },
  ] as const,
  (entry) => entry.weight,
);

/** Makes one look with a drawn length and whatever the reader does on such a page. */
export function lookAt(random: Random, spot: Spot, acts: readonly Act[] = []): Look {
  const dwellMs = Math.round(Math.min(1_500_000, random.logNormal(medianDwellMs[spot.kind], 0.7)) + 800);
  const focusedMs = Math.round(dwellMs * (0.72 + 0.28 * random.next()));
  const share = spot.kind in scrollShare ? scrollShare[spot.kind as keyof typeof scrollShare] : 0;
  return {
    spot,
    dwellMs,
    focusedMs,
    acts: acts.map((act) => ({ ...act, afterMs: Math.min(act.afterMs, dwellMs - 1) })),
    ...(random.chance(share) ? { scrolledMs: Math.round(dwellMs * (0.3 + 0.5 * random.next())) } : {}),
    ...(spot.kind === 'article' && random.chance(0.16) ? { outbound: spot.article.link } : {}),
  };
}

function lookAtProduct(visitor: Visitor, frame: JourneyFrame, foundBy: string): Look {
  const { random, place } = visitor;
  const product = drawProduct(random, random.chance(0.3) ? visitor.accounts[0]?.favourite : undefined);
  const acts: Act[] = [];
  const record = (name: string, afterMs: number, quantity: number): void => {
    const value = inCurrency(product.price * quantity, place.currency);
    const attributes = { _value: value, _currency: place.currency, found_by: foundBy };
    const items = [itemOf(product, quantity, place.currency)];
    acts.push({ kind: 'record', name, afterMs, attributes, items });
  };
  record('view_item', 150, 1);
  const isKnown = visitor.account !== null ? 1.3 : 1;
  const app = visitor.platform === 'Web' ? 1 : 1.3;
  if (random.chance(story.addToCart * frame.channel.quality * frame.mood.conversion * isKnown * app)) {
    const quantity = random.chance(0.8) ? 1 : random.integer(2, 4);
    if (putInCart(visitor, product, quantity)) record('add_to_cart', random.integer(6_000, 25_000), quantity);
  } else if (random.chance(0.035)) record('add_to_wishlist', random.integer(5_000, 20_000), 1);
  if (visitor.platform === 'WeChatMP' && random.chance(0.05)) {
    acts.push({ kind: 'record', name: '_mp_share', afterMs: 9_000, attributes: {} });
  }
  return lookAt(random, { kind: 'product', product }, acts);
}

function lookAtKind(visitor: Visitor, frame: JourneyFrame, kind: string, foundBy: string): Look {
  const { random } = visitor;
  switch (kind) {
    case 'product':
      return lookAtProduct(visitor, frame, foundBy);
    case 'category':
      return lookAt(random, { kind, slug: drawCategory(random).slug });
    case 'search':
      return lookAt(random, { kind, term: drawSearchTerm(random) });
    case 'journal':
    case 'article':
      return lookAt(random, { kind: 'article', article: drawArticle(random) });
    case 'help':
      return lookAt(random, { kind });
    default:
      return lookAt(random, { kind: 'home' });
  }
}

/** The look at the log-in page after which `account` is logged in. */
export function lookAtLogin(random: Random, account: Account, isNew: boolean): Look {
  const afterMs = random.integer(4_000, 9_000);
  const attributes = { method: random.pick(['email', 'email', 'google', 'apple']) };
  return lookAt(random, { kind: 'login' }, [
    { kind: 'log-in', afterMs, account },
    { kind: 'record', name: isNew ? 'sign_up' : 'login', afterMs: afterMs + 40, attributes },
  ]);
}

/** Plans what a visitor does in one visit; fills and empties the visitor's cart on the way. */
export function planJourney(visitor: Visitor, frame: JourneyFrame): Look[] {
  const { random } = visitor;
  const { channel } = frame;
  const looks = [lookAtKind(visitor, frame, random.pick(channel.landing), 'landing')];
  if (random.chance(channel.bounce)) return looks;
  const mayLogIn = visitor.account === null ? visitor.accounts : [];
  const [main, other] = mayLogIn;
  if (main !== undefined && random.chance(visitor.known.size === 0 ? 0.8 : 0.4)) {
    looks.push(lookAtLogin(random, other !== undefined && random.chance(0.3) ? other : main, false));
  }
  const more = Math.min(24, Math.round(random.exponential(visitor.platform === 'Web' ? 3.4 : 3.9)));
  let before = 'home';
  for (let view = 0; view < more; view++) {
    const { kind } = drawNext(random);
    looks.push(lookAtKind(visitor, frame, kind, before));
    before = kind;
  }
  if (visitor.account !== null && random.chance(0.1)) looks.push(lookAt(random, { kind: 'account' }));
  if (visitor.cart.length > 0) looks.push(...buy(visitor, frame));
  if (visitor.account !== null && visitor.platform === 'Web' && random.chance(0.12)) {
    looks.at(-1)?.acts.push({ kind: 'log-out', afterMs: 500 });
  }
  return looks;
}
