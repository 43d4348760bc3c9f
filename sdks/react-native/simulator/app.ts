import { Script } from 'node:vm';
import type { ClickstreamStatic } from '../clickstream-analytics.ts';
import type { ErrorHook, KeyValueStorage } from '../device/device.ts';
import { bundleApp, type System } from '../engine-tests/bundle-app.ts';
import type { NavigationReference } from '../navigation/track-navigation.ts';

/** A mounted tree of React Navigation: a stack of Home, with the tabs Feed and Profile, and Details. */
export interface MountedNavigation {
  navigate(name: string, parameters?: object): Promise<void>;
  push(name: string): Promise<void>;
  setParams(parameters: object): Promise<void>;
  back(): Promise<void>;
  unmount(): Promise<void>;
  readonly stop?: () => void;
}

/** What an app's script shows to the outside. */
export interface SimulatedApp {
  readonly sdk: {
    readonly ClickstreamAnalytics: ClickstreamStatic;
    readonly Event: { readonly SCREEN_VIEW: string };
    readonly Attr: Readonly<Record<string, string>>;
    trackNavigation(navigation: NavigationReference): () => void;
  };
  readonly AsyncStorage: KeyValueStorage;
  readonly DeviceEventEmitter: { emit(event: string, detail: unknown): void };
  readonly ErrorUtils: ErrorHook & {
    reportFatalError(error: unknown): void;
    reportError(error: unknown): void;
  };
  mountNavigation(how: 'function' | 'hook', initialState?: object): Promise<MountedNavigation>;
}

// The clock must be the device's before any module looks at it.
const virtualDate = `{
  const RealDate = Date;
  globalThis.Date = class Date extends RealDate {
    constructor(...parts) {
      if (parts.length === 0) super(wallClock());
      else super(...parts);
    }
    static now() {
      return wallClock();
    }
  };
}
`;

/** Makes the app's script. @param sdk file that stands for the SDK @default its sources */
export async function makeAppScript(system: System, sdk?: string): Promise<Script> {
  return new Script(virtualDate + (await bundleApp(system, sdk)), { filename: `app.${system}.js` });
}

const scripts = new Map<System, Promise<Script>>();

/** The app's script with the SDK's sources, made once for each system. */
export function appScript(system: System): Promise<Script> {
  const known = scripts.get(system);
  if (known) return known;
  const made = makeAppScript(system);
  scripts.set(system, made);
  return made;
}
