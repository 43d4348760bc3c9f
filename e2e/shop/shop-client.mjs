// Runs in the browser: sets up the real web client and lets the shop's buttons use it.
import { ClickstreamAnalytics } from '@aws/clickstream-web';

const config = JSON.parse(document.getElementById('client-config').textContent);
ClickstreamAnalytics.init(config);

const products = JSON.parse(document.getElementById('shop-products').textContent);
const cartKey = 'shop-cart';
const cart = () => JSON.parse(localStorage.getItem(cartKey) ?? '[]');

const actions = {
  'log-in'() {
    ClickstreamAnalytics.setUserId('ann-42');
    ClickstreamAnalytics.setUserAttributes({
      _user_name: 'Ann',
      _user_age: 37,
      plan: 'gold',
      newsletter: true,
    });
    ClickstreamAnalytics.record({ name: 'login', attributes: { method: 'email' } });
  },
  'log-out'() {
    ClickstreamAnalytics.setUserId(null);
  },
  'add-to-cart'(button) {
    const product = products.find((candidate) => candidate.id === button.dataset.product);
    const item = { ...product, currency: 'EUR', quantity: Number(button.dataset.quantity ?? 1) };
    localStorage.setItem(cartKey, JSON.stringify([...cart(), item]));
    ClickstreamAnalytics.record({
      name: 'add_to_cart',
      attributes: { cart_size: cart().length, first_time: true, source: 'product page' },
      items: [item],
    });
  },
  buy() {
    const items = cart();
    const value = items.reduce((sum, item) => sum + item.price * item.quantity, 0);
    ClickstreamAnalytics.record({
      name: 'purchase',
      attributes: {
        order_id: 'o-1',
        _value: value,
        _currency: 'EUR',
        coupon: 'SPRING "10%" ✓',
        express: false,
      },
      items,
    });
    localStorage.removeItem(cartKey);
  },
  'say-goodbye'() {
    ClickstreamAnalytics.record({ name: 'said_goodbye', attributes: { mood: 'fine' } });
  },
};

document.addEventListener('click', (event) => {
  const button = event.target.closest?.('button[data-action]');
  if (button) actions[button.dataset.action](button);
});
document.body.dataset.client = 'ready';
