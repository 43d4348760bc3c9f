import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createDevice } from './simulation/device.ts';

const names = (device: ReturnType<typeof createDevice>) =>
  device.arrived().map(({ event_type }) => event_type);

describe('consent', () => {
  it('keeps all in memory while it is pending, and tells it with its own times once granted', async () => {
    const device = createDevice();
    const client = device.start({ consent: 'pending' });
    client.record({ name: 'before' });
    await device.pass(5_000);
    assert.equal(device.requests.length + device.stored.size + device.state.size, 0);
    client.setConsent('granted');
    await device.pass(0);
    assert.deepEqual(names(device), ['_first_open', '_session_start', 'before']);
    assert.equal(device.arrived().at(-1)?.timestamp, Date.UTC(2026, 2, 1, 10));
  });

  it('lets each call that waits keep the global attributes of its moment, however many wait', async () => {
    const device = createDevice();
    const client = device.start({ consent: 'pending', globalAttributes: { shop: 'first' } });
    client.record({ name: 'with' });
    client.deleteGlobalAttributes(['shop']);
    client.record({ name: 'without' });
    for (let count = 0; count < 100; count++) client.record({ name: 'filler' });
    client.setGlobalAttributes({ shop: 'last' });
    client.setConsent('granted');
    client.record({ name: 'later' });
    await device.pass(10_000);
    const shops = ['with', 'without', 'later', '_first_open'].map(
      (name) => device.arrived().find(({ event_type }) => event_type === name)?.attributes.shop,
    );
    assert.deepEqual(shops, ['first', undefined, 'last', 'last']);
  });

  it('forgets what was pending when it is denied', async () => {
    const device = createDevice();
    const client = device.start({ consent: 'pending' });
    client.record({ name: 'before' });
    client.setConsent('denied');
    client.setConsent('granted');
    await device.pass(0);
    assert.deepEqual(names(device), ['_first_open', '_session_start']);
  });

  it('removes ids and events from the device when it is denied, and remembers that', async () => {
    const device = createDevice();
    device.isOnline = false;
    const client = device.start();
    client.record({ name: 'unsent' });
    await device.pass(0);
    client.setConsent('denied');
    await device.pass(0);
    assert.equal(device.stored.size, 0);
    assert.deepEqual([...device.state], [['consent', 'denied']]);
    device.isOnline = true;
    device.start({ consent: 'granted' }).record({ name: 'never' });
    await device.pass(60_000);
    assert.equal(device.requests.length, 0);
  });

  it('stores nothing at all without cookies, and sends with ids of the process', async () => {
    const device = createDevice();
    device.start({ consent: 'cookieless' }).record({ name: 'a' });
    await device.pass(0);
    device.start({ consent: 'cookieless' }).record({ name: 'b' });
    await device.pass(0);
    assert.equal(device.state.size + device.stored.size, 0);
    const [first, ...others] = device.arrived();
    assert.equal(new Set(device.arrived().map(({ unique_id }) => unique_id)).size, 2);
    assert.equal(first?.device_id, '');
    assert.equal(others.at(-1)?.event_type, 'b');
  });

  it('keeps the running ids when cookieless becomes granted', async () => {
    const device = createDevice();
    const client = device.start({ consent: 'cookieless' });
    client.record({ name: 'a' });
    await device.pass(0);
    client.setConsent('granted');
    client.record({ name: 'b' });
    await device.pass(0);
    assert.equal(new Set(device.arrived().map(({ unique_id }) => unique_id)).size, 1);
    assert.ok(device.state.has('user'));
  });

  it('lets only the sampled share of installations report, each always or never', async () => {
    const [inside, outside] = [createDevice(), createDevice()];
    // The device's draw is 0.5.
    inside.start({ sampleRate: 0.51 }).record({ name: 'a' });
    outside.start({ sampleRate: 0.49 }).record({ name: 'a' });
    await inside.pass(0);
    await outside.pass(0);
    assert.deepEqual([names(inside).length, names(outside).length], [3, 0]);
  });

  it('keeps stored events while it is disabled, and records nothing', async () => {
    const device = createDevice();
    device.isOnline = false;
    const client = device.start();
    client.record({ name: 'kept' });
    await device.pass(0);
    client.disable();
    client.record({ name: 'ignored' });
    device.isOnline = true;
    await device.pass(60_000);
    assert.equal(device.requests.length, 0);
    client.enable();
    await device.pass(10_000);
    assert.deepEqual(names(device), ['_first_open', '_session_start', 'kept']);
  });

  it('remembers a denial on a device that was full', async () => {
    const device = createDevice();
    const client = device.start();
    await device.pass(0);
    device.isFull = true;
    client.setConsent('denied');
    device.isFull = false;
    await device.pass(0);
    assert.deepEqual([...device.state], [['consent', 'denied']]);
  });
});
