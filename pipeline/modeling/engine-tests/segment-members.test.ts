import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ScratchWarehouse, scratchWarehouse } from '../test-support/scratch-warehouse.ts';
import { stageBatch, stagedEvent } from '../test-support/staged-batch.ts';

const timeMs = Date.parse('2026-03-01T10:00:00Z');
const hostile = `"; DROP TABLE stored.user; -- 'x' \\ % _ 😀`;

/** Visitors of two apps; two devices of one customer. */
async function load(
  shop: ScratchWarehouse,
  visitors: readonly (readonly [string, (string | undefined)?, string?])[],
) {
  const events = visitors.map(([visitor, customer, app = 'shop'], index) =>
    stagedEvent({
      event_id: `${app}-${visitor}`,
      event_time_msec: timeMs + index,
      app_id: app,
      user_pseudo_id: visitor,
      user_first: true,
      ...(customer === undefined ? {} : { user_id: customer }),
    }),
  );
  const name = `file-${visitors.map(([visitor]) => visitor).join()}`;
  await shop.warehouse.load(await stageBatch(shop.folder, [{ name, events }]));
}

async function shopWithUsers(): Promise<ScratchWarehouse> {
  const shop = await scratchWarehouse();
  await load(shop, [['a', 'C'], ['b', 'C'], ['c'], [hostile], ['a', undefined, 'other']]);
  return shop;
}

const membersOf = async (shop: ScratchWarehouse) =>
  (await shop.rows('SELECT * FROM segment_member ORDER BY ALL')).map((row) => Object.values(row).join(' '));
const s1 = { appId: 'shop', segmentId: 's1' };

describe('members of segments', () => {
  it('are there, and none, in a new warehouse', async () => {
    await using shop = await scratchWarehouse();
    assert.deepEqual(await membersOf(shop), []);
  });

  it('are the users among the ids, each once', async () => {
    await using shop = await shopWithUsers();
    const found = await shop.warehouse.replaceSegment(s1, ['b', 'a', 'x', 'b', hostile, '']);
    const { sample, ...counts } = found;
    assert.deepEqual(counts, {
      memberCount: 3,
      userKeyCount: 2,
      userCount: 4,
      unmatchedCount: 2,
      unmatched: ['', 'x'],
    });
    assert.deepEqual(
      sample.map((row) => [row.user_pseudo_id, row.user_id]),
      [
        [hostile, null],
        ['a', 'C'],
        ['b', 'C'],
      ],
    );
    assert.deepEqual(await membersOf(shop), [`shop s1 ${hostile}`, 'shop s1 a', 'shop s1 b']);
  });

  it('take the place of those before, of this segment and app only', async () => {
    await using shop = await shopWithUsers();
    await shop.warehouse.replaceSegment(s1, ['a', 'b']);
    await shop.warehouse.replaceSegment({ ...s1, segmentId: 's2' }, ['a']);
    await shop.warehouse.replaceSegment({ ...s1, appId: 'other' }, ['a', 'b']);
    await shop.warehouse.replaceSegment(s1, ['c']);
    assert.deepEqual(await membersOf(shop), ['other s1 a', 'shop s1 c', 'shop s2 a']);
    await shop.reopen();
    assert.deepEqual(await shop.warehouse.segments(), [
      { ...s1, appId: 'other' },
      s1,
      { ...s1, segmentId: 's2' },
    ]);
    await shop.warehouse.removeSegment({ ...s1, segmentId: 's2' });
    await shop.warehouse.removeSegment({ ...s1, segmentId: 'never' });
    assert.deepEqual(await membersOf(shop), ['other s1 a', 'shop s1 c']);
  });

  it('stay when the ids end in a failure or the run is stopped', async () => {
    await using shop = await shopWithUsers();
    await shop.warehouse.replaceSegment(s1, ['a']);
    const failing = function* () {
      yield 'b';
      throw new Error('the query failed');
    };
    await assert.rejects(shop.warehouse.replaceSegment(s1, failing()), /the query failed/);
    await assert.rejects(shop.warehouse.replaceSegment(s1, ['b'], AbortSignal.abort()), /abort/i);
    assert.deepEqual(await membersOf(shop), ['shop s1 a']);
  });

  it('are counted without being kept', async () => {
    await using shop = await shopWithUsers();
    const { memberCount, unmatched } = await shop.warehouse.countSegment('shop', ['a', 'y']);
    assert.deepEqual([memberCount, unmatched], [1, ['y']]);
    assert.deepEqual(await membersOf(shop), []);
  });

  it('never hold a load up', async () => {
    await using shop = await shopWithUsers();
    const { promise: isLoaded, resolve } = Promise.withResolvers<void>();
    const waiting = async function* () {
      yield 'a';
      await isLoaded;
      yield 'd';
    };
    const replaced = shop.warehouse.replaceSegment(s1, waiting());
    await load(shop, [['d']]);
    await shop.warehouse.refresh();
    resolve();
    assert.equal((await replaced).memberCount, 2);
  });

  it('are as many as wanted', async () => {
    await using shop = await shopWithUsers();
    const many = Array.from({ length: 25_000 }, (_, index) => `n${index}`);
    const { unmatchedCount, unmatched } = await shop.warehouse.countSegment('shop', many);
    assert.deepEqual([unmatchedCount, unmatched.length], [25_000, 100]);
  });
});
