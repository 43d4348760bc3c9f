import { beginCheckout, purchase } from './analytics.js';
import { empty, lines, total } from './cart.js';
import { html } from './html.js';
import { euros } from './teas.js';

function show() {
  document.querySelector('main').innerHTML = html`
    <h1>Checkout</h1>
    <form id="order" class="panel">
      <label>Name <input name="name" autocomplete="name" required></label>
      <label>Street <input name="street" autocomplete="street-address" required></label>
      <label>Town <input name="town" autocomplete="address-level2" required></label>
      <p class="sum">To pay on delivery <strong>${euros(total())}</strong></p>
      <button>Buy now</button>
      <p class="faint">What you type here stays on this page.</p>
    </form>`;
  beginCheckout(lines());

  document.querySelector('#order').addEventListener('submit', (event) => {
    event.preventDefault();
    const orderId = `H-${Date.now().toString(36).toUpperCase()}`;
    purchase(lines(), orderId);
    empty();
    location.assign(`/thanks?order=${orderId}`);
  });
}

if (lines().length === 0) location.replace('/cart');
else show();
