import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createDevice } from './simulation/device.ts';

/** Logins in turn (null logs out), and which pseudo id is in force after each: the table of the specification. */
const journeys: readonly {
  readonly name: string;
  readonly steps: readonly (readonly [string | null, number])[];
}[] = [
  {
    name: 'the first user keeps the pseudo id of the device',
    steps: [
      ['A', 1],
      [null, 1],
    ],
  },
  {
    name: 'another user gets a new one, and a known user the own one back',
    steps: [
      ['A', 1],
      [null, 1],
      ['B', 2],
      [null, 2],
      ['A', 1],
      ['C', 3],
    ],
  },
  {
    name: 'a user id like a name of JavaScript is an id like others',
    steps: [
      ['__proto__', 1],
      ['constructor', 2],
      ['__proto__', 1],
    ],
  },
];

describe('identity', () => {
  for (const { name, steps } of journeys)
    it(name, async () => {
      const device = createDevice();
      let client = device.start();
      const ids: string[] = [];
      await device.pass(0);
      for (const [userId, number] of steps) {
        client.setUserId(userId);
        client.record({ name: 'seen' });
        await device.pass(1_000);
        const event = device.arrived().at(-1);
        assert.ok(event);
        const known = ids.indexOf(event.unique_id);
        if (known < 0) ids.push(event.unique_id);
        assert.equal(ids.indexOf(event.unique_id) + 1, number, `after ${userId}`);
        assert.equal(event.user._user_id?.value ?? null, userId);
        // The map survives the process.
        client = device.start();
      }
      assert.equal(new Set(device.arrived().map(({ device_id }) => device_id)).size, 1);
    });

  it('clears attributes of the user before, and keeps those set before the first login', async () => {
    const device = createDevice();
    const client = device.start();
    client.setUserAttributes({ plan: 'free' });
    client.setUserId('A');
    client.setUserId('B');
    await device.pass(0);
    const profiles = device.arrived().filter(({ event_type }) => event_type === '_profile_set');
    assert.deepEqual(
      profiles.map(({ user }) => user.plan?.value),
      ['free', 'free', undefined],
    );
  });

  it('records no profile when the same user logs in again', async () => {
    const device = createDevice();
    const client = device.start();
    client.setUserId('A');
    client.setUserId('A');
    client.setUserId(null);
    client.setUserId('');
    await device.pass(0);
    assert.equal(device.arrived().filter(({ event_type }) => event_type === '_profile_set').length, 2);
  });

  it('lets nobody set the user id or the first touch as an attribute', async () => {
    const device = createDevice();
    device.start().setUserAttributes({ _user_id: 'x', _user_first_touch_timestamp: 1, plan: 'pro' });
    await device.pass(0);
    const user = device.arrived().at(-1)?.user ?? {};
    assert.deepEqual(Object.keys(user).sort(), ['_user_first_touch_timestamp', 'plan']);
    assert.equal(user._user_first_touch_timestamp?.value, Date.UTC(2026, 2, 1, 10));
  });
});
