import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Driver } from './driver.ts';
import { type LedgerSums, type RunningProduct, startProduct } from './running-product.ts';
import { sendThroughLoss } from './send-through-loss.ts';

/** Time until the product must have processed what it accepted, ms. */
const processingTimeoutMs = 60_000;

async function ledgerOf(product: RunningProduct, events: number): Promise<LedgerSums> {
  const deadline = performance.now() + processingTimeoutMs;
  for (;;) {
    const sums = await product.ledger();
    if (sums.events >= events && sums.isBalanced) return sums;
    if (performance.now() > deadline) return sums;
    await pause(100);
  }
}

/**
 * Registers the test that events of an SDK are in the tables of the real product exactly once, although every second
 * answer was lost and the app was killed on the way.
 */
export function testExactlyOnce(driver: Driver): void {
  it(`events of ${driver.platform} are in the tables once each, although answers were lost`, async () => {
    await using product = await startProduct();
    const { events, receivedCount } = await sendThroughLoss(driver, {
      collector: product.endpoint,
      appId: 'web',
    });
    assert.deepEqual(await ledgerOf(product, receivedCount), {
      events: receivedCount,
      duplicate: receivedCount - events.length,
      rejected: 0,
      isBalanced: true,
    });
    assert.ok(receivedCount > events.length, 'no answer was lost');
    const sent = events.map((event) => String(event.event_id));
    assert.deepEqual([...(await product.eventIds())].sort(), sent.sort());
  });
}
