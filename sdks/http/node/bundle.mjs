// Sends the events of one session in one request.
import { randomUUID } from 'node:crypto';

const { MILLSTREAM_ENDPOINT: endpoint, MILLSTREAM_APP_ID: appId } = process.env;
const startedAt = Date.now() - 60_000;
const tea = { id: 'tea-1', name: 'Green tea', price: 12.5, quantity: 1 };

function event(name, afterMs, attributes) {
  return {
    event_type: name,
    event_id: randomUUID(),
    timestamp: startedAt + afterMs,
    app_id: appId,
    unique_id: 'visitor-1',
    attributes: {
      _session_id: `visitor-1-${startedAt}`,
      _session_number: 1,
      _session_start_timestamp: startedAt,
      _session_duration: afterMs,
      ...attributes,
    },
    items: [tea],
  };
}

const events = [
  event('product_viewed', 0, { list: 'new' }),
  event('cart_filled', 30_000, { cart_size: 1 }),
  event('order_paid', 60_000, { _value: 12.5, _currency: 'EUR' }),
];
const answer = await fetch(`${endpoint}?${new URLSearchParams({ appId })}`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
  body: JSON.stringify(events),
  signal: AbortSignal.timeout(10_000),
});
if (answer.status !== 200) throw new Error(`not accepted: ${answer.status}`);
for (const { event_id } of events) console.log(event_id);
