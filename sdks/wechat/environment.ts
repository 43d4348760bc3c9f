import type { WxApi, WxConstructor, WxPage } from './wx-api.ts';

/** The constructors an app calls; wrapping replaces them. */
export interface WxConstructors {
  App: WxConstructor | undefined;
  Page: WxConstructor | undefined;
  Component: WxConstructor | undefined;
}

/** The world a mini program lives in. */
export interface Environment {
  readonly wx: WxApi;
  readonly constructors: WxConstructors;
  /** Page stack, the visible page last. */
  currentPages(): readonly WxPage[];
  /** Title of the navigation bar as the app's configuration has it. */
  configuredTitle(route: string): string | undefined;
  now(): number;
  elapsed(): number;
  after(ms: number, act: () => void): () => void;
  random(): number;
  log(message: string, detail?: unknown): void;
}

declare const wx: WxApi | undefined;
// A mini program has no globalThis on old engines: its constructors are replaced by assigning to the free names.
declare let App: WxConstructor | undefined;
declare let Page: WxConstructor | undefined;
declare let Component: WxConstructor | undefined;
declare const getCurrentPages: (() => readonly WxPage[] | undefined) | undefined;
declare function setTimeout(act: () => void, ms: number): unknown;
declare function clearTimeout(timer: unknown): void;
declare const performance: { now?(): number } | undefined;
declare const console: { log(...words: unknown[]): void };
declare const __wxConfig:
  | {
      readonly page?: Readonly<
        Record<string, { readonly window?: { readonly navigationBarTitleText?: string } } | undefined>
      >;
    }
  | undefined;

const constructors: WxConstructors = {
  get App() {
    return typeof App === 'undefined' ? undefined : App;
  },
  set App(wrapped) {
    App = wrapped;
  },
  get Page() {
    return typeof Page === 'undefined' ? undefined : Page;
  },
  set Page(wrapped) {
    Page = wrapped;
  },
  get Component() {
    return typeof Component === 'undefined' ? undefined : Component;
  },
  set Component(wrapped) {
    Component = wrapped;
  },
};

/**
 * A clock that only goes forward. Where the engine has none, as WeChat does not promise one, it adds up the steps of
 * the clock on the wall and leaves out those back; a jump ahead then counts as time.
 */
function steadyClock(): () => number {
  const engine = typeof performance === 'undefined' ? undefined : performance;
  const now = engine?.now;
  if (now) return () => now.call(engine);
  let lastMs = Date.now();
  let elapsedMs = 0;
  return () => {
    const nowMs = Date.now();
    elapsedMs += Math.max(0, nowMs - lastMs);
    lastMs = nowMs;
    return elapsedMs;
  };
}

/** The mini program this script runs in; null outside of WeChat. */
export function wechatEnvironment(): Environment | null {
  if (typeof wx === 'undefined') return null;
  return {
    wx,
    constructors,
    // Before the app is launched some base libraries give nothing.
    currentPages: () => (typeof getCurrentPages === 'undefined' ? [] : (getCurrentPages() ?? [])),
    configuredTitle: (route) =>
      typeof __wxConfig === 'undefined'
        ? undefined
        : __wxConfig.page?.[`${route}.html`]?.window?.navigationBarTitleText,
    now: () => Date.now(),
    elapsed: steadyClock(),
    after(ms, act) {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    log: (message, detail) =>
      detail === undefined
        ? console.log(`[Clickstream] ${message}`)
        : console.log(`[Clickstream] ${message}`, detail),
  };
}
