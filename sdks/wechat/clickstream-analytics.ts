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
   * Starts one more client with ids, session and queue of its own; only the device id is shared. The same name again
   * answers with the same instance; `default` is this one. With settings that lack something it does nothing.
   */
  createInstance(name: string, configuration: ClickstreamConfiguration): AnalyticsInstance;
}

/** Makes the SDK for one mini program; nothing is touched before the first `init`. */
export function createClickstream(
  findEnvironment: () => Environment | null,
  now: () => number,
): ClickstreamApi {
  const main = createAnalyticsInstance('default', now);
  const instances = new Map([['default', main]]);
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
      const known = instances.get(name);
      const { instance, start } = known ?? createAnalyticsInstance(name, now);
      if (!known) instances.set(name, { instance, start });
      start(parts(), configuration);
      return instance;
    },
  };
}

/** The SDK. */
export const ClickstreamAnalytics: ClickstreamApi = createClickstream(wechatEnvironment, () => Date.now());
