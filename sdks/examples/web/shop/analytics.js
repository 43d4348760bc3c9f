// All that this shop tells Millstream by itself; pages, clicks, searches, scrolling and sessions come without it.

const itemOf = ({ tea, quantity }) => ({
  id: tea.id,
  name: tea.name,
  category: tea.kind,
  price: tea.price,
  quantity,
  currency: 'EUR',
});

/** Records something that was done with teas, and what they cost together. */
function recordItems(name, lines, attributes = {}) {
  const value = lines.reduce((sum, { tea, quantity }) => sum + tea.price * quantity, 0);
  millstream.record({
    name,
    attributes: { _value: value, _currency: 'EUR', ...attributes },
    items: lines.map(itemOf),
  });
}

export const viewItem = (tea) => recordItems('view_item', [{ tea, quantity: 1 }]);
export const addToCart = (tea) => recordItems('add_to_cart', [{ tea, quantity: 1 }]);
export const removeFromCart = (line) => recordItems('remove_from_cart', [line]);
export const viewCart = (lines) => recordItems('view_cart', lines);
export const beginCheckout = (lines) => recordItems('begin_checkout', lines);
export const purchase = (lines, orderId) => recordItems('purchase', lines, { order_id: orderId });

/** Says who uses the shop from now on. An id that says nothing about the person is best. */
export function logIn(userId, level) {
  millstream.setUserId(userId);
  millstream.setUserAttributes({ level });
  millstream.track('login', { method: 'form' });
}

export function logOut() {
  millstream.track('logout');
  millstream.setUserId(null);
}
