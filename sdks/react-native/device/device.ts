/** The part of AsyncStorage that is used. */
export interface KeyValueStorage {
  getItem(key: string): Promise<string | null>;
  setItem(key: string, value: string): Promise<void>;
  removeItem(key: string): Promise<void>;
  getAllKeys(): Promise<readonly string[]>;
}

/** What ends a subscription. */
export interface Subscription {
  remove(): void;
}

type ErrorHandler = (error: unknown, isFatal?: boolean) => void;

/** React Native's global hook for uncaught errors. */
export interface ErrorHook {
  getGlobalHandler(): ErrorHandler | undefined;
  setGlobalHandler(handler: ErrorHandler): void;
}

/** One HTTP request, in the words of `fetch`. */
export interface PostOptions {
  readonly method: 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

/** The device and React Native, as far as the SDK needs them. */
export interface Device {
  /** `Platform.OS`. */
  readonly os: string;
  readonly storage: KeyValueStorage;
  readonly appState: {
    readonly currentState: string | null | undefined;
    addEventListener(name: 'change', hear: (state: string) => void): Subscription;
  };
  readonly linking: {
    getInitialURL(): Promise<string | null | undefined>;
    addEventListener(name: 'url', hear: (event: { readonly url: string }) => void): Subscription;
  };
  readonly errorHook: ErrorHook | undefined;
  /** Top-level fields of each event that need no native module. */
  facts(): Readonly<Record<string, unknown>>;
  now(): number;
  elapsed(): number;
  after(ms: number, act: () => void): () => void;
  random(): number;
  uuid(): string;
  post(
    url: string,
    options: PostOptions,
  ): Promise<{ readonly status: number; readonly headers: { get(name: string): string | null } }>;
  log(message: string, detail?: unknown): void;
}
