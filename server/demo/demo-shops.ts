import { type ChildProcess, fork } from 'node:child_process';
import type { DemoStart, FromDemo } from './demo-process.ts';
import type { DemoProgress } from './run-demo.ts';

/** What is known of an app's demo. */
export type DemoState =
  | { readonly phase: 'absent' }
  | DemoProgress
  | { readonly phase: 'failed'; readonly error: Extract<FromDemo, { kind: 'failed' }>['error'] };

/** Demo shops of a running server: each in a process of its own, ended with the server. */
export interface DemoShops {
  /** Begins a shop with about so many past events; one that runs goes on. */
  start(app: DemoStart['app'], targetEvents: number): DemoState;
  stateOf(appId: string): DemoState;
  /** Ends the live traffic of a shop; its past stays. */
  stop(appId: string): void;
  close(): void;
}

interface Shop {
  readonly child: ChildProcess;
  state: DemoState;
}

/** Creates the shops of a data directory; none runs before it is started. */
export function createDemoShops(dataDir: string): DemoShops {
  const shops = new Map<string, Shop>();

  function stop(appId: string): void {
    const shop = shops.get(appId);
    shops.delete(appId);
    if (shop?.child.connected) shop.child.disconnect();
  }

  return {
    start(app, targetEvents) {
      const known = shops.get(app.appId);
      if (known !== undefined && known.state.phase !== 'failed') return known.state;
      const child = fork(new URL('./demo-process.ts', import.meta.url), {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      });
      const shop: Shop = { child, state: { phase: 'making', events: 0, target: targetEvents } };
      shops.set(app.appId, shop);
      child.on('message', (message: FromDemo) => {
        shop.state =
          message.kind === 'progress' ? message.progress : { phase: 'failed', error: message.error };
      });
      child.on('exit', () => {
        if (shops.get(app.appId) === shop && shop.state.phase !== 'failed') shops.delete(app.appId);
      });
      const start: DemoStart = { dataDir, app, targetEvents };
      child.send(start);
      return shop.state;
    },
    stateOf: (appId) => shops.get(appId)?.state ?? { phase: 'absent' },
    stop,
    close() {
      for (const appId of [...shops.keys()]) stop(appId);
    },
  };
}
