// A single page for all teas: choosing another one changes the address without a load.
import { addToCart, viewItem } from './analytics.js';
import { add } from './cart.js';
import { html, picture, raw } from './html.js';
import { euros, teaOf, teas } from './teas.js';

const shownTea = () => teaOf(new URLSearchParams(location.search).get('id'));

function show() {
  const tea = shownTea();
  const others = teas.filter(({ kind, id }) => kind === tea.kind && id !== tea.id);
  document.title = `${tea.name} – Hillside Tea`;
  document.querySelector('main').innerHTML = html`
    <div class="product">
      ${picture(tea)}
      <div>
        <h1>${tea.name}</h1>
        <p class="faint">${tea.kind} tea from ${tea.origin}</p>
        <p>${tea.taste}</p>
        <p>${tea.water} °C, ${tea.minutes} min.</p>
        <p class="price">${euros(tea.price)} <span class="faint">for 100 g</span></p>
        <button id="add">Add to cart</button>
        <p role="status" class="faint"></p>
      </div>
    </div>
    ${others.length === 0 ? '' : raw(html`<h2>More ${tea.kind} teas</h2>`)}
    <ul class="cards small">${others.map((other) =>
      raw(html`<li><a class="card" data-tea href="/product?id=${other.id}">${picture(other)}
        <strong>${other.name}</strong></a></li>`),
    )}</ul>`;
  document.querySelector('#add').addEventListener('click', () => {
    add(tea);
    addToCart(tea);
    document.querySelector('[role=status]').textContent = `${tea.name} is in your cart.`;
  });
  // After the view of the page, which the SDK records as soon as this task is over and the title is known.
  queueMicrotask(() => viewItem(tea));
}

document.querySelector('main').addEventListener('click', (event) => {
  const link = event.target.closest('a[data-tea]');
  if (link === null || event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  history.pushState(null, '', link.href);
  show();
});
addEventListener('popstate', show);
show();
