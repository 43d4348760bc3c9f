import type { Spot } from './look.ts';
import { categoryName, productSlug, shop } from './shop.ts';

/** Address and title of a page of the shop. */
export interface WebPage {
  readonly url: string;
  readonly title: string;
}

const origin = `https://${shop.host}`;
const plainPages = {
  home: { path: '/', title: `${shop.name} | Tea, coffee and all that belongs to it` },
  cart: { path: '/cart', title: `Cart | ${shop.name}` },
  checkout: { path: '/checkout', title: `Checkout | ${shop.name}` },
  thanks: { path: '/checkout/thanks', title: `Thank you | ${shop.name}` },
  login: { path: '/login', title: `Sign in | ${shop.name}` },
  account: { path: '/account/orders', title: `Your orders | ${shop.name}` },
  help: { path: '/help/shipping', title: `Shipping and returns | ${shop.name}` },
} as const;

function pathAndTitle(spot: Spot): { path: string; title: string } {
  switch (spot.kind) {
    case 'category':
      return { path: `/c/${spot.slug}`, title: `${categoryName(spot.slug)} | ${shop.name}` };
    case 'product':
      return { path: `/p/${productSlug(spot.product)}`, title: `${spot.product.name} | ${shop.name}` };
    case 'search':
      return { path: `/search?q=${encodeURIComponent(spot.term)}`, title: `Search | ${shop.name}` };
    case 'article':
      return { path: `/journal/${spot.article.slug}`, title: `${spot.article.title} | ${shop.name}` };
    default:
      return plainPages[spot.kind];
  }
}

/** The page that shows `spot`; `query` (without `?`) is added to the address when not empty. */
export function webPage(spot: Spot, query = ''): WebPage {
  const { path, title } = pathAndTitle(spot);
  const joint = path.includes('?') ? '&' : '?';
  return { url: `${origin}${path}${query === '' ? '' : joint + query}`, title };
}
