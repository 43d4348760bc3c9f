import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createClickstream } from './clickstream-analytics.ts';
import type { Environment, WxConstructors } from './environment.ts';
import { TestDevice } from './simulation/test-device.ts';
import type { WxApi, WxRequest } from './wx-api.ts';

const configuration = { appId: 'shop', endpoint: 'https://collect.example.com/collect' };

const refuse = (): never => {
  throw new Error('not permitted');
};

/** A mini program whose base library has the least, and notes what is sent. */
function openLibrary(wx: Partial<WxApi>, constructors: WxConstructors = noConstructors) {
  const requests: WxRequest[] = [];
  const timers: { readonly ms: number; readonly act: () => void }[] = [];
  const stored = new Map<string, string>();
  let nowMs = Date.UTC(2026, 2, 1, 10);
  const environment: Environment = {
    wx: {
      getStorageSync: (key) => stored.get(key) ?? '',
      setStorageSync: (key, value) => void stored.set(key, value),
      removeStorageSync: (key) => void stored.delete(key),
      getStorageInfoSync: () => ({ keys: [...stored.keys()] }),
      request: (request) => void requests.push(request),
      ...wx,
    },
    constructors,
    currentPages: () => [],
    configuredTitle: () => undefined,
    now: () => nowMs,
    elapsed: () => nowMs,
    after(ms, act) {
      const timer = { ms: nowMs + ms, act };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    random: () => 0.5,
    log: () => undefined,
  };
  const pass = async (ms: number): Promise<void> => {
    nowMs += ms;
    await new Promise(setImmediate);
    for (const timer of timers.filter((one) => one.ms <= nowMs)) {
      timers.splice(timers.indexOf(timer), 1);
      timer.act();
    }
    await new Promise(setImmediate);
  };
  return { sdk: createClickstream(() => environment, environment.now), requests, timers, pass };
}

const noConstructors: WxConstructors = { App: undefined, Page: undefined, Component: undefined };

const calls = [
  'getNetworkType',
  'onNetworkStatusChange',
  'onAppShow',
  'onAppHide',
  'onError',
  'onUnhandledRejection',
  'getLaunchOptionsSync',
  'getSystemInfoSync',
  'getAccountInfoSync',
] as const;

describe('a base library that refuses', () => {
  for (const name of calls) {
    it(`${name} takes neither the app nor its events down`, async () => {
      const { sdk, requests, pass } = openLibrary({ [name]: refuse });
      assert.equal(sdk.init(configuration), true);
      sdk.record({ name: 'a' });
      await pass(0);
      assert.match(requests[0]?.data ?? '', /"event_type":"a"/);
    });
  }

  it('an answer to its account takes nothing down', async () => {
    const { sdk } = openLibrary({ getAccountInfoSync: () => Object(undefined) });
    assert.equal(sdk.init(configuration), true);
  });

  it('another constructor in the place of its own leaves the app as it is', () => {
    const locked: WxConstructors = Object.freeze({
      App: () => 'app',
      Page: () => 'page',
      Component: () => '',
    });
    const { sdk } = openLibrary({}, locked);
    assert.equal(sdk.init(configuration), true);
  });

  it('to call back has the request given up, and events sent again', async () => {
    const { sdk, requests, timers, pass } = openLibrary({});
    sdk.init(configuration);
    await pass(0);
    assert.equal(requests.length, 1);
    await pass(20_000);
    await pass(60_000);
    assert.equal(requests.length, 2);
    assert.equal(requests[1]?.data, requests[0]?.data);
    requests[1]?.success({ statusCode: 200 });
    await pass(0);
    assert.deepEqual(timers, []);
  });
});

describe('instances whose names begin alike', () => {
  it('keep their events apart', async () => {
    await using device = await TestDevice.open();
    device.network.setOnline(false);
    const { process, sdk } = await device.start();
    const { endpoint } = device.collector;
    sdk.createInstance('a.queue', { appId: 'second', endpoint }).record({ name: 'x' });
    sdk.createInstance('a', { appId: 'first', endpoint }).record({ name: 'y' });
    await device.rest();
    process.kill();
    device.network.setOnline(true);
    const { sdk: later } = await device.start();
    const first = later.createInstance('a', { appId: 'first', endpoint });
    const second = later.createInstance('a.queue', { appId: 'second', endpoint });
    await Promise.all([first.flushEvents(), device.wait(60_000)]);
    await Promise.all([second.flushEvents(), device.wait(60_000)]);
    const senders = device.collector.requests.map(({ query, body }) => [
      query.appId,
      String(body).includes('"event_type":"x"'),
    ]);
    assert.ok(senders.some(([appId, hasIt]) => appId === 'second' && hasIt));
    assert.ok(!senders.some(([appId, hasIt]) => appId === 'first' && hasIt));
  });
});
