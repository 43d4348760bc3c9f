import { html, raw } from './html.js';

const order = new URLSearchParams(location.search).get('order') ?? '';
document.querySelector('main').innerHTML = html`
  <h1>Thank you</h1>
  <p>Order ${order} is on its way – or would be, in a real shop.</p>
  <p>${raw('<a class="button" href="/">Back to the teas</a>')}</p>`;
