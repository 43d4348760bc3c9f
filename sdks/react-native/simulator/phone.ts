import { createContext, type Script } from 'node:vm';
import { VirtualClock } from '@millstream/sdk-conformance';
import type { SimulatedApp } from './app.ts';
import { Disk, nativeStorage } from './native-storage.ts';
import { Network } from './network.ts';

/** As much of a MessageChannel as it takes to run a task after the others. */
class TaskChannel {
  readonly port1: { onmessage?: () => void } = {};
  readonly port2 = { postMessage: () => void setImmediate(() => this.port1.onmessage?.()) };
}

/** What differs between devices. */
export interface PhoneOptions {
  readonly startAtMs: number;
  readonly system?: 'ios' | 'android';
}

/** How one process of the app starts. */
export interface StartOptions {
  readonly state?: 'active' | 'background';
  readonly initialUrl?: string;
  readonly osVersion?: string;
  /** The process dies when it asks for one piece of storage work more than this. */
  readonly storageWork?: number;
}

/** A process of the app. */
export interface Process {
  readonly app: SimulatedApp;
  /** The native side tells the app something. */
  emit(event: string, detail: unknown): void;
  /** Nothing of the app gets to run any more. @param isCut requests under way are cut too */
  end(isCut: boolean): void;
}

/** A device on which an app's JavaScript runs in a context of its own; its disk outlives the app. */
export class Phone {
  readonly clock: VirtualClock;
  readonly disk = new Disk();
  readonly network: Network;
  readonly system: 'ios' | 'android';
  #storageWork = 0;
  #activity = 0;
  #wake = Promise.withResolvers<void>();
  #hanging = 0;

  constructor({ startAtMs, system = 'ios' }: PhoneOptions) {
    this.clock = new VirtualClock(startAtMs);
    this.system = system;
    if (system === 'android') {
      this.disk.maxBytes = 6 * 1_048_576;
      this.disk.maxRowBytes = 2 * 1_048_576;
    }
    this.network = new Network(() => this.#changed());
  }

  #changed(): void {
    this.#activity += 1;
    this.#wake.resolve();
    this.#wake = Promise.withResolvers();
  }

  /** Resolves when nothing is being stored and at most `hanging` requests are in flight; a newer call changes the number. */
  async settle(hanging: number): Promise<void> {
    this.#hanging = hanging;
    this.#changed();
    let quietTurns = 0;
    while (quietTurns < 3) {
      const { promise } = this.#wake;
      const before = this.#activity;
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#activity !== before || this.#storageWork > 0) quietTurns = 0;
      else if (this.network.inFlight > this.#hanging) {
        quietTurns = 0;
        await promise;
      } else quietTurns += 1;
    }
  }

  /** Time passes; every timer fires at its moment. Requests and storage work are done before it goes on. */
  async pass(ms: number): Promise<void> {
    const untilMs = this.clock.elapsedMs + ms;
    for (;;) {
      await this.settle(0);
      const { elapsedMs, fired } = this.clock.tick(untilMs);
      if (elapsedMs === untilMs && fired === 0) return;
    }
  }

  /** Runs the app's script. */
  start(
    script: Script,
    {
      state = 'active',
      initialUrl,
      osVersion = '17.4',
      storageWork = Number.POSITIVE_INFINITY,
    }: StartOptions = {},
  ): Process {
    const cut = new AbortController();
    let isAlive = true;
    const { clock, network, system } = this;
    let workLeft = storageWork;
    const later = (work: () => void): void => {
      if (workLeft === 0) isAlive = false;
      if (!isAlive) return;
      workLeft -= 1;
      this.#storageWork += 1;
      setImmediate(() => {
        this.#storageWork -= 1;
        this.#changed();
        if (isAlive) work();
      });
    };
    const timers = new Map<number, () => void>();
    let lastTimer = 0;
    const setTimer = (act: (...values: unknown[]) => void, ms = 0, ...values: unknown[]): number => {
      lastTimer += 1;
      const timer = lastTimer;
      const run = (): void => {
        timers.delete(timer);
        if (isAlive) act(...values);
      };
      timers.set(timer, clock.after(ms, run));
      return timer;
    };
    const clearTimer = (timer: number): void => {
      timers.get(timer)?.();
      timers.delete(timer);
    };
    const nativeEvents = { addListener: () => undefined, removeListeners: () => undefined };
    const constants = { osVersion, systemName: 'iOS', interfaceIdiom: 'phone', isTesting: true };
    const release = {
      Release: osVersion,
      Version: 34,
      Manufacturer: 'Google',
      Brand: 'google',
      Model: 'Pixel 8',
    };
    const screen = { width: 390, height: 844, scale: 3, fontScale: 1 };
    const pixels = { ...screen, width: 1_170, height: 2_532, densityDpi: 480 };
    // Android tells its native pixels, iOS points.
    const dimensions =
      system === 'ios'
        ? { window: screen, screen }
        : { windowPhysicalPixels: pixels, screenPhysicalPixels: pixels };
    const locale = { isRTL: false, doLeftAndRightSwapInRTL: true, localeIdentifier: 'de_CH' };
    const links = { ...nativeEvents, getInitialURL: async () => initialUrl ?? null };
    const modules: Readonly<Record<string, unknown>> = {
      AppState: {
        ...nativeEvents,
        getConstants: () => ({ initialAppState: state }),
        getCurrentAppState: (answer: (state: object) => void) => answer({ app_state: state }),
      },
      DeviceInfo: { getConstants: () => ({ Dimensions: dimensions }) },
      I18nManager: { getConstants: () => locale },
      IntentAndroid: links,
      LinkingManager: links,
      PlatformConstants: {
        getConstants: () => (system === 'ios' ? constants : { ...constants, ...release }),
      },
      RNCAsyncStorage: nativeStorage(this.disk, later),
    };
    const context = createContext({
      __turboModuleProxy: (name: string) => modules[name] ?? null,
      nativeModuleProxy: {},
      AbortController,
      TextEncoder,
      TextDecoder,
      URL,
      // React's `act` asks for these; apps have none of them.
      IS_REACT_ACT_ENVIRONMENT: true,
      IS_REACT_NATIVE_TEST_ENVIRONMENT: true,
      MessageChannel: TaskChannel,
      console: { ...console, log: () => undefined },
      performance: { now: () => clock.elapsedMs },
      wallClock: () => clock.now(),
      setTimeout: setTimer,
      clearTimeout: clearTimer,
      fetch: (url: string, options: RequestInit) =>
        new Promise((resolve, reject) => {
          network.fetch(url, options, cut.signal).then(
            (answer) => isAlive && resolve(answer),
            (error) => isAlive && reject(error),
          );
        }),
    });
    script.runInContext(context);
    const { app } = context;
    return {
      app,
      emit: (event, detail) => isAlive && app.DeviceEventEmitter.emit(event, detail),
      end(isCut) {
        isAlive = false;
        for (const cancel of timers.values()) cancel();
        if (isCut) cut.abort();
      },
    };
  }
}
