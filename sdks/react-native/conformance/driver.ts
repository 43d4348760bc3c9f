import type {
  Action,
  Capability,
  Command,
  Driver,
  DriverAnswer,
  DriverResult,
  Json,
  JsonObject,
} from '@millstream/sdk-conformance';
import type { Analytics } from '../analytics.ts';
import type { ClickstreamConfiguration, NetInfo } from '../configuration.ts';
import { appScript } from '../simulator/app.ts';
import { Phone, type Process } from '../simulator/phone.ts';
import { ShownScreens } from './shown-screens.ts';

const notFinite: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
};

type Values = Readonly<Record<string, string | number | boolean | null>>;

/** Attributes as an app may give them: also values that the types forbid. */
function appValues(attributes: JsonObject = {}): Values {
  const value = (given: Json): Json | number => {
    const isMark = typeof given === 'object' && given !== null && '$number' in given;
    return isMark ? (notFinite[String(given.$number)] ?? Number.NaN) : given;
  };
  const entries = Object.entries(attributes).map(([name, given]) => [name, value(given)]);
  // Scenarios record what a JavaScript app can, checked or not.
  return Object.fromEntries(entries) as Values;
}

type Call = Extract<
  Action,
  {
    do:
      | 'track'
      | 'identify'
      | 'setUserAttributes'
      | 'setGlobalAttributes'
      | 'configure'
      | 'deepLink'
      | 'flush'
      | 'disable'
      | 'enable'
      | 'consent'
      | 'optOut';
  }
>;

/** What an app calls. */
function call(action: Call, analytics: Analytics): void {
  switch (action.do) {
    case 'track': {
      const { name, attributes, items = [], times = 1 } = action;
      for (let n = 1; n <= times; n += 1) {
        const values = times === 1 ? appValues(attributes) : { ...appValues(attributes), n };
        analytics.record({ name, attributes: values, items: items.map(appValues) });
      }
      return;
    }
    case 'identify':
      analytics.setUserId(action.userId);
      return;
    case 'setUserAttributes':
      analytics.setUserAttributes(appValues(action.attributes));
      return;
    case 'setGlobalAttributes':
      analytics.setGlobalAttributes(appValues(action.attributes));
      return;
    case 'configure':
      analytics.updateConfigure(action.config);
      return;
    case 'deepLink':
      analytics.recordDeepLink(action.url);
      return;
    case 'flush':
      void analytics.flushEvents();
      return;
    case 'disable':
      analytics.disable();
      return;
    case 'enable':
      analytics.enable();
      return;
    case 'consent':
      analytics.setConsent(action.state);
      return;
    case 'optOut':
      analytics.optOut(action.purge);
      return;
  }
}

/** The SDK with React Native's own JavaScript and AsyncStorage, on a simulated phone. */
export class ReactNativeDriver implements Driver {
  readonly platform = 'react-native';
  readonly capabilities: readonly Capability[] = [
    'screens',
    'app-events',
    'app-versions',
    'early-calls',
    'deep-links',
    'storage-faults',
    'consent',
    'opt-out',
    'instances',
    'numbers',
    'nested',
  ];
  readonly #system: 'ios' | 'android';
  #phone: Phone;
  #process: Process | null = null;
  #screens = new ShownScreens();
  #settings: Pick<ClickstreamConfiguration, 'appId' | 'endpoint'> = { appId: '', endpoint: '' };
  readonly #instances = new Map<string, Analytics>();
  #hearNetwork: ((state: { isConnected: boolean; type: string }) => void)[] = [];

  constructor(system: 'ios' | 'android' = 'ios') {
    this.#system = system;
    this.#phone = new Phone({ startAtMs: 0, system });
  }

  async send(command: Command): Promise<DriverAnswer> {
    const { id } = command;
    try {
      const result = await this.#act(command, command.instance);
      if (result === 'unsupported') return { id, unsupported: `React Native has no ${command.do}` };
      return { id, ok: true, ...(result && { result }) };
    } catch (error) {
      return {
        id,
        ok: false,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      };
    }
  }

  #analytics(instance: string | undefined): Analytics {
    const known =
      instance === undefined ? this.#running().app.sdk.ClickstreamAnalytics : this.#instances.get(instance);
    if (!known) throw new Error(`instance ${instance} was not started`);
    return known;
  }

  #running(): Process {
    if (!this.#process) throw new Error('the app was not started');
    return this.#process;
  }

  async #act(
    action: Action,
    instance: string | undefined,
  ): Promise<DriverResult | undefined | 'unsupported'> {
    switch (action.do) {
      case 'reset':
        this.#end(true);
        this.#phone = new Phone({ startAtMs: action.startAtMs, system: this.#system });
        this.#settings = { appId: action.appId, endpoint: action.endpoint };
        return;
      case 'start':
        return this.#start(action, instance);
      case 'view':
        this.#screens.show(action.name, action.path);
        return;
      case 'background':
        this.#emitState('background');
        return;
      case 'foreground':
        this.#emitState('active');
        return;
      case 'stop':
        this.#emitState('background');
        // A system lets an app in the background finish what it writes.
        await this.#phone.settle(Number.POSITIVE_INFINITY);
        this.#end(false);
        return;
      case 'kill':
        this.#end(true);
        return;
      case 'network':
        this.#phone.network.isOnline = action.online;
        for (const hear of this.#hearNetwork) hear({ isConnected: action.online, type: 'wifi' });
        return;
      case 'clock':
        this.#phone.clock.shift(action.shiftMs);
        return;
      case 'tick': {
        const { elapsedMs, fired } = this.#phone.clock.tick(action.untilMs);
        return { elapsedMs, fired };
      }
      case 'settle': {
        await this.#phone.settle(action.hanging);
        const { inFlight, requests } = this.#phone.network;
        return { inFlight, requests };
      }
      case 'storage':
        this.#phone.disk.state = action.state;
        return;
      case 'activity':
        return 'unsupported';
      default:
        call(action, this.#analytics(instance));
        return;
    }
  }

  async #start(action: Extract<Action, { do: 'start' }>, instance: string | undefined): Promise<undefined> {
    const configuration: ClickstreamConfiguration = {
      ...this.#settings,
      ...action.config,
      netInfo: this.#netInfo(),
      deviceFacts: { appVersion: action.appVersion ?? '1.0.0' },
    };
    if (instance !== undefined) {
      const made = this.#running().app.sdk.ClickstreamAnalytics.createInstance(instance, configuration);
      this.#instances.set(instance, made);
      await this.#phone.settle(Number.POSITIVE_INFINITY);
      return;
    }
    const script = await appScript(this.#system);
    const { osVersion } = action;
    this.#process = this.#phone.start(script, { ...(osVersion !== undefined && { osVersion }) });
    const { ClickstreamAnalytics, trackNavigation } = this.#process.app.sdk;
    this.#screens = new ShownScreens();
    trackNavigation(this.#screens);
    for (const name of action.early ?? []) ClickstreamAnalytics.record({ name });
    await ClickstreamAnalytics.init(configuration);
  }

  #netInfo(): NetInfo {
    return {
      addEventListener: (hear) => {
        this.#hearNetwork.push(hear);
        hear({ isConnected: this.#phone.network.isOnline, type: 'wifi' });
        return () => {
          this.#hearNetwork = this.#hearNetwork.filter((other) => other !== hear);
        };
      },
    };
  }

  #emitState(state: 'active' | 'background'): void {
    const running = this.#running();
    if (this.#system === 'ios') running.emit('appStateDidChange', { app_state: 'inactive' });
    running.emit('appStateDidChange', { app_state: state });
  }

  #end(isCut: boolean): void {
    this.#process?.end(isCut);
    this.#process = null;
    this.#instances.clear();
    this.#hearNetwork = [];
  }
}
