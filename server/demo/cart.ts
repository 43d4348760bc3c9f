import { inCurrency, type Product } from './shop.ts';
import type { CartLine, Visitor } from './visitor.ts';

/** An item as clients send it. */
export interface DemoItem {
  readonly id: string;
  readonly name: string;
  readonly brand: string;
  readonly category: string;
  readonly category2: string;
  readonly price: number;
  readonly currency: string;
  readonly quantity: number;
  readonly location_id: string;
}

/** The product as an item with prices in `currency`. */
export function itemOf(product: Product, quantity: number, currency: string): DemoItem {
  return {
    id: product.id,
    name: product.name,
    brand: product.brand,
    category: product.category,
    category2: product.category2,
    price: inCurrency(product.price, currency),
    currency,
    quantity,
    location_id: currency === 'CNY' || currency === 'JPY' || currency === 'KRW' ? 'wh-east' : 'wh-west',
  };
}

/** The items of the visitor's cart in the visitor's currency. */
export function cartItems(visitor: Visitor): DemoItem[] {
  return visitor.cart.map((line) => itemOf(line.product, line.quantity, visitor.place.currency));
}

/** Puts a product into the cart; at most five different products fit. */
export function putInCart(visitor: Visitor, product: Product, quantity: number): boolean {
  const line = visitor.cart.find((other) => other.product.id === product.id);
  if (line !== undefined) line.quantity += quantity;
  else if (visitor.cart.length < 5) visitor.cart.push({ product, quantity });
  else return false;
  return true;
}

/** Worth of the lines, euros. */
export function worthOf(lines: readonly CartLine[]): number {
  return lines.reduce((sum, line) => sum + line.product.price * line.quantity, 0);
}
