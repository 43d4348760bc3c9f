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
});
