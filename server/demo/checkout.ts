import { cartItems, worthOf } from './cart.ts';
import { type JourneyFrame, lookAt, lookAtLogin } from './journey.ts';
import type { Act, Look } from './look.ts';
import { inCurrency } from './shop.ts';
import { story } from './story.ts';
import type { Visitor } from './visitor.ts';

function willPay(visitor: Visitor, frame: JourneyFrame): boolean {
  const isWeb = visitor.platform === 'Web';
  return visitor.random.chance(isWeb ? frame.mood.webPayment : story.appPayment);
}

function crashes(visitor: Visitor): boolean {
  const isBad = visitor.platform === 'Android' && visitor.appVersion === '3.4.0';
  return isBad && visitor.random.chance(story.badRelease.crashes * 3);
}

function purchase(visitor: Visitor, frame: JourneyFrame, sums: CheckoutSums): Look {
  const { random, place, account } = visitor;
  const attributes = {
    order_id: `HO-${random.hex(1).toUpperCase()}`,
    _value: inCurrency(sums.totalEuros, place.currency),
    _currency: place.currency,
    shipping: inCurrency(sums.shippingEuros, place.currency),
    payment_method: sums.method,
    first_order: (account?.orders ?? 0) === 0,
    ...(frame.mood.isFestival ? { coupon: 'FESTIVAL15' } : {}),
  };
  const valueUsd = inCurrency(sums.totalEuros, 'USD');
  const items = cartItems(visitor);
  const acts: Act[] = [{ kind: 'record', name: 'purchase', afterMs: 120, attributes, items, valueUsd }];
  if (account !== null) {
    account.orders += 1;
    account.spent += sums.totalEuros;
    acts.push({ kind: 'update-profile', afterMs: 200 });
  }
  visitor.cart = [];
  visitor.loyalty *= 1.25;
  return lookAt(random, { kind: 'thanks' }, acts);
}

interface CheckoutSums {
  readonly totalEuros: number;
  readonly shippingEuros: number;
  readonly method: string;
}

function sumsOf(visitor: Visitor, frame: JourneyFrame): CheckoutSums {
  const { random, place } = visitor;
  const worth = worthOf(visitor.cart) * (frame.mood.isFestival ? 1 - story.festival.discount : 1);
  const shippingEuros = worth > 49 ? 0 : 4.9;
  const methods = place.country === 'CN' ? ['alipay', 'wechat_pay'] : ['card', 'card', 'paypal', 'invoice'];
  return { totalEuros: worth + shippingEuros, shippingEuros, method: random.pick(methods) };
}

/** The way from a filled cart towards the order; it may end at each step. A paid order empties the cart. */
export function buy(visitor: Visitor, frame: JourneyFrame): Look[] {
  const { random, place } = visitor;
  const worth = { _value: inCurrency(worthOf(visitor.cart), place.currency), _currency: place.currency };
  const record = (name: string, afterMs: number): Act => {
    return { kind: 'record', name, afterMs, attributes: worth, items: cartItems(visitor) };
  };
  const looks = [lookAt(random, { kind: 'cart' }, [record('view_cart', 100)])];
  if (!random.chance(story.checkout * Math.min(1.3, frame.mood.conversion))) {
    if (random.chance(0.25)) {
      looks[0]?.acts.push(record('remove_from_cart', 700));
      visitor.cart = visitor.cart.slice(1);
    }
    return looks;
  }
  if (visitor.account === null) {
    const [main] = visitor.accounts;
    if (main !== undefined) looks.push(lookAtLogin(random, main, false));
    else if (random.chance(0.5)) looks.push(lookAtLogin(random, frame.register(), true));
  }
  const checkout = lookAt(random, { kind: 'checkout' }, [record('begin_checkout', 100)]);
  looks.push(checkout);
  if (crashes(visitor)) {
    checkout.acts.push({ kind: 'crash', afterMs: Math.round(checkout.dwellMs * 0.7) });
    return looks;
  }
  if (!willPay(visitor, frame)) return looks;
  const sums = sumsOf(visitor, frame);
  const attributes = { payment_method: sums.method };
  const afterMs = Math.round(checkout.dwellMs * 0.8);
  checkout.acts.push({ kind: 'record', name: 'add_payment_info', afterMs, attributes });
  looks.push(purchase(visitor, frame, sums));
  return looks;
}
