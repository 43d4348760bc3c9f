import type { Command, Driver, DriverAnswer, DriverResult } from '@millstream/sdk-conformance';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Site } from './serve-pages.ts';
import type { Activity } from './virtual-world.ts';

type Reset = Extract<Command, { do: 'reset' }>;

/** Drives the web SDK in real pages of a browser; each device is a fresh profile. */
export class WebDriver implements Driver {
  readonly platform = 'web';
  readonly capabilities = [
    'pages',
    'tabs',
    'idle',
    'batch-mode',
    'landing-links',
    'storage-faults',
    'consent',
    'opt-out',
    'instances',
    'numbers',
    'nested',
  ];
  readonly #browser: Browser;
  readonly #site: Site;
  #context: BrowserContext | null = null;
  #device: Reset | null = null;
  readonly #tabs = new Map<number, Page>();
  #elapsedMs = 0;
  #shiftMs = 0;
  #isOnline = true;
  #storage: 'ok' | 'full' | 'broken' = 'ok';
  #hanging = 0;
  /** Requests of tabs that are gone. */
  #goneRequests = 0;

  constructor(browser: Browser, site: Site) {
    this.#browser = browser;
    this.#site = site;
  }

  async send(command: Command): Promise<DriverAnswer> {
    const { id } = command;
    try {
      const result = await this.#act(command);
      return { id, ok: true, ...(result && { result }) };
    } catch (error) {
      return { id, ok: false, error: error instanceof Error ? error.message : String(error) };
    }
  }

  /** Closes what the last scenario left open. */
  async close(): Promise<void> {
    await this.#context?.close();
    this.#context = null;
    this.#tabs.clear();
  }

  async #act(command: Command): Promise<DriverResult | undefined> {
    const { tab = 1 } = command;
    switch (command.do) {
      case 'reset':
        return this.#reset(command);
      case 'start':
        return this.#start(command, tab);
      case 'stop':
        return this.#leave(tab, (page) => this.#closePage(page));
      case 'kill':
        return this.#leave(tab, (page) => this.#crash(page));
      case 'network':
        this.#isOnline = command.online;
        await this.#context?.setOffline(!command.online);
        return;
      case 'tick':
        return this.#tick(command.untilMs);
      case 'settle':
        this.#hanging = command.hanging;
        return this.#settle();
      case 'clock':
        this.#shiftMs += command.shiftMs;
        for (const page of this.#tabs.values()) await this.#tell(page, command);
        return;
      case 'storage':
        this.#storage = command.state;
        for (const page of this.#tabs.values()) await this.#tell(page, command);
        return;
      default:
        return this.#tell(this.page(tab), command);
    }
  }

  /** The page of a tab, for what a person does with its content. */
  page(tab = 1): Page {
    const page = this.#tabs.get(tab);
    if (!page) throw new Error(`there is no tab ${tab}`);
    return page;
  }

  async #tell(page: Page, command: Command): Promise<undefined> {
    await page.evaluate(`pageDriver.run(${JSON.stringify(command)})`);
  }

  async #reset(command: Reset): Promise<undefined> {
    await this.close();
    this.#device = command;
    this.#elapsedMs = 0;
    this.#shiftMs = 0;
    this.#goneRequests = 0;
    this.#isOnline = true;
    this.#storage = 'ok';
    this.#site.titles.clear();
    this.#context = await this.#browser.newContext();
  }

  async #start(command: Extract<Command, { do: 'start' }>, tab: number): Promise<undefined> {
    const { config = {}, url = '/home', title = 'Home', referrer } = command;
    const device = this.#device;
    if (!this.#context || !device) throw new Error('start before reset');
    if (!command.instance || !this.#tabs.has(tab)) {
      const old = this.#tabs.get(tab);
      const page = old ?? (await this.#context.newPage());
      this.#tabs.set(tab, page);
      const nowMs = device.startAtMs + this.#elapsedMs + this.#shiftMs;
      const start = { nowMs, elapsedMs: this.#elapsedMs, storage: this.#storage };
      await page.addInitScript(`window.worldStart = ${JSON.stringify(start)}`);
      this.#site.titles.set(url, title);
      // The page itself comes from this machine; only what the SDK asks for is offline.
      if (!this.#isOnline) await this.#context.setOffline(false);
      const address = this.#site.origin + url;
      if (old?.url() === address) await page.reload();
      else await page.goto(address, referrer ? { referer: referrer } : {});
      if (!this.#isOnline) await this.#context.setOffline(true);
    }
    const whole = { appId: device.appId, endpoint: device.endpoint, ...config };
    return this.#tell(this.page(tab), { ...command, config: whole });
  }

  /** @param end ends the page, and says how many requests its tab has begun when that tells more than asking before */
  async #leave(tab: number, end: (page: Page) => Promise<number | undefined>): Promise<undefined> {
    const page = this.page(tab);
    const { requests } = await this.#activityOf(page);
    this.#goneRequests += (await end(page)) ?? requests;
    this.#tabs.delete(tab);
  }

  async #closePage(page: Page): Promise<number | undefined> {
    // Leaving ends a page as closing does, and an empty page of the same tab can be asked afterwards. No request
    // interception here: it would also answer the preflights that must not be.
    const empty = this.#isOnline ? `${this.#site.origin}/left` : 'about:blank';
    await page.goto(empty);
    const requests = this.#isOnline
      ? await page.evaluate<number>("Number(sessionStorage.getItem('driver.requests'))")
      : undefined;
    await page.close();
    return requests;
  }

  async #crash(page: Page): Promise<undefined> {
    const session = await this.#context?.newCDPSession(page);
    const crashed = page.waitForEvent('crash');
    // The call gets no answer from a page that is no more.
    void session?.send('Page.crash').catch(() => undefined);
    await crashed;
    await page.close();
  }

  async #activityOf(page: Page): Promise<Activity> {
    return page.evaluate<Activity>('pageDriver.activity()');
  }

  async #tick(untilMs: number): Promise<DriverResult> {
    const pages = [...this.#tabs.values()];
    const dues = await Promise.all(
      pages.map((page) => page.evaluate<number | null>('pageDriver.nextDueMs()')),
    );
    const next = Math.max(this.#elapsedMs, Math.min(untilMs, ...dues.map((due) => due ?? untilMs)));
    let fired = 0;
    for (const page of pages) fired += await page.evaluate<number>(`pageDriver.tick(${next})`);
    this.#elapsedMs = next;
    return { elapsedMs: next, fired };
  }

  /** Two looks in a row must find all at rest: between the steps of an asynchronous call nothing is to be seen. */
  async #settle(): Promise<DriverResult> {
    for (let quiet = 0; ; ) {
      const all = await Promise.all([...this.#tabs.values()].map((page) => this.#activityOf(page)));
      const sum = (key: keyof Activity) => all.reduce((total, activity) => total + activity[key], 0);
      const inFlight = sum('inFlight');
      const isQuiet =
        sum('transactions') === 0 && inFlight <= this.#hanging && (sum('locks') === 0 || inFlight > 0);
      quiet = isQuiet ? quiet + 1 : 0;
      if (quiet === 2) return { inFlight, requests: this.#goneRequests + sum('requests') };
    }
  }
}
