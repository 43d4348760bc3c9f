import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Analytics } from '../analytics.ts';
import { named, namesOf, openStage, sdkOf } from './started-app.ts';

type Call = readonly [method: keyof Analytics, ...given: readonly unknown[]];

/** What an app in JavaScript may call. */
const careless: readonly Call[] = [
  ['record', undefined],
  ['record', { name: '_screen_view', attributes: null }],
  ['setUserAttributes', null],
  ['setGlobalAttributes', null],
  ['deleteGlobalAttributes', undefined],
  ['updateConfigure', undefined],
  ['recordScreenView', undefined],
  ['recordScreenView', { name: 'Home' }, null],
  ['showScreen', undefined],
  ['recordDeepLink', undefined],
];

function make(sdk: Analytics, [method, ...given]: Call): void {
  Reflect.apply(sdk[method], sdk, given);
}

describe('an app that calls with too little', () => {
  for (const call of careless) {
    const [method, ...given] = call;
    const described = `${method}(${given.map((one) => JSON.stringify(one)).join(', ')})`;

    it(`hears nothing of ${described}, and goes on`, async () => {
      await using stage = await openStage();
      const process = await stage.start();
      assert.doesNotThrow(() => make(sdkOf(process), call));
      sdkOf(process).record({ name: 'a' });
      assert.equal(named(await stage.sent(process), 'a').length, 1);
    });

    it(`is started once, and by the clock, after ${described} before init`, async () => {
      await using stage = await openStage();
      const process = await stage.launch();
      const sdk = sdkOf(process);
      make(sdk, call);
      sdk.record({ name: 'early' });
      const configuration = { appId: 'shop', endpoint: stage.collector.endpoint };
      assert.equal(await sdk.init(configuration), true);
      assert.equal(await sdk.init(configuration), false);
      await stage.phone.pass(60_000);
      sdk.record({ name: 'late' });
      const events = await stage.sent(process);
      assert.deepEqual(
        namesOf(events).filter((name) => ['_app_start', 'early', 'late'].includes(name)),
        ['_app_start', 'early', 'late'],
      );
      assert.equal(named(events, 'late')[0]?.timestamp, 1_750_000_060_000);
    });
  }
});

describe('what is asked before init is done', () => {
  it('is answered when it is done: flushEvents has sent, stored has stored', async () => {
    await using stage = await openStage();
    const process = await stage.launch();
    const sdk = sdkOf(process);
    void sdk.init({ appId: 'shop', endpoint: stage.collector.endpoint });
    sdk.record({ name: 'kept' });
    await sdk.stored();
    assert.match([...stage.phone.disk.rows.values()].join(), /kept/);

    await using other = await openStage();
    const second = await other.launch();
    void sdkOf(second).init({ appId: 'shop', endpoint: other.collector.endpoint });
    sdkOf(second).record({ name: 'a' });
    await sdkOf(second).flushEvents();
    assert.equal(named(other.collector.events, 'a').length, 1);
  });

  it('does not wait for facts of the device that never come', async () => {
    await using stage = await openStage();
    const process = await stage.launch();
    const never = new Promise<object>(() => undefined);
    let isStarted: boolean | null = null;
    const started = sdkOf(process).init({
      appId: 'shop',
      endpoint: stage.collector.endpoint,
      deviceFacts: () => never,
    });
    void started.then((is) => {
      isStarted = is;
    });
    await stage.phone.pass(2_000);
    assert.equal(isStarted, true);
    assert.equal(named(await stage.sent(process), '_app_start').length, 1);
  });
});
