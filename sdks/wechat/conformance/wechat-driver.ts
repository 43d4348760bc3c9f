import {
  type Command,
  type Driver,
  type DriverAnswer,
  type DriverResult,
  VirtualClock,
} from '@millstream/sdk-conformance';
import type { AnalyticsInstance, ClickstreamApi } from '../index.ts';
import { comeToRest } from '../simulation/come-to-rest.ts';
import { loadSdk } from '../simulation/load-sdk.ts';
import { SimulatedNetwork } from '../simulation/simulated-network.ts';
import { SimulatedProcess } from '../simulation/simulated-process.ts';
import { SimulatedStorage } from '../simulation/simulated-storage.ts';
import { callSdk } from './call-sdk.ts';
import { settingsOf } from './command-values.ts';

/** A device with a mini program on it, driven through the script of the SDK as it is shipped. */
export class WechatDriver implements Driver {
  readonly platform = 'wechat';
  readonly capabilities: readonly string[] = [
    'screens',
    'batch-mode',
    'app-events',
    'storage-faults',
    'consent',
    'opt-out',
    'instances',
    'early-calls',
    'numbers',
    'nested',
  ];
  readonly #script: string;
  #clock = new VirtualClock(0);
  #storage = new SimulatedStorage();
  #network = new SimulatedNetwork(this.#clock);
  #process: SimulatedProcess | null = null;
  #sdk: ClickstreamApi | null = null;
  #instances = new Map<string, AnalyticsInstance>();
  #target: { readonly endpoint: string; readonly appId: string } = { endpoint: '', appId: '' };
  #hanging = 0;
  /** The person closed it: WeChat ends it when what it was doing is done. */
  #isEnding = false;

  /** @param script the SDK, bundled */
  constructor(script: string) {
    this.#script = script;
  }

  async send(command: Command): Promise<DriverAnswer> {
    const { id } = command;
    try {
      if (command.do === 'settle') return { id, ok: true, result: await this.#settled(command.hanging) };
      if (command.do === 'tick') {
        const { elapsedMs, fired } = this.#clock.tick(command.untilMs);
        return { id, ok: true, result: { elapsedMs, fired } };
      }
      const unsupported = this.#act(command);
      return unsupported === null ? { id, ok: true } : { id, unsupported };
    } catch (error) {
      return {
        id,
        ok: false,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      };
    }
  }

  async #settled(hanging: number): Promise<DriverResult> {
    this.#hanging = hanging;
    this.#network.wake();
    await comeToRest(this.#network, () => this.#hanging);
    if (this.#isEnding) this.#process?.kill();
    this.#isEnding = false;
    return { inFlight: this.#network.inFlight, requests: this.#network.begun };
  }

  #act(command: Exclude<Command, { do: 'settle' | 'tick' }>): string | null {
    switch (command.do) {
      case 'reset':
        this.#process?.kill();
        this.#process = null;
        this.#clock = new VirtualClock(command.startAtMs);
        this.#storage = new SimulatedStorage();
        this.#network = new SimulatedNetwork(this.#clock);
        this.#target = { endpoint: command.endpoint, appId: command.appId };
        return null;
      case 'start':
        this.#start(command);
        return null;
      case 'stop':
        this.#running().hide();
        this.#isEnding = true;
        return null;
      case 'kill':
        this.#running().kill();
        return null;
      case 'view':
        this.#view(command);
        return null;
      case 'background':
        this.#running().hide();
        return null;
      case 'foreground':
        this.#running().show();
        return null;
      case 'network':
        this.#network.setOnline(command.online);
        return null;
      case 'clock':
        this.#clock.shift(command.shiftMs);
        return null;
      case 'storage':
        this.#storage.state = command.state;
        return null;
      case 'activity':
        return 'has no activity: a page that is shown counts as looked at';
      case 'deepLink':
        return 'reads no deep links';
      default:
        callSdk(this.#instance(command.instance), command);
        return null;
    }
  }

  #running(): SimulatedProcess {
    if (!this.#process) throw new Error('The mini program is not running');
    return this.#process;
  }

  #instance(name: string | undefined): AnalyticsInstance {
    const instance = name === undefined ? this.#sdk : this.#instances.get(name);
    if (!instance) throw new Error(`There is no instance ${name ?? ''}`);
    return instance;
  }

  #start({ config, instance, early = [] }: Extract<Command, { do: 'start' }>): void {
    const configuration = { ...this.#target, ...settingsOf(config) };
    if (instance !== undefined && this.#sdk) {
      this.#instances.set(instance, this.#sdk.createInstance(instance, configuration));
      return;
    }
    this.#process?.kill();
    this.#instances = new Map();
    const process = new SimulatedProcess({
      clock: this.#clock,
      storage: this.#storage,
      network: this.#network,
    });
    this.#process = process;
    process.launch(
      () => {
        const sdk = loadSdk(process, this.#script);
        this.#sdk = sdk;
        for (const name of early) sdk.record({ name });
        if (instance === undefined) sdk.init(configuration);
        else this.#instances.set(instance, sdk.createInstance(instance, configuration));
        process.globals.App({});
      },
      { scene: 1001 },
    );
  }

  #view({
    name,
    path,
    title,
  }: {
    readonly name: string;
    readonly path?: string;
    readonly title?: string;
  }): void {
    const process = this.#running();
    const url = path ?? `pages/${name}`;
    const route = url.split('?')[0] ?? url;
    process.addPage(route, { load: () => process.globals.Page({}), title: title ?? name });
    const { pages, top } = process.pages;
    if (top?.route === route && !url.includes('?')) top.call('onShow');
    else if (pages.length === 0) process.pages.reLaunch(url);
    else process.pages.redirectTo(url);
  }
}
