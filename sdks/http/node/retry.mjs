// Sends one event until it is accepted: same body, same event id, so that it is counted once.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

const { MILLSTREAM_ENDPOINT: endpoint, MILLSTREAM_APP_ID: appId } = process.env;
const maxTries = 9;

/** 1 s, 2 s, 4 s … at most 5 min, ±20 %, so that many senders do not come back together. */
const backOffMs = (tries) => Math.min(2 ** (tries - 1), 300) * 1000 * (0.8 + 0.4 * Math.random());

/** Retry-After is a number of seconds or a date. */
function retryAfterMs(answer) {
  const value = answer?.headers.get('retry-after');
  if (!value) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

async function send(events) {
  const request = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: JSON.stringify(events),
  };
  for (let tries = 1; ; tries += 1) {
    const signal = AbortSignal.timeout(10_000);
    const url = `${endpoint}?${new URLSearchParams({ appId })}`;
    const answer = await fetch(url, { ...request, signal }).catch(() => undefined);
    if (answer?.status === 200) return;
    const isWorthRetrying = answer === undefined || answer.status === 429 || answer.status >= 500;
    if (!isWorthRetrying || tries === maxTries)
      throw new Error(`not accepted: ${answer?.status ?? 'no answer'}`);
    await wait(retryAfterMs(answer) ?? backOffMs(tries));
  }
}

const event = {
  event_type: 'order_paid',
  event_id: randomUUID(),
  timestamp: Date.now(),
  app_id: appId,
  unique_id: 'visitor-1',
  attributes: { _value: 12.5, _currency: 'EUR' },
};
await send([event]);
console.log(event.event_id);
