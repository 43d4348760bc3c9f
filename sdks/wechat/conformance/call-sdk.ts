import type { Item } from '@millstream/sdk-client';
import type { Command } from '@millstream/sdk-conformance';
import type { AnalyticsInstance } from '../index.ts';
import { attributesOf, settingsOf } from './command-values.ts';

/** Does what an app does with the SDK. */
export function callSdk(instance: AnalyticsInstance, command: Command): void {
  switch (command.do) {
    case 'track': {
      const { name, times, items, immediate } = command;
      const attributes = attributesOf(command.attributes);
      for (let n = 1; n <= (times ?? 1); n += 1)
        instance.record({
          name,
          attributes: times === undefined ? attributes : { ...attributes, n },
          ...(items && { items: items.map((item): Item => attributesOf(item)) }),
          ...(immediate !== undefined && { isImmediate: immediate }),
        });
      return;
    }
    case 'identify':
      instance.setUserId(command.userId);
      return;
    case 'setUserAttributes':
      instance.setUserAttributes(attributesOf(command.attributes));
      return;
    case 'setGlobalAttributes':
      instance.setGlobalAttributes(attributesOf(command.attributes));
      return;
    case 'configure':
      instance.configure(settingsOf(command.config));
      return;
    case 'flush':
      void instance.flushEvents();
      return;
    case 'disable':
      instance.disable();
      return;
    case 'enable':
      instance.enable();
      return;
    case 'consent':
      instance.setConsent(command.state);
      return;
    case 'optOut':
      instance.optOut(command.purge);
      return;
    default:
      throw new Error(`${command.do} is no call of the SDK`);
  }
}
