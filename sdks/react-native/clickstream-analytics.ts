import type { Analytics } from './analytics.ts';
import type { ClickstreamConfiguration } from './configuration.ts';
import { createAnalytics } from './create-analytics.ts';
import type { Device } from './device/device.ts';
import { openStateCache, type StateCache } from './storage/state-cache.ts';

/** The static API: the instance `default`, and how to get others. */
export interface ClickstreamStatic extends Analytics {
  /**
   * Starts a second instance with a queue, sessions and users of its own; only the device id is shared.
   * The same name again answers with the same instance.
   */
  createInstance(name: string, configuration: ClickstreamConfiguration): Analytics;
}

const root = '@millstream/analytics';

/** The SDK on one device. */
export function createClickstream(device: Device): ClickstreamStatic {
  let opening: Promise<StateCache> | null = null;
  const shared = (): Promise<StateCache> => {
    opening ??= openStateCache(device.storage, `${root}/shared/`);
    return opening;
  };
  const create = (name: string): Analytics =>
    createAnalytics(device, { shared, prefix: `${root}/instances/${encodeURIComponent(name)}` });
  const instances = new Map<string, Analytics>();
  return {
    ...create('default'),
    createInstance(name, configuration) {
      const known = instances.get(name);
      if (known) return known;
      const made = create(name);
      instances.set(name, made);
      void made.init(configuration);
      return made;
    },
  };
}
