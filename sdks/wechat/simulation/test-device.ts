import {
  type CollectorDouble,
  type JsonObject,
  openCollectorDouble,
  VirtualClock,
} from '@millstream/sdk-conformance';
import { bundleSdk } from '../bundle.ts';
import type { ClickstreamApi } from '../clickstream-analytics.ts';
import type { ClickstreamConfiguration } from '../configuration.ts';
import type { WxDefinition, WxEntry } from '../wx-api.ts';
import { comeToRest } from './come-to-rest.ts';
import { loadSdk } from './load-sdk.ts';
import { SimulatedNetwork } from './simulated-network.ts';
import { type Device, SimulatedProcess } from './simulated-process.ts';
import { SimulatedStorage } from './simulated-storage.ts';

/** What a mini program of a test consists of. */
export interface TestProgram {
  readonly settings?: Partial<ClickstreamConfiguration>;
  readonly app?: WxDefinition;
  /** Pages by route. */
  readonly pages?: Readonly<
    Record<
      string,
      { readonly title?: string; readonly page?: WxDefinition; readonly component?: WxDefinition }
    >
  >;
  readonly entry?: WxEntry;
  /** What the app calls before init. */
  readonly early?: (sdk: ClickstreamApi) => void;
  /** Init runs in `onLaunch`, when the app is defined already. */
  readonly isLate?: boolean;
}

const script = bundleSdk();

/** A phone with WeChat on it, a clock that stands still, and a collector it can reach. */
export class TestDevice implements AsyncDisposable {
  readonly clock = new VirtualClock(Date.UTC(2026, 2, 1, 10));
  readonly storage = new SimulatedStorage();
  readonly network = new SimulatedNetwork(this.clock);
  readonly collector: CollectorDouble;
  readonly #script: string;
  readonly #facts: Partial<Device>;

  private constructor(collector: CollectorDouble, source: string, facts: Partial<Device>) {
    this.collector = collector;
    this.#script = source;
    this.#facts = facts;
  }

  static async open(facts: Partial<Device> = {}): Promise<TestDevice> {
    return new TestDevice(await openCollectorDouble(), await script, facts);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.network.dropAll();
    await this.collector.close();
  }

  /** The person opens a mini program that has the SDK as it is shipped. */
  async start(
    program: TestProgram = {},
  ): Promise<{ readonly process: SimulatedProcess; readonly sdk: ClickstreamApi }> {
    const { storage, network, clock } = this;
    const process = new SimulatedProcess({ ...this.#facts, storage, network, clock });
    const { globals } = process;
    for (const [route, { title = '', page = {}, component }] of Object.entries(program.pages ?? {}))
      process.addPage(route, {
        title,
        load: () => (component ? globals.Component(component) : globals.Page(page)),
      });
    const sdk = loadSdk(process, this.#script);
    const init = (): boolean =>
      sdk.init({ appId: 'shop', endpoint: this.collector.endpoint, ...program.settings });
    process.launch(() => {
      program.early?.(sdk);
      if (!program.isLate) init();
      globals.App(program.isLate ? { ...program.app, onLaunch: init } : (program.app ?? {}));
    }, program.entry);
    await this.rest();
    return { process, sdk };
  }

  /** Runs what is due now, and what follows from it. */
  async rest(): Promise<void> {
    await this.wait(0);
  }

  /** Lets time pass, timer by timer. */
  async wait(ms: number): Promise<void> {
    const untilMs = this.clock.elapsedMs + ms;
    for (;;) {
      await comeToRest(this.network);
      const { elapsedMs, fired } = this.clock.tick(untilMs);
      if (fired === 0 && elapsedMs >= untilMs) return;
    }
  }

  /** Events that arrived, once each; of some types only, when they are named. */
  events(...types: readonly string[]): readonly JsonObject[] {
    return this.collector
      .storedEvents()
      .filter(({ event_type: type }) => types.length === 0 || types.includes(String(type)));
  }

  /** Attributes of the events that arrived. */
  attributes(...types: readonly string[]): readonly Readonly<Record<string, unknown>>[] {
    return this.events(...types).map(({ attributes }) => ({ ...Object(attributes) }));
  }

  /** Types of the events that arrived. */
  types(): readonly unknown[] {
    return this.events().map(({ event_type: type }) => type);
  }
}
