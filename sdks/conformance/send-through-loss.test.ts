import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openCollectorDouble } from './collector-double.ts';
import { FlawedDriver } from './flawed-driver.ts';
import { sendThroughLoss } from './send-through-loss.ts';

describe('sending over a network that loses every second answer', () => {
  it('tells what the real collector has, and how often it got it twice', async () => {
    await using real = await openCollectorDouble();
    const sent = await sendThroughLoss(new FlawedDriver(null, { flushesByItself: true }), {
      collector: real.endpoint,
      appId: 'shop',
      count: 150,
    });
    assert.deepEqual(
      real.storedEvents().map(({ event_id: id }) => id),
      sent.events.map(({ event_id: id }) => id),
    );
    assert.equal(sent.events.length, 450);
    assert.ok(sent.receivedCount > 450);
    assert.equal(real.requests[0]?.query.appId, 'shop');
  });

  it('fails when events do not arrive', async () => {
    await using real = await openCollectorDouble();
    const driver = new FlawedDriver('forgets-on-failure', { flushesByItself: true });
    real.plan([{ status: 503, times: 'always' }]);
    await assert.rejects(
      sendThroughLoss(driver, { collector: real.endpoint, appId: 'shop', count: 150 }),
      /0 of 150 events named online arrived/,
    );
  });
});
