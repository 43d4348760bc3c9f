/** SDKs the kit knows; the name stands in `for`, `not` and as the column of the table. */
export const sdkNames = ['web', 'android', 'react-native', 'wechat', 'swift', 'flutter'] as const;
/** Name of an SDK. */
export type SdkName = (typeof sdkNames)[number];

/**
 * What an SDK can do beyond what all can. A scenario says in `needs` what it needs.
 * - `pages` (web) or `screens`
 * - `tabs`: several at once over one storage
 * - `idle`: activity is seen, idle time is taken off (web)
 * - `batch-mode`: `sendMode` and `immediate`
 * - `app-events`: `_app_start` and `_app_end` are on by default
 * - `app-versions`: `_app_update`, `_os_update`
 * - `deep-links`: `recordDeepLink`; `landing-links`: campaign parameters of the first address (web)
 * - `storage-faults`: the storage can be told to refuse
 * - `consent`, `opt-out`, `instances`, `numbers` (numbers that are not finite can be recorded), `nested` (objects can)
 * - `early-calls`: calls before init are kept for it
 */
export const capabilities = [
  'pages',
  'screens',
  'tabs',
  'idle',
  'batch-mode',
  'app-events',
  'app-versions',
  'deep-links',
  'landing-links',
  'storage-faults',
  'consent',
  'opt-out',
  'instances',
  'numbers',
  'nested',
  'early-calls',
] as const;
/** One thing an SDK can do. */
export type Capability = (typeof capabilities)[number];

/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
/** A JSON object. */
export type JsonObject = { readonly [name: string]: Json };

/** What a driver is asked to do, without the number of the command. */
export type Action =
  /** A new device: nothing stored, the clock at `startAtMs` (epoch ms), network on, nothing started. */
  | {
      readonly do: 'reset';
      readonly endpoint: string;
      readonly appId: string;
      readonly startAtMs: number;
    }
  /**
   * The process or page starts and calls init; on the web at `/home` with the title `Home` unless told otherwise.
   * `reload` reloads the page that is there. `early` names events that the app records before it calls init.
   */
  | {
      readonly do: 'start';
      readonly config?: JsonObject;
      readonly url?: string;
      readonly title?: string;
      readonly referrer?: string;
      readonly reload?: boolean;
      readonly early?: readonly string[];
      readonly appVersion?: string;
      readonly osVersion?: string;
    }
  /** Records one event, or `times` equal ones in one go, each with an attribute `n` from 1 on. */
  | {
      readonly do: 'track';
      readonly name: string;
      readonly attributes?: JsonObject;
      readonly items?: readonly JsonObject[];
      readonly immediate?: boolean;
      readonly times?: number;
    }
  | { readonly do: 'identify'; readonly userId: string | null }
  /** Null removes. */
  | { readonly do: 'setUserAttributes' | 'setGlobalAttributes'; readonly attributes: JsonObject }
  /** `updateConfigure`. */
  | { readonly do: 'configure'; readonly config: JsonObject }
  /** Web: `history.pushState` to `path` or `/name`, then the title (default: name). Mobile: a screen is shown; `path` tells two of one name apart. */
  | { readonly do: 'view'; readonly name: string; readonly path?: string; readonly title?: string }
  /** Web: the person moves the mouse or presses a key; nothing is clicked. */
  | { readonly do: 'activity' }
  | { readonly do: 'deepLink'; readonly url: string }
  | { readonly do: 'background' | 'foreground' | 'stop' | 'kill' }
  | { readonly do: 'network'; readonly online: boolean }
  /** The wall clock jumps; no time passes, no timer fires. */
  | { readonly do: 'clock'; readonly shiftMs: number }
  /** Moves the clock to the next timer's moment, at most to `untilMs` since reset, and fires what is due exactly then. */
  | { readonly do: 'tick'; readonly untilMs: number }
  /** Answers when all storage writes are done and at most `hanging` requests are in flight. */
  | { readonly do: 'settle'; readonly hanging: number }
  | { readonly do: 'flush' | 'disable' | 'enable' }
  | { readonly do: 'consent'; readonly state: 'granted' | 'denied' | 'cookieless' | 'pending' }
  | { readonly do: 'optOut'; readonly purge: boolean }
  | { readonly do: 'storage'; readonly state: 'ok' | 'full' | 'broken' };

/** An action with its number. `tab` (default 1) and `instance` (default the static API) say on what it acts. */
export type Command = Action & {
  readonly id: number;
  readonly tab?: number;
  readonly instance?: string;
};

/** What `tick` and `settle` tell; every other command answers without a result. */
export interface DriverResult {
  /** `tick`: where the clock stands, ms since reset. */
  readonly elapsedMs?: number;
  /** `tick`: timers that fired. Without it the runner cannot tell whether more is due at this moment. */
  readonly fired?: number;
  /** `settle`: requests in flight. */
  readonly inFlight?: number;
  /** `settle`: requests begun since reset, those not counted that failed at once because the device was offline. */
  readonly requests?: number;
}

/** Answer to a command. `unsupported` says why this SDK has no such thing; the scenario then counts as n/a. */
export type DriverAnswer =
  | { readonly id: number; readonly ok: true; readonly result?: DriverResult }
  | { readonly id: number; readonly ok: false; readonly error: string }
  | { readonly id: number; readonly unsupported: string };

/** A small program in the SDK's language that acts on it as an app, a person and a device would. */
export interface Driver {
  readonly platform: SdkName;
  readonly capabilities: readonly string[];
  /** Commands are handled concurrently: a `settle` may wait while a newer one arrives and changes its number. */
  send(command: Command): Promise<DriverAnswer>;
}
