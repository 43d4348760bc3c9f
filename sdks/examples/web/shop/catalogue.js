import { html, picture, raw } from './html.js';
import { euros, search } from './teas.js';

const word = new URLSearchParams(location.search).get('q') ?? '';
const found = search(word);

const card = (tea) =>
  raw(html`<li><a class="card" href="/product?id=${tea.id}">
    ${picture(tea)}
    <strong>${tea.name}</strong>
    <span class="faint">${tea.kind} · ${tea.origin}</span>
    <span class="price">${euros(tea.price)}</span>
  </a></li>`);

document.querySelector('main').innerHTML = html`
  <h1>${word === '' ? 'Teas of the season' : `Teas for “${word}”`}</h1>
  ${found.length === 0 ? raw('<p>Nothing found. <a href="/">Show all teas</a></p>') : ''}
  <ul class="cards">${found.map(card)}</ul>`;
