import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { named, namesOf, openStage, sdkOf } from './started-app.ts';

describe('start of the app', () => {
  it('records what was called before init under the time it was called', async () => {
    await using stage = await openStage();
    const { phone } = stage;
    const process = await stage.launch();
    sdkOf(process).record({ name: 'early', attributes: { step: 1 } });
    sdkOf(process).setUserId('u-1');
    await phone.pass(1_500);
    await sdkOf(process).init({ appId: 'shop', endpoint: stage.collector.endpoint });
    const events = await stage.sent(process);
    assert.deepEqual(namesOf(events), [
      '_first_open',
      '_session_start',
      '_app_start',
      'early',
      '_profile_set',
    ]);
    assert.equal(events[3]?.timestamp, 1_750_000_000_000);
    assert.equal(events[0]?.timestamp, 1_750_000_001_500);
  });

  it('keeps the first 100 calls before init', async () => {
    await using stage = await openStage();
    const process = await stage.launch();
    for (let n = 1; n <= 101; n += 1) sdkOf(process).record({ name: 'early', attributes: { n } });
    await sdkOf(process).init({ appId: 'shop', endpoint: stage.collector.endpoint });
    const early = named(await stage.sent(process), 'early');
    assert.deepEqual(
      early.map(({ attributes }) => attributes.n),
      Array.from({ length: 100 }, (_, index) => index + 1),
    );
  });

  it('refuses a second init, and one without app id or endpoint', async () => {
    await using stage = await openStage();
    const process = await stage.launch();
    const { endpoint } = stage.collector;
    assert.equal(await sdkOf(process).init({ appId: '', endpoint }), false);
    assert.equal(await sdkOf(process).init({ appId: 'shop', endpoint: '' }), false);
    assert.equal(await sdkOf(process).init({ appId: 'shop', endpoint }), true);
    assert.equal(await sdkOf(process).init({ appId: 'shop', endpoint }), false);
    assert.equal(named(await stage.sent(process), '_first_open').length, 1);
  });

  it('records no app start while the system wakes it in the background', async () => {
    await using stage = await openStage();
    const process = await stage.start({}, { state: 'background' });
    assert.deepEqual(namesOf(await stage.sent(process)), ['_first_open', '_session_start']);
    process.emit('appStateDidChange', { app_state: 'active' });
    assert.deepEqual(namesOf(await stage.sent(process)).slice(2), ['_app_start']);
  });

  it('does not keep a session alive by starts that nobody sees', async () => {
    await using stage = await openStage();
    const seen = await stage.start();
    seen.emit('appStateDidChange', { app_state: 'background' });
    await stage.phone.pass(1_200_000);
    seen.end(true);
    const unseen = await stage.start({}, { state: 'background' });
    await stage.phone.pass(900_000);
    unseen.end(true);
    const again = await stage.start();
    const starts = named(await stage.sent(again), '_session_start');
    assert.deepEqual(
      starts.map(({ attributes }) => attributes._session_number),
      [1, 2],
    );
  });

  it('takes no notice of a call or the control centre over the app', async () => {
    await using stage = await openStage();
    const process = await stage.start();
    for (const app_state of ['inactive', 'active']) process.emit('appStateDidChange', { app_state });
    assert.deepEqual(namesOf(await stage.sent(process)), ['_first_open', '_session_start', '_app_start']);
  });

  const facts = [
    {
      system: 'ios',
      expected: { platform: 'iOS', os_version: '17.4', make: 'apple', brand: 'apple', model: 'phone' },
    },
    {
      system: 'android',
      expected: { platform: 'Android', os_version: '14', make: 'Google', brand: 'google', model: 'Pixel 8' },
    },
  ] as const;
  for (const { system, expected } of facts) {
    it(`tells the facts that React Native knows of a device with ${system}`, async () => {
      await using stage = await openStage({ system });
      const process = await stage.start({}, system === 'android' ? { osVersion: '14' } : {});
      const [first] = await stage.sent(process);
      const common = {
        sdk_name: 'millstream-react-native',
        locale: 'de_CH',
        system_language: 'de',
        country_code: 'CH',
        screen_width: 1_170,
        screen_height: 2_532,
        network_type: 'UNKNOWN',
        carrier: 'UNKNOWN',
      };
      assert.deepEqual({ ...first, ...expected, ...common }, first);
    });
  }

  it('takes further facts from the app, and starts without them when they fail', async () => {
    await using stage = await openStage();
    const given = {
      appVersion: '2.1.0',
      appPackageName: 'org.example.shop',
      model: 'iPhone 15',
      deviceId: 'vendor-1',
    };
    const process = await stage.start({ deviceFacts: async () => given });
    const [first] = await stage.sent(process);
    assert.equal(first?.app_version, '2.1.0');
    assert.equal(first?.app_package_name, 'org.example.shop');
    assert.equal(first?.model, 'iPhone 15');
    assert.equal(first?.device_id, 'vendor-1');

    await using other = await openStage();
    const failing = await other.start({ deviceFacts: () => Promise.reject(new Error('no module')) });
    const [event] = await other.sent(failing);
    assert.match(String(event?.device_id), /^[0-9a-f-]{36}$/);
  });

  for (const { consent, sent } of [
    { consent: 'cookieless', sent: ['_first_open', '_session_start', '_app_start'] },
    { consent: 'pending', sent: [] },
    { consent: 'denied', sent: [] },
  ] as const) {
    it(`keeps to consent ${consent} from the first moment when it is told before init`, async () => {
      await using stage = await openStage();
      const process = await stage.launch();
      sdkOf(process).setConsent(consent);
      await sdkOf(process).init({ appId: 'shop', endpoint: stage.collector.endpoint });
      assert.deepEqual(namesOf(await stage.sent(process)), sent);
      const stored = [...stage.phone.disk.written].filter((key) => !key.endsWith('/consent'));
      assert.deepEqual(stored, []);
    });
  }

  it('keeps a refusal behind more calls than wait for init', async () => {
    await using stage = await openStage();
    const process = await stage.launch();
    for (let n = 1; n <= 101; n += 1) sdkOf(process).record({ name: 'early', attributes: { n } });
    sdkOf(process).setConsent('denied');
    await sdkOf(process).init({ appId: 'shop', endpoint: stage.collector.endpoint });
    assert.deepEqual(namesOf(await stage.sent(process)), []);
    const kept = [...stage.phone.disk.rows].filter(([key]) => key.endsWith('/consent'));
    assert.deepEqual(
      kept.map(([, text]) => text),
      ['denied'],
    );
  });

  for (const { consent, ids } of [
    { consent: 'granted', ids: ['vendor-1', 'advertising-1'] },
    { consent: 'cookieless', ids: ['', undefined] },
  ] as const) {
    it(`sends ids of the device as consent ${consent} allows`, async () => {
      await using stage = await openStage();
      const deviceFacts = { deviceId: 'vendor-1', advertisingId: 'advertising-1' };
      const [first] = await stage.sent(await stage.start({ consent, deviceFacts }));
      assert.deepEqual([first?.device_id, first?.device_unique_id], ids);
      assert.equal(stage.phone.disk.rows.size > 0, consent === 'granted');
    });
  }
});
