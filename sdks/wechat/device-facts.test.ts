import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deviceFacts } from './device-facts.ts';
import type { WxApi, WxSystemInfo } from './wx-api.ts';

function factsOn(calls: Partial<WxApi>) {
  return deviceFacts({
    getStorageSync: () => '',
    setStorageSync: () => undefined,
    removeStorageSync: () => undefined,
    getStorageInfoSync: () => ({ keys: [] }),
    request: () => undefined,
    ...calls,
  });
}

const phone: WxSystemInfo = {
  brand: 'iPhone',
  model: 'iPhone 15<iPhone15,4>',
  system: 'iOS 17.5.1',
  language: 'en',
  version: '8.0.50',
  SDKVersion: '2.10.0',
  screenWidth: 393,
  screenHeight: 852,
  pixelRatio: 3,
};

describe('facts of the device', () => {
  it('come from the one call of old base libraries', () => {
    const facts = factsOn({ getSystemInfoSync: () => phone });
    assert.equal(facts.os_name, 'iOS');
    assert.equal(facts.os_version, '17.5.1');
    assert.equal(facts.screen_width, 1_179);
    assert.equal(facts.wechat_sdk_version, '2.10.0');
  });

  it('come from the three calls of newer ones, which warn at the one', () => {
    const facts = factsOn({
      getSystemInfoSync: () => assert.fail('was asked'),
      getDeviceInfo: () => ({ brand: 'Huawei' }),
      getWindowInfo: () => ({ screenWidth: 100 }),
      getAppBaseInfo: () => ({ language: 'zh_TW' }),
    });
    assert.deepEqual(
      [facts.brand, facts.screen_width, facts.system_language, facts.country_code],
      ['Huawei', 100, 'zh', 'TW'],
    );
  });

  it('say UNKNOWN where a language or country is not told', () => {
    const facts = factsOn({ getSystemInfoSync: () => phone });
    assert.deepEqual([facts.system_language, facts.country_code], ['en', 'UNKNOWN']);
    assert.equal(factsOn({}).system_language, 'UNKNOWN');
  });
});
