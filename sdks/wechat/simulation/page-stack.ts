import type { WxDefinition, WxPage } from '../wx-api.ts';

/** A page as the app's configuration and files have it. */
export interface PageFile {
  /** Runs the script of the page, which calls `Page` or `Component`. */
  readonly load: () => void;
  /** Title of the navigation bar. */
  readonly title?: string;
}

/** A page in the stack. */
export interface StackedPage extends WxPage {
  readonly route: string;
  readonly data: Readonly<Record<string, unknown>>;
  setData(changes: Readonly<Record<string, unknown>>): void;
  call(name: string, ...given: unknown[]): unknown;
}

/** WeChat's limit of the page stack. */
const maxDepth = 10;

/** Splits `/pages/a/a?id=1` into route and query; like WeChat it leaves values encoded. */
export function parsePageUrl(url: string): {
  readonly route: string;
  readonly query: Readonly<Record<string, string>>;
} {
  const [path = '', query = ''] = url.split('?');
  const pairs = query.split('&').filter((pair) => pair !== '');
  return {
    route: path.replace(/^\//, ''),
    query: Object.fromEntries(pairs.map((pair) => [pair.split('=')[0], pair.slice(pair.indexOf('=') + 1)])),
  };
}

/** Pages of a mini program, and the life of each as WeChat lets them live. */
export class PageStack {
  readonly files = new Map<string, PageFile>();
  readonly #definitions = new Map<string, WxDefinition>();
  #loading: string | null = null;
  #pages: StackedPage[] = [];
  #lastId = 0;

  /** The visible page last. */
  get pages(): readonly StackedPage[] {
    return this.#pages;
  }

  get top(): StackedPage | undefined {
    return this.#pages[this.#pages.length - 1];
  }

  /** `Page` and `Component` as the framework defines them. */
  define(definition: WxDefinition, kind: 'Page' | 'Component'): void {
    if (this.#loading === null) return;
    const { methods } = definition;
    const isPage = kind === 'Page' || typeof methods !== 'object' || methods === null;
    this.#definitions.set(this.#loading, isPage ? definition : { ...definition, ...methods });
  }

  #definitionOf(route: string): WxDefinition {
    const known = this.#definitions.get(route);
    if (known) return known;
    const file = this.files.get(route);
    if (!file) throw new Error(`navigateTo:fail page "${route}" is not found`);
    this.#loading = route;
    try {
      file.load();
    } finally {
      this.#loading = null;
    }
    return this.#definitions.get(route) ?? {};
  }

  #open(url: string): void {
    const { route, query } = parsePageUrl(url);
    const definition = this.#definitionOf(route);
    this.#lastId += 1;
    const id = `pageId:${this.#lastId}`;
    const data = { ...Object(definition.data) };
    const page: StackedPage = {
      ...definition,
      route,
      options: query,
      getPageId: () => id,
      setData: (changes: Readonly<Record<string, unknown>>) => Object.assign(data, changes),
      data,
      call: (name, ...given) => {
        const method = definition[name];
        return typeof method === 'function' ? method.apply(page, given) : undefined;
      },
    };
    this.#pages.push(page);
    page.call('onLoad', query);
    page.call('onShow');
    page.call('onReady');
  }

  #unload(count: number): void {
    for (const page of this.#pages.splice(this.#pages.length - count).reverse()) page.call('onUnload');
  }

  navigateTo(url: string): void {
    if (this.#pages.length >= maxDepth) throw new Error('navigateTo:fail webview count limit exceed');
    this.top?.call('onHide');
    this.#open(url);
  }

  redirectTo(url: string): void {
    this.#unload(1);
    this.#open(url);
  }

  reLaunch(url: string): void {
    this.#unload(this.#pages.length);
    this.#open(url);
  }

  /** Tab pages stay loaded in WeChat; here all others are closed, and the tab is opened unless it is at the bottom. */
  switchTab(url: string): void {
    const { route } = parsePageUrl(url);
    const [bottom] = this.#pages;
    if (bottom?.route !== route) {
      this.reLaunch(url);
      return;
    }
    if (this.#pages.length > 1) this.navigateBack(this.#pages.length - 1);
  }

  navigateBack(delta = 1): void {
    this.#unload(Math.min(delta, this.#pages.length - 1));
    this.top?.call('onShow');
  }
}
