import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Refusal } from '@millstream/ingestion';
import { createRefusalLog } from './refusal-log.ts';

const hourMs = 3_600_000;
let nowMs = Date.parse('2026-03-10T12:00:00Z');
const clock = { now: () => nowMs, monotonic: () => nowMs };
const refusal = (appId: string, atMs = nowMs, code: Refusal['code'] = 'APP_UNKNOWN'): Refusal => ({
  ...{ atMs, rid: '', appId, code, status: 403, method: 'POST', path: '/collect' },
  ...{ origin: '', userAgent: '', bytes: 0 },
});
const wanted = { appIds: new Set(['web']), isUnknownWanted: true, limit: 2_000 };

it('keeps the last 1,000 of each app id, those of a day, and of 200 unknown ids', () => {
  const log = createRefusalLog(clock);
  let heard = 0;
  const end = log.listen('first', () => {
    heard += 1;
  });
  const refusals = Array.from({ length: 1_200 }, (_, index) =>
    refusal('web', nowMs + index, 'BODY_TOO_LARGE'),
  );
  log.note('first', { refusals, leftOut: 0 });
  assert.equal(log.list('first', wanted).length, 1_000);
  assert.equal(log.list('first', wanted)[0]?.atMs, nowMs + 1_199, 'newest first');
  log.note('first', {
    refusals: Array.from({ length: 300 }, (_, index) => refusal(`x${index}`)),
    leftOut: 0,
  });
  const unknown = { appIds: new Set<string>(), isUnknownWanted: true, limit: 2_000 };
  assert.ok(log.list('first', unknown).length <= 200);
  assert.deepEqual(log.list('first', { ...unknown, isUnknownWanted: false }), []);
  assert.deepEqual(log.list('other', wanted), []);
  end();
  log.note('first', { refusals: [refusal('web')], leftOut: 0 });
  assert.equal(heard, 2);
  nowMs += 25 * hourMs;
  assert.deepEqual(log.list('first', wanted), []);
});
