import type { DemoItem } from './cart.ts';
import type { Random } from './random.ts';
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
  readonly dwellMs: number;
  /** Part of that time with the visitor's attention, ms. */
  readonly focusedMs: number;
  readonly acts: Act[];
  /** When 90 % of the page had been seen, ms after it came up; absent when never. */
  readonly scrolledMs?: number;
  /** Link to another site that ends the look. */
  readonly outbound?: string;
}

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
const scrolledShare: Readonly<Partial<Record<Spot['kind'], number>>> = {
  home: 0.18,
  category: 0.35,
  product: 0.3,
  article: 0.42,
  search: 0.2,
};

/** Makes one look of a drawn length, with whatever a reader does on such a page; acts end before the look does. */
export function lookAt(random: Random, spot: Spot, acts: readonly Act[] = []): Look {
  const dwellMs = Math.round(Math.min(1_500_000, random.logNormal(medianDwellMs[spot.kind], 0.7)) + 800);
  const focusedMs = Math.round(dwellMs * (0.72 + 0.28 * random.next()));
  const isScrolled = random.chance(scrolledShare[spot.kind] ?? 0);
  return {
    spot,
    dwellMs,
    focusedMs,
    acts: acts.map((act) => ({ ...act, afterMs: Math.min(act.afterMs, dwellMs - 1) })),
    ...(isScrolled ? { scrolledMs: Math.round(dwellMs * (0.3 + 0.5 * random.next())) } : {}),
    ...(spot.kind === 'article' && random.chance(0.16) ? { outbound: spot.article.link } : {}),
  };
}
