import browsers from './data/browsers.json' with { type: 'json' };
import phones from './data/phones.json' with { type: 'json' };
import type { Random } from './random.ts';
import { type Place, shop } from './shop.ts';
import type { DemoPlatform } from './visitor.ts';
import { weightedChoice } from './weighted-choice.ts';

/** What a client reports about the device it runs on. */
export interface DeviceFacts {
  /** `User-Agent` of its requests. */
  readonly ua: string;
  readonly deviceId: string;
  /** Fields of the event object that never change on this device. */
  readonly fields: Readonly<Record<string, string | number>>;
  /** True for a phone or tablet. */
  readonly isHandheld: boolean;
}

const drawBrowser = weightedChoice(browsers.browsers, (browser) => browser.weight);
const drawAndroid = weightedChoice(phones.android, (phone) => phone.weight);
const drawIphone = weightedChoice(phones.ios, (phone) => phone.weight);
const sdkName = 'aws-solution-clickstream-sdk';

function language(place: Place): { language: string; country: string } {
  const [code = 'en', country = ''] = place.locale.split('-');
  return { language: code, country };
}

function carrierOf(random: Random, place: Place): string {
  const row = phones.carriers.find((carriers) => carriers.country === place.country);
  return row === undefined ? 'UNKNOWN' : random.pick(row.names);
}

function browserFacts(random: Random, place: Place): DeviceFacts {
  const browser = drawBrowser(random);
  const [width = 1920, height = 1080] = random.pick(browser.screens);
  const isHandheld = browser.form !== 'desktop';
  const { language: system_language, country: country_code } = language(place);
  const fields = {
    host_name: shop.host,
    locale: place.locale,
    system_language,
    country_code,
    make: 'Gecko',
    screen_height: height,
    screen_width: width,
    viewport_height: height - (isHandheld ? 114 : 138),
    viewport_width: width - (isHandheld ? 0 : 15),
    sdk_name: sdkName,
    sdk_version: '0.12.6',
  };
  return { ua: browser.ua, deviceId: random.uuid(), fields, isHandheld };
}

function appFields(random: Random, place: Place): Record<string, string | number> {
  const { language: system_language, country: country_code } = language(place);
  return {
    locale: `${system_language}_${country_code}`,
    system_language,
    country_code,
    carrier: carrierOf(random, place),
    app_package_name: shop.appPackage,
    app_title: shop.appTitle,
    sdk_name: sdkName,
  };
}

function androidFacts(random: Random, place: Place): DeviceFacts {
  const phone = drawAndroid(random);
  const version = random.pick(phone.versions);
  const fields = {
    ...appFields(random, place),
    os_version: version,
    make: phone.make,
    brand: phone.brand,
    model: phone.model,
    screen_height: phone.screen[1] ?? 2400,
    screen_width: phone.screen[0] ?? 1080,
    sdk_version: '0.14.0',
  };
  const ua = `Dalvik/2.1.0 (Linux; U; Android ${version}; ${phone.model} Build/${phone.build})`;
  return { ua, deviceId: random.hex(2), fields, isHandheld: true };
}

function iosFacts(random: Random, place: Place): DeviceFacts {
  const phone = drawIphone(random);
  const version = random.pick(phone.versions);
  const isNew = version.startsWith('18');
  const fields = {
    ...appFields(random, place),
    os_version: version,
    make: 'apple',
    brand: 'apple',
    model: phone.model,
    device_unique_id: random.chance(0.3) ? random.uuid().toUpperCase() : '',
    screen_height: phone.screen[1] ?? 2556,
    screen_width: phone.screen[0] ?? 1179,
    sdk_version: '0.9.1',
  };
  const ua = `HollowOak/34 CFNetwork/${isNew ? '3826.400.120' : '1498.700.2'} Darwin/${isNew ? '24.3.0' : '23.6.0'}`;
  return { ua, deviceId: random.uuid().toUpperCase(), fields, isHandheld: true };
}

function wechatFacts(random: Random, place: Place): DeviceFacts {
  const phone = drawAndroid(random);
  const version = random.pick(phone.versions);
  const { language: system_language } = language(place);
  const fields = {
    os_version: version,
    os_name: 'android',
    brand: phone.brand,
    model: phone.model,
    network_type: 'wifi',
    system_language,
    screen_height: Math.round((phone.screen[1] ?? 2400) / 3),
    screen_width: Math.round((phone.screen[0] ?? 1080) / 3),
    app_package_name: 'wx61a9c0de5b0a9f31',
    sdk_name: sdkName,
    sdk_version: '0.4.2',
    wechat_version: '8.0.56',
    wechat_sdk_version: '3.7.8',
  };
  const ua = `Mozilla/5.0 (Linux; Android ${version}; ${phone.model} Build/${phone.build}; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.56 NetType/WIFI Language/zh_CN MiniProgramEnv/android`;
  return { ua, deviceId: random.uuid(), fields, isHandheld: true };
}

/** Draws a device of `platform` as it is common in `place`. */
export function drawDevice(random: Random, platform: DemoPlatform, place: Place): DeviceFacts {
  switch (platform) {
    case 'Web':
      return browserFacts(random, place);
    case 'Android':
      return androidFacts(random, place);
    case 'iOS':
      return iosFacts(random, place);
    case 'WeChatMP':
      return wechatFacts(random, place);
  }
}
