import { cartItems, itemOf, worthOf } from './cart.ts';
import { type Act, type Look, lookAt } from './look.ts';
import { inCurrency } from './shop.ts';
import { story } from './story.ts';
import { logInDuring, type Trip } from './trip.ts';
import type { CartLine } from './visitor.ts';

interface Bill {
  readonly totalEuros: number;
  readonly shippingEuros: number;
  readonly method: string;
}

function billFor({ visitor, mood }: Trip): Bill {
  const worth = worthOf(visitor.cart) * (mood.isFestival ? 1 - story.festival.discount : 1);
  const shippingEuros = worth > 49 ? 0 : 4.9;
  const methods =
    visitor.place.country === 'CN' ? ['alipay', 'wechat_pay'] : ['card', 'card', 'paypal', 'invoice'];
  return { totalEuros: worth + shippingEuros, shippingEuros, method: visitor.random.pick(methods) };
}

function recordLines(trip: Trip, name: string, lines: readonly CartLine[]): Act {
  const { currency } = trip.visitor.place;
  const attributes = { _value: inCurrency(worthOf(lines), currency), _currency: currency };
  const items = lines.map((line) => itemOf(line.product, line.quantity, currency));
  return { kind: 'record', name, afterMs: 120, attributes, items };
}

function purchase(trip: Trip, bill: Bill): Look {
  const { visitor, customer, mood } = trip;
  const { currency } = visitor.place;
  const attributes = {
    order_id: `HO-${visitor.random.hex(1).toUpperCase()}`,
    _value: inCurrency(bill.totalEuros, currency),
    _currency: currency,
    shipping: inCurrency(bill.shippingEuros, currency),
    payment_method: bill.method,
    first_order: (customer?.orders ?? 0) === 0,
    ...(mood.isFestival ? { coupon: 'FESTIVAL15' } : {}),
  };
  const valueUsd = inCurrency(bill.totalEuros, 'USD');
  const items = cartItems(visitor);
  const acts: Act[] = [{ kind: 'record', name: 'purchase', afterMs: 120, attributes, items, valueUsd }];
  if (customer !== null) {
    customer.orders += 1;
    customer.spent += bill.totalEuros;
    acts.push({ kind: 'update-profile', afterMs: 200 });
  }
  visitor.cart = [];
  visitor.loyalty *= 1.25;
  return lookAt(visitor.random, { kind: 'thanks' }, acts);
}

function leaveCart(trip: Trip, look: Look): Look[] {
  const { visitor } = trip;
  if (visitor.random.chance(0.25)) {
    look.acts.push({ ...recordLines(trip, 'remove_from_cart', visitor.cart.slice(0, 1)), afterMs: 700 });
    visitor.cart = visitor.cart.slice(1);
  }
  return [look];
}

function fillInCheckout(trip: Trip): Look[] {
  const { visitor, mood } = trip;
  const { random } = visitor;
  const look = lookAt(random, { kind: 'checkout' }, [recordLines(trip, 'begin_checkout', visitor.cart)]);
  const isBadRelease = visitor.platform === 'Android' && visitor.appVersion === '3.4.0';
  if (isBadRelease && random.chance(story.badRelease.checkoutCrashes)) {
    look.acts.push({ kind: 'crash', afterMs: Math.round(look.dwellMs * 0.7) });
    return [look];
  }
  if (!random.chance(visitor.platform === 'Web' ? mood.webPayment : story.appPayment)) return [look];
  const bill = billFor(trip);
  const attributes = { payment_method: bill.method };
  const afterMs = Math.round(look.dwellMs * 0.8);
  look.acts.push({ kind: 'record', name: 'add_payment_info', afterMs, attributes });
  return [look, purchase(trip, bill)];
}

/** The way from a filled cart towards the order; it may end at each step. A paid order empties the cart. */
export function buy(trip: Trip): Look[] {
  const { visitor, mood } = trip;
  const { random } = visitor;
  const cart = lookAt(random, { kind: 'cart' }, [recordLines(trip, 'view_cart', visitor.cart)]);
  if (!random.chance(story.checkout * Math.min(1.3, mood.conversion))) return leaveCart(trip, cart);
  const looks = [cart];
  if (trip.customer === null) {
    const [owner] = visitor.accounts;
    if (owner !== undefined) looks.push(logInDuring(trip, owner, false));
    else if (random.chance(0.5)) looks.push(logInDuring(trip, trip.register(), true));
  }
  return [...looks, ...fillInCheckout(trip)];
}
