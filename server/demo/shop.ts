import catalogue from './data/catalogue.json' with { type: 'json' };
import places from './data/places.json' with { type: 'json' };
import type { Random } from './random.ts';
import { weightedChoice } from './weighted-choice.ts';

/** The shop itself: its name, host and app package. */
export const shop = catalogue.shop;

/** One product of the catalogue; `price` in euros. */
export type Product = (typeof catalogue.products)[number];
/** One category of the catalogue. */
export type Category = (typeof catalogue.categories)[number];
/** One article of the shop's journal. */
export type Article = (typeof catalogue.journal)[number];
/** A city where visitors live, with networks (the first three numbers of a /24) that lie in it. */
export type Place = (typeof places.places)[number];

const productsOf = new Map(
  catalogue.categories.map((category) => {
    const list = catalogue.products.filter((product) => product.category === category.slug);
    // The nth product of a category is wanted 1/sqrt(n) as often as the first.
    return [category.slug, weightedChoice(list, (product) => 1 / Math.sqrt(list.indexOf(product) + 1))];
  }),
);
const drawCategoryByWeight = weightedChoice(catalogue.categories, (category) => category.weight);
const drawSearchByWeight = weightedChoice(catalogue.searches, (search) => search.weight);
const unitsPerEuro = new Map<string, number>(Object.entries(places.unitsPerEuro));

/** Draws a place by its share of visitors. */
export const drawPlace = weightedChoice(places.places, (place) => place.weight);

/** Draws a category by popularity. */
export function drawCategory(random: Random): Category {
  return drawCategoryByWeight(random);
}

/** Draws a product by popularity, of `categorySlug` when given. */
export function drawProduct(random: Random, categorySlug?: string): Product {
  const slug = categorySlug ?? drawCategoryByWeight(random).slug;
  const draw = productsOf.get(slug);
  return draw === undefined ? random.pick(catalogue.products) : draw(random);
}

/** Draws what somebody types into the search box. */
export function drawSearchTerm(random: Random): string {
  return drawSearchByWeight(random).term;
}

/** Draws an article of the journal. */
export function drawArticle(random: Random): Article {
  return random.pick(catalogue.journal);
}

/** Converts euros to `currency`, rounded to what the currency can show (whole yen and won). */
export function inCurrency(euros: number, currency: string): number {
  const amount = euros * (unitsPerEuro.get(currency) ?? 1);
  return currency === 'JPY' || currency === 'KRW' ? Math.round(amount) : Math.round(amount * 100) / 100;
}

/** Name of the category in a page title. */
export function categoryName(slug: string): string {
  return catalogue.categories.find((category) => category.slug === slug)?.name ?? slug;
}

/** Last part of a product's page address. */
export function productSlug(product: Product): string {
  return product.name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
