import { Script } from 'node:vm';
import type { ClickstreamStatic } from '../clickstream-analytics.ts';
import { bundleApp, type System } from '../engine-tests/bundle-app.ts';
import type { NavigationReference } from '../navigation/track-navigation.ts';

/** What an app's script shows to the outside. */
export interface SimulatedApp {
  readonly sdk: {
    readonly ClickstreamAnalytics: ClickstreamStatic;
    trackNavigation(navigation: NavigationReference): () => void;
  };
  readonly DeviceEventEmitter: { emit(event: string, detail: unknown): void };
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

const scripts = new Map<System, Promise<Script>>();

/** The app's script, made once for each system. */
export function appScript(system: System): Promise<Script> {
  const known = scripts.get(system);
  if (known) return known;
  const made = bundleApp(system).then(
    (code) => new Script(virtualDate + code, { filename: `app.${system}.js` }),
  );
  scripts.set(system, made);
  return made;
}
