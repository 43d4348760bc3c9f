import { teaOf } from './teas.js';

const key = 'hillside-cart';
const read = () => JSON.parse(localStorage.getItem(key) ?? '{}');

function write(quantities) {
  localStorage.setItem(key, JSON.stringify(quantities));
  dispatchEvent(new Event('cart'));
}

/** Lines of the cart: a tea and how many of it. */
export const lines = () => Object.entries(read()).map(([id, quantity]) => ({ tea: teaOf(id), quantity }));

/** What the cart costs, in euros. */
export const total = () => lines().reduce((sum, { tea, quantity }) => sum + tea.price * quantity, 0);

/** Number of things in the cart. */
export const count = () => lines().reduce((sum, { quantity }) => sum + quantity, 0);

/** Puts one more into the cart. */
export function add({ id }) {
  const quantities = read();
  write({ ...quantities, [id]: (quantities[id] ?? 0) + 1 });
}

/** Takes a tea out of the cart. */
export function remove({ id }) {
  const { [id]: _, ...others } = read();
  write(others);
}

/** Empties the cart. */
export const empty = () => write({});
