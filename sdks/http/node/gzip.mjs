// Sends one compressed event as raw gzip with Content-Encoding.
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';

const { MILLSTREAM_ENDPOINT: endpoint, MILLSTREAM_APP_ID: appId } = process.env;
const event = {
  event_type: 'article_read',
  event_id: randomUUID(),
  timestamp: Date.now(),
  app_id: appId,
  unique_id: 'visitor-1',
  attributes: { article: 'How tea is made', words: 1200 },
};

const answer = await fetch(`${endpoint}?${new URLSearchParams({ appId })}`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json; charset=utf-8', 'Content-Encoding': 'gzip' },
  body: gzipSync(JSON.stringify([event])),
  signal: AbortSignal.timeout(10_000),
});
if (answer.status !== 200) throw new Error(`not accepted: ${answer.status}`);
console.log(event.event_id);
