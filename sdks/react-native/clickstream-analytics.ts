import type { Analytics } from './analytics.ts';
import type { ClickstreamConfiguration } from './configuration.ts';
import { createAnalytics } from './create-analytics.ts';
import type { Device } from './device/device.ts';
import { openStateCache, type StateCache } from './storage/state-cache.ts';

/** The static API: the instance `default`, and how to get others. */
export interface ClickstreamStatic extends Analytics {
  /**
   * Starts a second instance with a queue, sessions and users of its own; only the device id is shared.
   * The same name again answers with the same instance; `default` is the static API.
   */
  createInstance(name: string, configuration: ClickstreamConfiguration): Analytics;
}

const root = '@millstream/analytics';
const standardName = 'default';

/** The SDK on one device. */
export function createClickstream(device: Device): ClickstreamStatic {
  let opening: Promise<StateCache> | null = null;
  const shared = (): Promise<StateCache> => {
    opening ??= openStateCache(device.storage, `${root}/shared/`);
    return opening;
  };
  const create = (name: string): Analytics =>
    createAnalytics(device, { shared, prefix: `${root}/instances/${encodeURIComponent(name)}` });
  const standard = create(standardName);
  const instances = new Map([[standardName, standard]]);
  return {
    ...standard,
    createInstance(name, configuration) {
      const known = instances.get(name);
      if (known && known !== standard) return known;
      const made = known ?? create(name);
      instances.set(name, made);
      void made.init(configuration);
      return made;
    },
  };
}
