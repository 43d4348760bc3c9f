import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AnalyticsInstance } from './analytics-instance.ts';
import { TestDevice } from './simulation/test-device.ts';

const home = { entry: { path: 'pages/home/home' }, pages: { 'pages/home/home': { title: 'Home' } } };

type Call = readonly [method: keyof AnalyticsInstance, ...given: readonly unknown[]];

/** What an app may call without types to warn it. */
const careless: readonly Call[] = [
  ['record', undefined],
  ['setUserAttributes', null],
  ['setGlobalAttributes', null],
  ['deleteGlobalAttributes', undefined],
  ['configure', undefined],
  ['configure', null],
];

const make = (sdk: AnalyticsInstance, [method, ...given]: Call): void =>
  void Reflect.apply(sdk[method], sdk, given);

describe('an app that calls with too little', () => {
  for (const call of careless) {
    const described = `${call[0]}(${call.slice(1).map(String)})`;

    it(`hears nothing of ${described}, and goes on`, async () => {
      await using device = await TestDevice.open();
      const { sdk } = await device.start(home);
      assert.doesNotThrow(() => make(sdk, call));
      sdk.record({ name: 'a' });
      await device.rest();
      assert.equal(device.events('a').length, 1);
    });

    it(`loses no call after ${described} before init`, async () => {
      await using device = await TestDevice.open();
      await device.start({
        ...home,
        early(sdk) {
          make(sdk, call);
          sdk.record({ name: 'a' });
        },
      });
      assert.equal(device.events('a').length, 1);
    });
  }

  it('records what it called before init as it was then', async () => {
    await using device = await TestDevice.open();
    const attributes = { step: 1 };
    await device.start({
      ...home,
      early(sdk) {
        sdk.record({ name: 'a', attributes });
        attributes.step = 2;
        device.clock.shift(5_000);
      },
    });
    assert.equal(device.events('a')[0]?.timestamp, Date.UTC(2026, 2, 1, 10));
    assert.deepEqual(
      device.attributes('a').map(({ step }) => step),
      [1],
    );
  });

  it('gets the same instance when it names one again', async () => {
    await using device = await TestDevice.open();
    const { sdk } = await device.start(home);
    const settings = { appId: 'partner', endpoint: device.collector.endpoint };
    const first = sdk.createInstance('partner', settings);
    const second = sdk.createInstance('partner', settings);
    second.record({ name: 'a' });
    await device.rest();
    assert.equal(second, first);
    assert.equal(device.events('a').length, 1);
  });

  it('may call a method of a page without the page', async () => {
    await using device = await TestDevice.open();
    const page: Record<string, unknown> = { onShow: () => 'shown' };
    await device.start({ ...home, pages: { 'pages/home/home': { page } } });
    assert.equal(Reflect.apply(Object(page.onShow), undefined, []), 'shown');
  });
});
