/** Product of the test shop. */
export interface ShopProduct {
  readonly id: string;
  readonly name: string;
  readonly brand: string;
  readonly category: string;
  readonly category2: string;
  readonly price: number;
  /** A field of our own, which ends in the item's custom parameters. */
  readonly colour: string;
}

/** Products of the test shop. */
export const shopProducts: readonly ShopProduct[] = [
  {
    id: 'p-1',
    name: 'Cast iron teapot',
    brand: 'Ironmere',
    category: 'teaware',
    category2: 'pots',
    price: 79,
    colour: 'black',
  },
  {
    id: 'p-2',
    name: 'Sencha',
    brand: 'Kawabe',
    category: 'tea',
    category2: 'green',
    price: 14.5,
    colour: 'green',
  },
];

/** A page of the test shop. */
export interface ShopPage {
  readonly title: string;
  readonly body: string;
  /** False for the page of another company, which has no client. */
  readonly isTracked: boolean;
}

function productPage(product: ShopProduct): ShopPage {
  const button = `<button data-action="add-to-cart" data-product="${product.id}" data-quantity="2">Add two</button>`;
  return { title: `${product.name} | Test shop`, body: `<h1>${product.name}</h1>${button}`, isTracked: true };
}

const tracked: Readonly<Record<string, { title: string; body: string }>> = {
  '/': {
    title: 'Home | Test shop',
    body: '<h1>Welcome</h1><a id="to-category" href="/category/teaware">Teaware</a>',
  },
  '/category/teaware': {
    title: 'Teaware + more | Test shop',
    body: '<h1>Teaware</h1><a id="to-product" href="/product/p-1">Cast iron teapot</a>',
  },
  '/search': { title: 'Search | Test shop', body: '<h1>Results</h1><a href="/product/p-2">Sencha</a>' },
  '/story': {
    title: 'A long story | Test shop',
    body: `<h1>Story</h1>${'<p style="height:400px">And then there was more tea.</p>'.repeat(20)}`,
  },
  '/account': {
    title: 'Account | Test shop',
    body: '<button data-action="log-in">Log in</button><button data-action="log-out">Log out</button>',
  },
  '/cart': { title: 'Cart | Test shop', body: '<button data-action="buy">Buy</button>' },
  '/goodbye': { title: 'Goodbye | Test shop', body: '<button data-action="say-goodbye">Goodbye</button>' },
};

/** The page at `path`; null when there is none. `otherOrigin` is the address of the other company's site. */
export function shopPage(path: string, otherOrigin: string): ShopPage | null {
  const product = shopProducts.find((candidate) => path === `/product/${candidate.id}`);
  if (product !== undefined) return productPage(product);
  if (path === '/partner') return { title: 'Partner', body: '<h1>Another company</h1>', isTracked: false };
  if (path === '/links') {
    const link = `<a id="partner-link" class="link outbound" href="${otherOrigin}/partner?from=shop"><span>Partner</span></a>`;
    return { title: 'Links | Test shop', body: link, isTracked: true };
  }
  const page = tracked[path];
  return page === undefined ? null : { ...page, isTracked: true };
}
