import { removeFromCart, viewCart } from './analytics.js';
import { lines, remove, total } from './cart.js';
import { html, picture, raw } from './html.js';
import { euros } from './teas.js';

const row = ({ tea, quantity }) =>
  raw(html`<li class="line">${picture(tea)}<strong>${tea.name}</strong>
    <span>${quantity} × ${euros(tea.price)}</span>
    <button class="quiet" data-remove="${tea.id}" aria-label="Remove ${tea.name}">Remove</button></li>`);

function show() {
  const content = lines();
  document.querySelector('main').innerHTML =
    content.length === 0
      ? html`<h1>Your cart</h1><p>It is empty. ${raw('<a href="/">Choose a tea</a>')}</p>`
      : html`<h1>Your cart</h1><ul class="lines">${content.map(row)}</ul>
          <p class="sum">Total <strong>${euros(total())}</strong></p>
          <a class="button" href="/checkout">Go to checkout</a>`;
}

document.querySelector('main').addEventListener('click', ({ target }) => {
  const line = lines().find(({ tea }) => tea.id === target.dataset.remove);
  if (line === undefined) return;
  remove(line.tea);
  removeFromCart(line);
  show();
});
show();
if (lines().length > 0) viewCart(lines());
