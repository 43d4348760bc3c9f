import type { Environment } from './environment.ts';
import { tried } from './tried.ts';
import type { WxConstructor, WxDefinition, WxEntry, WxPage } from './wx-api.ts';

/** What happens to a mini program. */
export interface LifecycleListener {
  shown(entry: WxEntry | undefined): void;
  hidden(): void;
  pageShown(page: WxPage): void;
  shared(): void;
  favorited(): void;
  failed(error: unknown): void;
}

/** Tells listeners what happens to the mini program, each thing once. */
export interface Lifecycle {
  isVisible(): boolean;
  listen(listener: LifecycleListener): void;
}

/** `self` is missing when the app calls the method without its page. */
type Act = (self: WxPage | undefined, first: unknown) => void;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Lets `act` run before or after a method of a definition; the method keeps its `this`, arguments and answer. */
function wrapMethod(definition: WxDefinition, name: string, act: Act, when: 'before' | 'after'): void {
  const original = definition[name];
  definition[name] = function wrapped(this: WxPage | undefined, ...given: unknown[]): unknown {
    if (when === 'before') act(this, given[0]);
    try {
      return typeof original === 'function' ? original.apply(this, given) : undefined;
    } finally {
      if (when === 'after') act(this, given[0]);
    }
  };
}

/**
 * Wraps the constructors of the app and its pages. An app that is started late, or a base library that calls
 * back more than once, makes no difference: only changes between seen and unseen count.
 */
export function createLifecycle({ wx, constructors, currentPages, log }: Environment): Lifecycle {
  const listeners: LifecycleListener[] = [];
  let isVisible = (tried(currentPages) ?? []).length > 0;

  const tell = (what: (listener: LifecycleListener) => void): void => {
    for (const listener of listeners) {
      try {
        what(listener);
      } catch (error) {
        log('internal error', error);
      }
    }
  };
  const shown = (entry: unknown): void => {
    if (isVisible) return;
    isVisible = true;
    tell((listener) => listener.shown(isObject(entry) ? entry : undefined));
  };
  const hidden = (): void => {
    if (!isVisible) return;
    isVisible = false;
    tell((listener) => listener.hidden());
  };
  // A component may have a method of that name, too; only pages have a route.
  const pageShown: Act = (page) => {
    if (typeof page?.route === 'string') tell((listener) => listener.pageShown(page));
  };
  const shared: Act = () => tell((listener) => listener.shared());

  const wrapApp = (definition: WxDefinition): void => {
    wrapMethod(definition, 'onShow', (_, entry) => shown(entry), 'before');
    wrapMethod(definition, 'onHide', hidden, 'after');
  };
  const wrapPage = (definition: WxDefinition): void => {
    wrapMethod(definition, 'onShow', pageShown, 'before');
    // A page that defines one of these gets a button for it: only those that have it already are wrapped.
    if (definition.onShareAppMessage) wrapMethod(definition, 'onShareAppMessage', shared, 'before');
    if (definition.onShareTimeline) wrapMethod(definition, 'onShareTimeline', shared, 'before');
    if (definition.onAddToFavorites)
      wrapMethod(definition, 'onAddToFavorites', () => tell((one) => one.favorited()), 'before');
  };
  /** Pages may be made by `Component`; their life stands among its methods. Others are never called `onShow`. */
  const wrapComponent = (definition: WxDefinition): void => {
    const methods = { ...(isObject(definition.methods) ? definition.methods : {}) };
    wrapPage(methods);
    definition.methods = methods;
  };
  const wrap = (name: 'App' | 'Page' | 'Component', change: (definition: WxDefinition) => void): void => {
    const original = constructors[name];
    if (!original) return;
    const watched: WxConstructor = (definition) => {
      try {
        change(definition);
      } catch (error) {
        log(`${name} could not be watched`, error);
      }
      return original(definition);
    };
    try {
      constructors[name] = watched;
    } catch (error) {
      log(`${name} could not be replaced: pages made with it are not watched`, error);
    }
  };
  wrap('App', wrapApp);
  wrap('Page', wrapPage);
  wrap('Component', wrapComponent);

  tried(() => wx.onAppShow?.(shown));
  tried(() => wx.onAppHide?.(hidden));
  tried(() => wx.onError?.((error) => tell((listener) => listener.failed(error))));
  tried(() => wx.onUnhandledRejection?.(({ reason }) => tell((listener) => listener.failed(reason))));
  return { isVisible: () => isVisible, listen: (listener) => void listeners.push(listener) };
}
