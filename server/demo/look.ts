import type { DemoItem } from './cart.ts';
import type { Article, Product } from './shop.ts';
import type { Account } from './visitor.ts';

/** What a page or screen of the shop shows. */
export type Spot =
  | { readonly kind: 'home' | 'cart' | 'checkout' | 'thanks' | 'login' | 'account' | 'help' }
  | { readonly kind: 'category'; readonly slug: string }
  | { readonly kind: 'product'; readonly product: Product }
  | { readonly kind: 'search'; readonly term: string }
  | { readonly kind: 'article'; readonly article: Article };

/** Something that happens while a page or screen is looked at, `afterMs` after it came up. */
export type Act =
  | {
      readonly kind: 'record';
      readonly afterMs: number;
      readonly name: string;
      readonly attributes: Readonly<Record<string, string | number | boolean>>;
      readonly items?: readonly DemoItem[];
      /** Value of the event in US dollars. */
      readonly valueUsd?: number;
    }
  | { readonly kind: 'log-in'; readonly afterMs: number; readonly account: Account }
  | { readonly kind: 'update-profile' | 'log-out' | 'crash'; readonly afterMs: number };

/** One look at a page or screen. */
export interface Look {
  readonly spot: Spot;
  /** How long it is shown, ms. */
  dwellMs: number;
  /** Part of that time with the visitor's attention, ms. */
  focusedMs: number;
  readonly acts: Act[];
  /** When 90 % of the page had been seen, ms after it came up; absent when never. */
  readonly scrolledMs?: number;
  /** Link to another site that ends the look. */
  readonly outbound?: string;
}
