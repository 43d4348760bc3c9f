import assert from 'node:assert/strict';
import { it } from 'node:test';
import { mostValues } from '../duckdb/metadata/add-values.ts';
import { clockAt, type ScratchWarehouse, scratchWarehouse } from '../test-support/scratch-warehouse.ts';
import { stageBatch, stagedEvent } from '../test-support/staged-batch.ts';
import { seededRandom } from '../test-support/staged-shop.ts';

const startMs = Date.parse('2026-03-01T10:00:00Z');
const clock = clockAt(Date.parse('2026-03-20T00:00:00Z'));

/** A file of events whose city is one of many: a few often, most of them once in a while. */
function file(name: string, seed: number, count: number) {
  const random = seededRandom(seed);
  const events = Array.from({ length: count }, (_, line) => {
    const number = random() < 0.5 ? Math.floor(random() * 5) : 5 + Math.floor(random() * 2000);
    return stagedEvent({
      line,
      event_id: `${name} ${line}`,
      event_time_msec: startMs + line,
      geo_city: `city ${number}`,
    });
  });
  return { name, events };
}

async function cities({ warehouse }: ScratchWarehouse) {
  const { values } = await warehouse.metadata('shop');
  return values.find(({ name }) => name === 'geo_city')?.values ?? [];
}

it('keeps the bound that it tells when a field has more values than are kept', async () => {
  await using scratch = await scratchWarehouse({ clock });
  const truth = new Map<string, number>();
  let total = 0;
  const check = async (shown: number, mostOff: number) => {
    const found = await cities(scratch);
    assert.equal(found.length, shown);
    for (const { value, count, atMost } of found) {
      const real = truth.get(value) ?? 0;
      assert.ok(count <= real && real <= atMost, `${value}: ${count} <= ${real} <= ${atMost}`);
      assert.ok(atMost - count <= mostOff, `${value} is off by ${atMost - count}`);
    }
    const often = [0, 1, 2, 3, 4].map((number) => `city ${number}`);
    assert.deepEqual(
      found
        .slice(0, 5)
        .map(({ value }) => value)
        .sort(),
      often,
    );
    for (const { count, atMost } of found.slice(0, 5)) assert.equal(count, atMost);
  };
  for (let round = 0; round < 6; round += 1) {
    const batch = file(`f${round}`, round, 1000);
    for (const { geo_city } of batch.events)
      truth.set(String(geo_city), (truth.get(String(geo_city)) ?? 0) + 1);
    total += batch.events.length;
    await scratch.warehouse.load(await stageBatch(scratch.folder, [batch]));
    await check(50, total / mostValues);
    await scratch.warehouse.refresh();
    await check(50, total / mostValues);
  }
  // A rebuild takes the values back and counts them again: what is told stays true, though less exact.
  await scratch.warehouse.load(await stageBatch(scratch.folder, [file('f2', 2, 1000)], { replace: true }));
  await check(50, (total * 2) / mostValues);
});

it('keeps no more values of old days than are told, and says what that hides', async () => {
  await using scratch = await scratchWarehouse({ clock });
  const days = [file('f1', 1, 500), file('f2', 2, 500)];
  const newest = stagedEvent({ event_id: 'x', event_time_msec: startMs + 15 * 86_400_000, app_id: 'other' });
  await scratch.warehouse.load(await stageBatch(scratch.folder, [...days, { name: 'f3', events: [newest] }]));
  const before = await cities(scratch);
  await scratch.warehouse.expire({ hotDays: 1 });
  const after = await cities(scratch);
  assert.deepEqual([before.length, after.length], [50, 20]);
  assert.deepEqual(after, before.slice(0, 20));
  const late = stagedEvent({ event_id: 'y', event_time_msec: startMs, geo_city: before[30]?.value ?? '' });
  await scratch.warehouse.load(await stageBatch(scratch.folder, [{ name: 'f4', events: [late] }]));
  const [again] = (await cities(scratch)).filter(({ value }) => value === late.geo_city);
  const real = (before[30]?.count ?? 0) + 1;
  assert.ok(again !== undefined && again.count <= real && real <= again.atMost, JSON.stringify(again));
});
