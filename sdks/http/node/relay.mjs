// Relays an event of a visitor who talked to your server: the visitor's address and browser, not the server's.
// Usage: node relay.mjs CLIENT_ADDRESS CLIENT_USER_AGENT
import { randomUUID } from 'node:crypto';

const { MILLSTREAM_ENDPOINT: endpoint, MILLSTREAM_APP_ID: appId } = process.env;
const [clientAddress, clientUserAgent] = process.argv.slice(2);
const event = {
  event_type: 'newsletter_ordered',
  event_id: randomUUID(),
  timestamp: Date.now(),
  app_id: appId,
  unique_id: 'visitor-1',
  attributes: { list: 'weekly' },
};

const answer = await fetch(`${endpoint}?${new URLSearchParams({ appId })}`, {
  method: 'POST',
  headers: {
    'Content-Type': 'application/json; charset=utf-8',
    'X-Forwarded-For': clientAddress,
    'User-Agent': clientUserAgent,
  },
  body: JSON.stringify([event]),
  signal: AbortSignal.timeout(10_000),
});
if (answer.status !== 200) throw new Error(`not accepted: ${answer.status}`);
console.log(event.event_id);
