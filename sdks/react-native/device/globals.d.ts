// Globals that React Native has and its types do not list. Only for tsconfig.sources.json: Node's types list them too.
declare const performance: { now(): number };
declare var crypto: { getRandomValues?(bytes: Uint8Array): unknown } | undefined;
