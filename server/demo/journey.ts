import { itemOf, putInCart } from './cart.ts';
import { buy } from './checkout.ts';
import { type Act, type Look, lookAt } from './look.ts';
import { drawArticle, drawCategory, drawProduct, drawSearchTerm, inCurrency } from './shop.ts';
import { story } from './story.ts';
import { logInDuring, type Trip } from './trip.ts';
import { weightedChoice } from './weighted-choice.ts';

const drawNext = weightedChoice(
  [
    { kind: 'product', weight: 52 },
    { kind: 'category', weight: 24 },
    { kind: 'search', weight: 11 },
    { kind: 'home', weight: 6 },
    { kind: 'journal', weight: 4 },
    { kind: 'help', weight: 3 },
  ],
  (entry) => entry.weight,
);

function lookAtProduct(trip: Trip, foundBy: string): Look {
  const { visitor } = trip;
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
  const factor = (trip.customer === null ? 1 : 1.2) * (visitor.platform === 'Web' ? 1 : 1.1);
  if (random.chance(story.addToCart * trip.channel.quality * trip.mood.conversion * factor)) {
    const quantity = random.chance(0.8) ? 1 : random.integer(2, 4);
    if (putInCart(visitor, product, quantity)) record('add_to_cart', random.integer(6_000, 25_000), quantity);
  } else if (random.chance(0.035)) record('add_to_wishlist', random.integer(5_000, 20_000), 1);
  if (visitor.platform === 'WeChatMP' && random.chance(0.05)) {
    acts.push({ kind: 'record', name: '_mp_share', afterMs: 9_000, attributes: {} });
  }
  return lookAt(random, { kind: 'product', product }, acts);
}

function lookAtKind(trip: Trip, kind: string, foundBy: string): Look {
  const { random } = trip.visitor;
  switch (kind) {
    case 'product':
      return lookAtProduct(trip, foundBy);
    case 'category':
      return lookAt(random, { kind, slug: drawCategory(random).slug });
    case 'search':
      return lookAt(random, { kind, term: drawSearchTerm(random) });
    case 'journal':
      return lookAt(random, { kind: 'article', article: drawArticle(random) });
    case 'help':
      return lookAt(random, { kind });
    default:
      return lookAt(random, { kind: 'home' });
  }
}

function maybeLogIn(trip: Trip): Look[] {
  const { visitor } = trip;
  const { random } = visitor;
  const [owner, other] = visitor.accounts;
  if (trip.customer !== null || owner === undefined) return [];
  if (!random.chance(visitor.known.size === 0 ? 0.8 : 0.4)) return [];
  return [logInDuring(trip, other !== undefined && random.chance(0.35) ? other : owner, false)];
}

/** Plans what a visitor does in one visit; fills and empties the visitor's cart on the way. */
export function planJourney(trip: Trip): Look[] {
  const { visitor, channel } = trip;
  const { random } = visitor;
  const looks = [lookAtKind(trip, random.pick(channel.landing), 'landing')];
  if (random.chance(channel.bounce)) return looks;
  looks.push(...maybeLogIn(trip));
  const more = Math.min(24, Math.round(random.exponential(visitor.platform === 'Web' ? 3.7 : 4.2)));
  const hadCart = visitor.cart.length > 0;
  let before = 'home';
  for (let view = 0; view < more; view++) {
    const { kind } = drawNext(random);
    looks.push(lookAtKind(trip, kind, before));
    before = kind;
  }
  if (trip.customer !== null && random.chance(0.1)) looks.push(lookAt(random, { kind: 'account' }));
  const filled = looks.some((look) =>
    look.acts.some((act) => act.kind === 'record' && act.name === 'add_to_cart'),
  );
  if (filled || (hadCart && random.chance(story.oldCart))) looks.push(...buy(trip));
  if (trip.customer !== null && visitor.platform === 'Web' && random.chance(0.12)) {
    looks.at(-1)?.acts.push({ kind: 'log-out', afterMs: 500 });
  }
  return looks;
}
