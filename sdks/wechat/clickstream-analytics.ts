import { type AnalyticsInstance, createAnalyticsInstance, type SharedParts } from './analytics-instance.ts';
import type { ClickstreamConfiguration } from './configuration.ts';
import { type Environment, wechatEnvironment } from './environment.ts';
import { createLifecycle } from './lifecycle.ts';
import { createNetwork } from './network.ts';

/** The SDK as a mini program sees it. */
export interface ClickstreamApi extends AnalyticsInstance {
  /**
   * Starts collecting. Call it before `App()`, so that the app and its pages are watched from the start.
   * @returns false when it runs already, the settings lack something, or this is not WeChat
   */
  init(configuration: ClickstreamConfiguration): boolean;
  /**
   * Starts one more client with ids, session and queue of its own; only the device id is shared. With settings that
   * lack something, or a name that is taken, it does nothing.
   */
  createInstance(name: string, configuration: ClickstreamConfiguration): AnalyticsInstance;
}

/** Makes the SDK for one mini program; nothing is touched before the first `init`. */
export function createClickstream(findEnvironment: () => Environment | null): ClickstreamApi {
  const names = new Set(['default']);
  const main = createAnalyticsInstance('default');
  let shared: SharedParts | null = null;
  const parts = (): SharedParts | null => {
    if (shared) return shared;
    const environment = findEnvironment();
    if (environment)
      shared = {
        environment,
        lifecycle: createLifecycle(environment),
        network: createNetwork(environment.wx),
      };
    return shared;
  };
  return {
    ...main.instance,
    init: (configuration) => main.start(parts(), configuration),
    createInstance(name, configuration) {
      const { instance, start } = createAnalyticsInstance(name);
      if (names.has(name)) shared?.environment.log(`an instance ${name} runs already`);
      else if (start(parts(), configuration)) names.add(name);
      return instance;
    },
  };
}

/** The SDK. */
export const ClickstreamAnalytics: ClickstreamApi = createClickstream(wechatEnvironment);
