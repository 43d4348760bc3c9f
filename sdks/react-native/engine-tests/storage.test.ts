import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { named, openStage, sdkOf } from './started-app.ts';

const eventKeys = (rows: ReadonlyMap<string, string>): readonly string[] =>
  [...rows.keys()].filter((key) => key.includes('/events/'));

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('waiting events in AsyncStorage', () => {
  it('keeps 4,000 events below the 6 MB that Android gives an app, and delivers each once', async () => {
    await using stage = await openStage({ system: 'android' });
    const { phone } = stage;
    const process = await stage.start();
    phone.network.isOnline = false;
    for (const n of numbers(4_000)) sdkOf(process).record({ name: 'a', attributes: { n } });
    await phone.settle(0);
    const longest = Math.max(...[...phone.disk.rows.values()].map((row) => row.length));
    assert.ok(longest < 100_000, `a row has ${longest} characters`);
    assert.ok(phone.disk.bytes < 700_000, `${phone.disk.bytes} characters are stored`);
    phone.network.isOnline = true;
    await phone.pass(200_000);
    const events = named(stage.collector.events, 'a');
    assert.deepEqual(
      events.map(({ attributes }) => attributes.n),
      numbers(4_000),
    );
    assert.deepEqual(eventKeys(phone.disk.rows), []);
  });

  it('drops the oldest events when its space is used up, and no other', async () => {
    await using stage = await openStage();
    const { phone } = stage;
    const process = await stage.start({ maxStoredBytes: 60_000 });
    phone.network.isOnline = false;
    for (const n of numbers(1_500)) sdkOf(process).record({ name: 'a', attributes: { n } });
    await phone.settle(0);
    phone.network.isOnline = true;
    await phone.pass(100_000);
    const kept = named(stage.collector.events, 'a').map(({ attributes }) => Number(attributes.n));
    const [first = 0] = kept;
    assert.ok(first > 1 && kept.length > 100, `kept ${kept.length} from ${first} on`);
    assert.deepEqual(kept, numbers(1_500).slice(first - 1));
  });

  it('delivers what it could store, and what it could not while the app lives, when Android has no more room', async () => {
    await using stage = await openStage({ system: 'android' });
    const { phone } = stage;
    phone.disk.maxBytes = 40_000;
    const process = await stage.start();
    phone.network.isOnline = false;
    for (const n of numbers(1_000)) sdkOf(process).record({ name: 'a', attributes: { n } });
    await phone.settle(0);
    phone.network.isOnline = true;
    await phone.pass(100_000);
    const got = named(stage.collector.events, 'a').map(({ attributes }) => Number(attributes.n));
    assert.deepEqual(
      [...new Set(got)].sort((left, right) => left - right),
      numbers(1_000),
    );
  });

  it('sends the other events when a row cannot be read', async () => {
    await using stage = await openStage();
    const { phone } = stage;
    const first = await stage.start();
    phone.network.isOnline = false;
    sdkOf(first).record({ name: 'lost' });
    await phone.settle(0);
    const [key = ''] = eventKeys(phone.disk.rows);
    phone.disk.rows.set(key, 'zNotGzip');
    first.end(true);
    phone.network.isOnline = true;
    const second = await stage.start();
    sdkOf(second).record({ name: 'a' });
    await stage.sent(second);
    await phone.pass(60_000);
    assert.equal(named(stage.collector.events, 'a').length, 1);
    assert.deepEqual(eventKeys(phone.disk.rows), []);
  });

  it('does not send confirmed events again in this process when they cannot be deleted', async () => {
    await using stage = await openStage();
    const { phone } = stage;
    const process = await stage.start();
    sdkOf(process).record({ name: 'a' });
    await phone.settle(0);
    phone.disk.state = 'broken';
    await stage.sent(process);
    await phone.pass(60_000);
    phone.disk.state = 'ok';
    sdkOf(process).record({ name: 'b' });
    await stage.sent(process);
    await phone.pass(60_000);
    assert.equal(named(stage.collector.events, 'a').length, 1);
    assert.deepEqual(eventKeys(phone.disk.rows), []);
  });

  it("leaves the app's own rows alone, and nothing of itself but the refusal, when somebody opts out", async () => {
    await using stage = await openStage();
    const process = await stage.start();
    await process.app.AsyncStorage.setItem('cart', 'apples');
    sdkOf(process).recordDeepLink('shop://sale?utm_source=mail');
    sdkOf(process).record({ name: 'a' });
    await stage.sent(process);
    sdkOf(process).optOut();
    await stage.phone.settle(0);
    const left = [...stage.phone.disk.rows].filter(([key]) => !key.endsWith('/consent'));
    assert.deepEqual(left, [['cart', 'apples']]);
  });
});

describe('a row that the device cannot read', () => {
  it('holds up neither the events of other rows nor new ones', async () => {
    await using stage = await openStage({ system: 'android' });
    const { phone } = stage;
    const first = await stage.start();
    phone.network.isOnline = false;
    sdkOf(first).record({ name: 'lost' });
    await phone.settle(0);
    const [key = ''] = eventKeys(phone.disk.rows);
    // Longer than what Android can read of a row.
    phone.disk.rows.set(key, 'z'.repeat(3_000_000));
    first.end(true);
    const second = await stage.start();
    sdkOf(second).record({ name: 'a' });
    await phone.settle(0);
    assert.equal(eventKeys(phone.disk.rows).length, 2);
    second.end(true);
    phone.network.isOnline = true;
    const third = await stage.start();
    await stage.sent(third);
    await phone.pass(60_000);
    assert.equal(named(stage.collector.events, 'a').length, 1);
  });
});

describe('opting out', () => {
  it('holds over a restart, although the device had no room for it until events were removed', async () => {
    await using stage = await openStage({ system: 'android' });
    const { phone } = stage;
    const first = await stage.start();
    phone.network.isOnline = false;
    for (const n of numbers(200)) sdkOf(first).record({ name: 'a', attributes: { n } });
    await phone.settle(0);
    phone.disk.maxBytes = phone.disk.bytes;
    sdkOf(first).optOut();
    await phone.settle(0);
    first.end(true);
    phone.network.isOnline = true;
    const second = await stage.start();
    sdkOf(second).record({ name: 'b' });
    assert.deepEqual(await stage.sent(second), []);
  });
});

describe('identity', () => {
  it('is not replaced by a new one when it could not be read', async () => {
    await using stage = await openStage();
    const { phone } = stage;
    const first = await stage.start();
    const [before] = await stage.sent(first);
    first.end(true);
    phone.disk.state = 'broken';
    const second = await stage.start();
    await phone.settle(0);
    phone.disk.state = 'ok';
    sdkOf(second).record({ name: 'stranger' });
    await stage.sent(second);
    second.end(true);
    const third = await stage.start();
    sdkOf(third).record({ name: 'known' });
    const [event] = named(await stage.sent(third), 'known');
    assert.equal(event?.unique_id, before?.unique_id);
    assert.equal(event?.device_id, before?.device_id);
  });

  it('is the same after a restart, and has a first open, at whatever moment of its first start the app was killed', async () => {
    for (let storageWork = 0; storageWork < 16; storageWork += 1) {
      await using stage = await openStage();
      const first = await stage.launch({ storageWork });
      const { endpoint } = stage.collector;
      void sdkOf(first).init({ appId: 'shop', endpoint });
      await stage.phone.settle(0);
      first.end(true);
      const second = await stage.start();
      const events = await stage.sent(second);
      const people = new Set(events.map(({ unique_id, device_id }) => `${unique_id} ${device_id}`));
      assert.equal(
        named(events, '_first_open').length,
        1,
        `killed after ${storageWork} pieces of storage work`,
      );
      assert.equal(people.size, 1, `killed after ${storageWork} pieces of storage work`);
    }
  });

  it('is made anew when what is stored cannot be parsed', async () => {
    await using stage = await openStage();
    const first = await stage.start();
    await stage.sent(first);
    first.end(true);
    for (const key of stage.phone.disk.rows.keys()) stage.phone.disk.rows.set(key, '{');
    const second = await stage.start();
    sdkOf(second).record({ name: 'a' });
    assert.equal(named(await stage.sent(second), 'a').length, 1);
  });
});

describe('instances', () => {
  it('are one for each name, and the static API is the one called default', async () => {
    await using stage = await openStage();
    const process = await stage.launch();
    const { endpoint } = stage.collector;
    const other = sdkOf(process).createInstance('other', { appId: 'other', endpoint });
    assert.equal(sdkOf(process).createInstance('other', { appId: 'third', endpoint }), other);
    sdkOf(process).createInstance('default', { appId: 'shop', endpoint });
    await stage.phone.settle(0);
    sdkOf(process).record({ name: 'a' });
    other.record({ name: 'b' });
    await other.flushEvents();
    const events = await stage.sent(process);
    assert.equal(named(events, 'a')[0]?.app_id, 'shop');
    assert.equal(named(events, 'b')[0]?.app_id, 'other');
    assert.equal(named(events, 'a')[0]?.device_id, named(events, 'b')[0]?.device_id);
    assert.notEqual(named(events, 'a')[0]?.unique_id, named(events, 'b')[0]?.unique_id);
  });
});
