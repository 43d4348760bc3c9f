import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ClientConfiguration } from './index.ts';
import { createDevice } from './simulation/device.ts';

/** Settings as JavaScript gives them. */
const untyped = (settings: Readonly<Record<string, unknown>>): Partial<ClientConfiguration> => settings;

describe('settings', () => {
  it('that are undefined keep their defaults', async () => {
    const device = createDevice();
    const client = device.start(untyped({ sessionTimeoutDuration: undefined, sampleRate: undefined }));
    const session = client.getSessionId();
    await device.pass(60_000);
    client.hide();
    client.show();
    assert.equal(client.renewSession(), false);
    assert.equal(client.getSessionId(), session);
    client.updateConfigure(untyped({ endpoint: undefined }));
    client.record({ name: 'later' });
    await device.pass(0);
    assert.equal(device.arrived().at(-1)?.event_type, 'later');
  });

  it('print events or not as they are changed', async () => {
    const device = createDevice();
    const client = device.start();
    client.record({ name: 'silent' });
    client.updateConfigure({ isLogEvents: true });
    client.record({ name: 'printed' });
    assert.deepEqual(device.logged, ['EventRecorder']);
  });

  it('that are none throw nothing into the app', async () => {
    const device = createDevice();
    const client = device.start();
    const calls = ['record', 'updateConfigure', 'setGlobalAttributes', 'deleteGlobalAttributes'] as const;
    for (const name of calls)
      for (const nothing of [undefined, null]) Reflect.apply(client[name], client, [nothing]);
    Reflect.apply(client.record, client, [{ name: 'bare', attributes: null, items: null }]);
    await device.pass(0);
    assert.equal(device.arrived().at(-1)?.event_type, 'bare');
  });

  it('may say that the app started out of sight: then its events do not prolong the session', async () => {
    const device = createDevice();
    const session = device.start().getSessionId();
    for (let minute = 0; minute < 45; minute += 15) {
      await device.pass(15 * 60_000);
      const client = device.start({}, { startsHidden: true });
      client.record({ name: 'fetched' });
      client.hide();
    }
    assert.notEqual(device.start().getSessionId(), session);
  });
});
