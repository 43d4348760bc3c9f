import type { Look, Spot } from './look.ts';
import { categoryName, shop } from './shop.ts';
import type { DemoPlatform } from './visitor.ts';

/** Name, id and unique id of a screen, as the platform's client reports them. */
export interface AppScreen {
  readonly name: string;
  readonly id: string;
  readonly uniqueId: string;
}

const classStem = {
  home: 'Home',
  category: 'ProductList',
  product: 'Product',
  search: 'Search',
  article: 'Article',
  cart: 'Cart',
  checkout: 'Checkout',
  thanks: 'OrderPlaced',
  login: 'SignIn',
  account: 'Orders',
  help: 'Help',
} as const;

function miniProgramRoute(spot: Spot): string {
  const route = `pages/${spot.kind}/${spot.kind}`;
  switch (spot.kind) {
    case 'product':
      return `${route}?id=${spot.product.id}`;
    case 'category':
      return `${route}?name=${spot.slug}`;
    default:
      return route;
  }
}

function miniProgramTitle(spot: Spot): string {
  if (spot.kind === 'product') return spot.product.name;
  return spot.kind === 'category' ? categoryName(spot.slug) : `${shop.name} ${classStem[spot.kind]}`;
}

/** The screen that shows the look; `instance` tells apart instances of the same class. */
export function appScreen(platform: DemoPlatform, look: Look, instance: string): AppScreen {
  const { spot } = look;
  switch (platform) {
    case 'WeChatMP':
      return { name: miniProgramTitle(spot), id: miniProgramRoute(spot), uniqueId: instance };
    case 'iOS': {
      const name = `${classStem[spot.kind]}ViewController`;
      return { name, id: `HollowOak.${name}`, uniqueId: instance };
    }
    default: {
      const name = `${classStem[spot.kind]}Activity`;
      return { name, id: `example.hollowoak.shop.${name}`, uniqueId: instance };
    }
  }
}
