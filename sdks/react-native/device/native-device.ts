import AsyncStorage from '@react-native-async-storage/async-storage';
import { AppState, Dimensions, I18nManager, Linking, Platform } from 'react-native';
import type { Device } from './device.ts';
import { localeFields } from './locale.ts';
import { randomUuid } from './random-uuid.ts';

const unknown = 'UNKNOWN';
const text = (value: unknown, otherwise: string): string =>
  typeof value === 'string' && value !== '' ? value : otherwise;

function hardware(): Readonly<Record<string, string>> {
  const constants: Readonly<Record<string, unknown>> = { ...Platform.constants };
  return Platform.OS === 'android'
    ? {
        os_version: text(constants.Release, String(Platform.Version)),
        make: text(constants.Manufacturer, unknown),
        brand: text(constants.Brand, unknown),
        model: text(constants.Model, unknown),
      }
    : {
        os_version: String(Platform.Version ?? unknown),
        make: Platform.OS === 'ios' ? 'apple' : unknown,
        brand: Platform.OS === 'ios' ? 'apple' : unknown,
        model: text(constants.interfaceIdiom, unknown),
      };
}

function localeIdentifier(): string {
  // Missing in React Native for web.
  const { localeIdentifier: native } = I18nManager.getConstants?.() ?? {};
  if (native) return native;
  return typeof Intl === 'undefined' ? '' : Intl.DateTimeFormat().resolvedOptions().locale;
}

/** Reads the device through React Native's own modules; no native code beyond AsyncStorage's. */
export function nativeDevice(): Device {
  const fixed = { ...hardware(), ...localeFields(localeIdentifier()) };
  const random = (): number => Math.random();
  const fill = (bytes: Uint8Array<ArrayBuffer>): void => {
    // Hermes has no crypto of its own; apps may have brought one.
    if (typeof globalThis.crypto?.getRandomValues === 'function') globalThis.crypto.getRandomValues(bytes);
    else for (let index = 0; index < bytes.length; index++) bytes[index] = Math.floor(random() * 256);
  };
  return {
    os: Platform.OS,
    storage: AsyncStorage,
    appState: AppState,
    linking: Linking,
    errorHook: typeof ErrorUtils === 'undefined' ? undefined : ErrorUtils,
    facts() {
      const { width, height, scale } = Dimensions.get('screen');
      return {
        ...fixed,
        zone_offset: -new Date().getTimezoneOffset() * 60_000,
        screen_width: Math.round(width * scale),
        screen_height: Math.round(height * scale),
      };
    },
    now: () => Date.now(),
    elapsed: () => performance.now(),
    after(ms, act) {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    random,
    uuid: () => randomUuid(fill),
    post: (url, options) => fetch(url, options),
    log(message, detail) {
      if (detail === undefined) console.log(message);
      else if (detail instanceof Error) console.log(message, detail.stack ?? String(detail));
      else console.log(message, typeof detail === 'string' ? detail : JSON.stringify(detail));
    },
  };
}
