import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createClickstream } from './clickstream-analytics.ts';
import { storageLimits } from './simulation/simulated-storage.ts';
import { TestDevice } from './simulation/test-device.ts';

const home = { entry: { path: 'pages/home/home' }, pages: { 'pages/home/home': { title: 'Home' } } };

describe('the SDK in a mini program', () => {
  it('tells of device, WeChat and mini program on each event', async () => {
    await using device = await TestDevice.open();
    await device.start(home);
    const facts = {
      platform: 'WeChatMP',
      os_name: 'Android',
      os_version: '14',
      brand: 'Xiaomi',
      model: 'Mi 14',
      network_type: 'wifi',
      locale: 'zh_CN',
      system_language: 'zh',
      country_code: 'CN',
      screen_width: 1081,
      screen_height: 2401,
      app_version: '1.2.3',
      app_package_name: 'wx0123456789abcdef',
      wechat_version: '8.0.50',
      wechat_sdk_version: '3.4.0',
      sdk_name: 'millstream-wechat',
    };
    for (const event of device.events()) assert.deepEqual({ ...event, ...facts }, event);
    assert.equal(device.events().length, 4);
  });

  it('sends plain JSON as text, with the cookie and the token it was given', async () => {
    await using device = await TestDevice.open();
    await device.start({ ...home, settings: { authCookie: 'session=1', authToken: 'secret' } });
    const [request] = device.collector.requests;
    assert.equal(request?.headers['content-type'], 'application/json; charset=utf-8');
    assert.equal(request?.headers.cookie, 'session=1');
    assert.equal(request?.headers.authorization, 'Bearer secret');
    assert.equal(request?.query.platform, 'WeChatMP');
    assert.ok(Array.isArray(JSON.parse(String(request?.body))));
  });

  it('takes a changed cookie from the next request on', async () => {
    await using device = await TestDevice.open();
    const { sdk } = await device.start({ ...home, settings: { authCookie: 'session=1' } });
    sdk.configure({ authCookie: 'session=2' });
    sdk.record({ name: 'a' });
    await device.rest();
    assert.equal(device.collector.requests.at(-1)?.headers.cookie, 'session=2');
  });

  it('says what to do when the endpoint is no request domain, and delivers once it is one', async () => {
    await using device = await TestDevice.open();
    device.network.allowedOrigins = ['https://shop.example.com'];
    const { process, sdk } = await device.start(home);
    sdk.record({ name: 'a' });
    await device.wait(10_000);
    assert.equal(device.collector.requests.length, 0);
    assert.match(process.printed.flat().join('\n'), /add the endpoint to the request domains/);
    device.network.allowedOrigins = [device.collector.origin];
    await device.wait(60_000);
    assert.deepEqual(device.types(), ['_first_open', '_session_start', '_app_start', '_screen_view', 'a']);
  });

  const refused = [
    { name: 'no app id', settings: { appId: '' } },
    { name: 'no endpoint', settings: { endpoint: '' } },
  ];
  for (const { name, settings } of refused) {
    it(`collects nothing with ${name}, says so, and leaves the app alone`, async () => {
      await using device = await TestDevice.open();
      const { process, sdk } = await device.start({ ...home, settings });
      sdk.record({ name: 'a' });
      sdk.setUserId('ann');
      await sdk.flushEvents();
      await device.rest();
      assert.equal(sdk.getSessionId(), null);
      assert.equal(device.network.begun, 0);
      assert.match(process.printed.flat().join('\n'), /init needs appId and endpoint/);
    });
  }

  it('is started once', async () => {
    await using device = await TestDevice.open();
    const { sdk } = await device.start(home);
    assert.equal(sdk.init({ appId: 'other', endpoint: device.collector.endpoint }), false);
    sdk.record({ name: 'a' });
    await device.rest();
    assert.equal(device.events('a')[0]?.app_id, 'shop');
  });

  it('does nothing outside of WeChat', () => {
    const sdk = createClickstream(() => null, Date.now);
    assert.equal(sdk.init({ appId: 'shop', endpoint: 'https://collect.example.com/collect' }), false);
    sdk.record({ name: 'a' });
    assert.equal(sdk.getSessionId(), null);
  });

  it('hands methods of app and pages what WeChat gives them, and lets through what they throw', async () => {
    await using device = await TestDevice.open();
    const calls: unknown[] = [];
    const { process } = await device.start({
      ...home,
      app: {
        name: 'the app',
        onShow(this: { readonly name: string }, entry: unknown) {
          calls.push([this.name, entry]);
        },
        onHide() {
          throw new Error('the app itself is wrong');
        },
      },
    });
    assert.deepEqual(calls, [['the app', home.entry]]);
    assert.throws(() => process.hide(), /the app itself is wrong/);
    await device.rest();
    assert.equal(device.types().at(-1), '_app_end');
  });

  it('counts no time backwards where the engine has no clock but the one on the wall', async () => {
    await using device = await TestDevice.open({ hasSteadyClock: false });
    const { process } = await device.start(home);
    await device.wait(3_000);
    device.clock.shift(-900_000);
    process.hide();
    process.show();
    await device.wait(4_000);
    process.hide();
    await device.rest();
    assert.deepEqual(
      device.attributes('_user_engagement').map(({ _engagement_time_msec: ms }) => ms),
      [4_000],
    );
  });

  it('records for every instance what happens to the mini program', async () => {
    await using device = await TestDevice.open();
    const { process, sdk } = await device.start(home);
    const second = sdk.createInstance('partner', { appId: 'partner', endpoint: device.collector.endpoint });
    process.hide();
    await device.rest();
    const ends = device.events('_app_end');
    assert.deepEqual(
      ends.map(({ app_id: appId }) => appId),
      ['shop', 'partner'],
    );
    assert.equal(ends[0]?.device_id, ends[1]?.device_id);
    assert.notEqual(ends[0]?.unique_id, ends[1]?.unique_id);
    assert.notEqual(second.getSessionId(), sdk.getSessionId());
  });

  it('is the instance called default, which is not started again under other settings', async () => {
    await using device = await TestDevice.open();
    const { sdk } = await device.start(home);
    const again = sdk.createInstance('default', { appId: 'x', endpoint: device.collector.endpoint });
    assert.equal(again.getSessionId(), sdk.getSessionId());
    again.record({ name: 'a' });
    await device.rest();
    assert.equal(device.events('a')[0]?.app_id, 'shop');
  });

  for (const { consent, sent } of [
    { consent: 'cookieless', sent: ['_first_open', '_session_start', '_app_start', '_screen_view'] },
    { consent: 'pending', sent: [] },
    { consent: 'denied', sent: [] },
  ] as const) {
    it(`keeps to consent ${consent} from the first moment when it is told before init`, async () => {
      await using device = await TestDevice.open();
      await device.start({ ...home, early: (sdk) => sdk.setConsent(consent) });
      assert.deepEqual(device.types(), sent);
      const stored = [...device.storage.written].filter((key) => !key.endsWith('.consent'));
      assert.deepEqual(stored, []);
    });
  }

  it('keeps a refusal behind more calls than wait for init', async () => {
    await using device = await TestDevice.open();
    await device.start({
      ...home,
      early(sdk) {
        for (let n = 1; n <= 101; n += 1) sdk.record({ name: 'a', attributes: { n } });
        sdk.optOut();
      },
    });
    assert.deepEqual(device.types(), []);
    assert.ok([...device.storage.written].some((key) => key.endsWith('.consent')));
  });

  it('keeps a refusal over restarts, although the storage had no room for it until events were removed', async () => {
    await using device = await TestDevice.open();
    device.network.setOnline(false);
    const { process, sdk } = await device.start(home);
    for (let n = 1; n <= 200; n += 1) sdk.record({ name: 'a', attributes: { n } });
    await device.rest();
    let others = 0;
    const fill = (bytes: number): void => {
      while (device.storage.bytes + bytes + 10 <= storageLimits.totalBytes) {
        others += 1;
        device.storage.set(`o${others}`, 'y'.repeat(bytes));
      }
    };
    for (const bytes of [1_000_000, 10_000, 100, 1]) fill(bytes);
    sdk.optOut();
    await device.rest();
    process.kill();
    device.network.setOnline(true);
    const { sdk: later } = await device.start(home);
    later.record({ name: 'b' });
    await device.wait(60_000);
    assert.deepEqual(device.types(), []);
  });

  it('keeps the newest events within the room it was given', async () => {
    await using device = await TestDevice.open();
    device.network.setOnline(false);
    const { sdk } = await device.start({ ...home, settings: { maxStoredBytes: 200_000 } });
    for (let n = 1; n <= 500; n += 1) sdk.record({ name: 'a', attributes: { n } });
    await device.rest();
    assert.ok(device.storage.bytes < 210_000, `${device.storage.bytes} bytes`);
    device.network.setOnline(true);
    await device.wait(60_000);
    const arrived = device.attributes('a').map(({ n }) => Number(n));
    assert.equal(arrived.at(-1), 500);
    assert.ok(arrived.length > 50 && arrived.length < 500, `${arrived.length} events`);
    assert.deepEqual(
      arrived,
      arrived.map((_, at) => 500 - arrived.length + 1 + at),
    );
  });
});
