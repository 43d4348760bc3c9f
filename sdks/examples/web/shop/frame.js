// Header and footer of every page: search, cart, log in and out.
import { logIn, logOut } from './analytics.js';
import { count } from './cart.js';
import { html, raw } from './html.js';

const key = 'hillside-user';
const user = () => localStorage.getItem(key);

const header = () => html`
  <a class="brand" href="/">Hillside <span>Tea</span></a>
  <form class="search" action="/" role="search">
    <input type="search" name="q" aria-label="Search teas" placeholder="Search teas"
      value="${new URLSearchParams(location.search).get('q') ?? ''}">
  </form>
  <nav aria-label="Shop">
    <button type="button" class="quiet" id="account">${user() === null ? 'Log in' : 'Log out'}</button>
    <a class="button quiet" href="/cart">Cart <span class="count">${count()}</span></a>
  </nav>`;

const dialog = html`
  <form method="dialog">
    <h2>Log in</h2>
    <label>Customer number <input name="user" required pattern="[A-Za-z0-9-]+" placeholder="C-1024"></label>
    <p class="faint">This is a demonstration: any number will do, and no password is asked.</p>
    <div class="row"><button value="log-in">Log in</button>
      <button value="cancel" class="quiet" formnovalidate>Cancel</button></div>
  </form>`;

function askWho() {
  const element = document.createElement('dialog');
  element.innerHTML = dialog;
  document.body.append(element);
  element.addEventListener('close', () => {
    const userId = new FormData(element.querySelector('form')).get('user');
    if (element.returnValue === 'log-in') {
      localStorage.setItem(key, userId);
      logIn(userId, 'silver');
      show();
    }
    element.remove();
  });
  element.showModal();
}

function show() {
  document.querySelector('header').innerHTML = header();
  document.querySelector('#account').addEventListener('click', () => {
    if (user() === null) return askWho();
    logOut();
    localStorage.removeItem(key);
    show();
  });
}

document.body.insertAdjacentHTML('afterbegin', '<header></header>');
document.body.insertAdjacentHTML(
  'beforeend',
  html`<footer class="faint">A demonstration shop: nothing is sold, nothing is sent but to your own collector.
    ${raw('<a href="https://brewing.example.org/">How a cup is brewed</a>')}</footer>`,
);
addEventListener('cart', show);
show();
