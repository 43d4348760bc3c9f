import type { VirtualClock } from '@millstream/sdk-conformance';
import type { WxApi, WxConstructor, WxDefinition, WxEntry, WxSystemInfo } from '../wx-api.ts';
import { type PageFile, PageStack } from './page-stack.ts';
import type { SimulatedNetwork } from './simulated-network.ts';
import type { SimulatedStorage } from './simulated-storage.ts';

/** What lies outside the process and outlives it. */
export interface Device {
  readonly clock: VirtualClock;
  readonly storage: SimulatedStorage;
  readonly network: SimulatedNetwork;
  readonly system?: WxSystemInfo;
  /** The engine has `performance.now`; not all of WeChat's have. @default true */
  readonly hasSteadyClock?: boolean;
}

/** The names a mini program finds without importing anything; its scripts may replace them. */
export interface MiniProgramGlobals {
  readonly wx: WxApi & {
    navigateTo(call: { readonly url: string }): void;
    redirectTo(call: { readonly url: string }): void;
    switchTab(call: { readonly url: string }): void;
    reLaunch(call: { readonly url: string }): void;
    navigateBack(call?: { readonly delta?: number }): void;
  };
  App: WxConstructor;
  Page: WxConstructor;
  Component: WxConstructor;
  readonly [name: string]: unknown;
}

const phone: WxSystemInfo = {
  brand: 'Xiaomi',
  model: 'Mi 14',
  system: 'Android 14',
  platform: 'android',
  language: 'zh_CN',
  version: '8.0.50',
  SDKVersion: '3.4.0',
  screenWidth: 393,
  screenHeight: 873,
  pixelRatio: 2.75,
};

function virtualDate(clock: VirtualClock): unknown {
  return class extends Date {
    constructor(...given: [] | [number | string]) {
      if (given.length === 0) super(clock.now());
      else super(given[0]);
    }

    static override now(): number {
      return clock.now();
    }
  };
}

/** One run of a mini program, from its launch until the person or the system ends it. */
export class SimulatedProcess {
  readonly globals: MiniProgramGlobals;
  readonly pages = new PageStack();
  /** Lines the app printed. */
  readonly printed: unknown[][] = [];
  readonly #device: Device;
  #app: WxDefinition = {};
  #launch: WxEntry = {};
  #isAlive = true;
  readonly #titles: Record<string, { readonly window: { readonly navigationBarTitleText: string } }> = {};
  readonly #shows: ((entry?: WxEntry) => void)[] = [];
  readonly #hides: (() => void)[] = [];
  readonly #errors: ((error: unknown) => void)[] = [];
  readonly #rejections: ((rejection: { readonly reason?: unknown }) => void)[] = [];

  constructor(device: Device) {
    this.#device = device;
    const { clock } = device;
    const timers = new Map<number, () => void>();
    let lastTimer = 0;
    this.globals = {
      wx: this.#wx(),
      App: (definition) => {
        this.#app = definition;
      },
      Page: (definition) => this.pages.define(definition, 'Page'),
      Component: (definition) => this.pages.define(definition, 'Component'),
      getApp: () => this.#app,
      getCurrentPages: () => [...this.pages.pages],
      __wxConfig: { page: this.#titles },
      setTimeout: (act: () => void, ms = 0) => {
        lastTimer += 1;
        timers.set(lastTimer, clock.after(ms, act));
        return lastTimer;
      },
      clearTimeout: (timer: number) => timers.get(timer)?.(),
      console: { log: (...words: unknown[]) => void this.printed.push(words) },
      Date: virtualDate(clock),
      performance: (device.hasSteadyClock ?? true) ? { now: () => clock.elapsedMs } : undefined,
    };
  }

  #wx(): MiniProgramGlobals['wx'] {
    const { storage, network, system = phone } = this.#device;
    return {
      getStorageSync: (key) => storage.get(key),
      setStorageSync: (key, value) => storage.set(key, value),
      removeStorageSync: (key) => storage.remove(key),
      getStorageInfoSync: () => storage.info(),
      request: (call) => network.request(call),
      getDeviceInfo: () => system,
      getWindowInfo: () => system,
      getAppBaseInfo: () => system,
      getNetworkType: ({ success }) => success({ networkType: network.type }),
      onNetworkStatusChange: (hear) => network.listen(hear),
      onAppShow: (hear) => void this.#shows.push(hear),
      onAppHide: (hear) => void this.#hides.push(hear),
      onError: (hear) => void this.#errors.push(hear),
      onUnhandledRejection: (hear) => void this.#rejections.push(hear),
      getLaunchOptionsSync: () => this.#launch,
      getAccountInfoSync: () => ({ miniProgram: { appId: 'wx0123456789abcdef', version: '1.2.3' } }),
      navigateTo: ({ url }) => this.pages.navigateTo(url),
      redirectTo: ({ url }) => this.pages.redirectTo(url),
      switchTab: ({ url }) => this.pages.switchTab(url),
      reLaunch: ({ url }) => this.pages.reLaunch(url),
      navigateBack: ({ delta } = {}) => this.pages.navigateBack(delta),
    };
  }

  #call(name: string, ...given: unknown[]): void {
    const method = this.#app[name];
    if (typeof method === 'function') method.apply(this.#app, given);
  }

  /** Adds a page that the app's configuration lists. */
  addPage(route: string, file: PageFile): void {
    this.pages.files.set(route, file);
    this.#titles[`${route}.html`] = { window: { navigationBarTitleText: file.title ?? '' } };
  }

  /** The person opens the mini program: its script runs, then `onLaunch` and `onShow`, then the page, if one is named. */
  launch(script: () => void, entry: WxEntry = {}): void {
    this.#launch = entry;
    script();
    this.#call('onLaunch', entry);
    this.#call('onShow', entry);
    for (const hear of this.#shows) hear(entry);
    if (entry.path) this.pages.reLaunch(entry.path);
  }

  /** The person goes to the chat, or to another app. */
  hide(): void {
    this.pages.top?.call('onHide');
    this.#call('onHide');
    for (const hear of this.#hides) hear();
  }

  /** The person comes back; by a card or a code perhaps, to another page. */
  show(entry: WxEntry = {}, url?: string): void {
    this.#call('onShow', entry);
    for (const hear of this.#shows) hear(entry);
    if (url === undefined) this.pages.top?.call('onShow');
    else this.pages.reLaunch(url);
  }

  /** Something was thrown that nobody caught. */
  fail(error: string): void {
    for (const hear of this.#errors) hear(error);
  }

  /** A promise was rejected, and nobody cared. */
  reject(reason: unknown): void {
    for (const hear of this.#rejections) hear({ reason });
  }

  /** The system ends the process; nothing of it runs after this. */
  kill(): void {
    if (!this.#isAlive) return;
    this.#isAlive = false;
    this.#device.clock.clear();
    this.#device.network.dropAll();
  }
}
