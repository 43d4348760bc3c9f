// Sends one event. Usage: MILLSTREAM_ENDPOINT=https://collect.example.com/collect MILLSTREAM_APP_ID=shop node one-event.mjs
import { randomUUID } from 'node:crypto';

const { MILLSTREAM_ENDPOINT: endpoint, MILLSTREAM_APP_ID: appId } = process.env;
const now = Date.now();
const event = {
  event_type: 'order_paid',
  event_id: randomUUID(),
  timestamp: now,
  app_id: appId,
  unique_id: 'visitor-1',
  user: { _user_id: { value: '42', set_timestamp: now } },
  attributes: { _value: 12.5, _currency: 'EUR' },
};

const answer = await fetch(`${endpoint}?${new URLSearchParams({ appId })}`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
  body: JSON.stringify([event]),
  signal: AbortSignal.timeout(10_000),
});
if (answer.status !== 200) throw new Error(`not accepted: ${answer.status}`);
console.log(event.event_id);
