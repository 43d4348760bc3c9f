import type { ClientConfiguration } from '@millstream/sdk-client';

/** What NetInfo tells; `@react-native-community/netinfo` fits as it is. */
export interface NetInfo {
  addEventListener(
    hear: (state: { readonly isConnected: boolean | null; readonly type: string }) => void,
  ): () => void;
}

/** Facts that only native modules know, such as those of `expo-application` and `expo-device`. All optional. */
export interface DeviceFacts {
  readonly appVersion?: string | null;
  readonly appPackageName?: string | null;
  readonly appTitle?: string | null;
  readonly osVersion?: string | null;
  readonly make?: string | null;
  readonly brand?: string | null;
  readonly model?: string | null;
  readonly carrier?: string | null;
  /** Stable id of the device, such as Android's id or the vendor id of iOS. @default a random UUID, stored once */
  readonly deviceId?: string | null;
  /** Advertising id, when the person has allowed it. */
  readonly advertisingId?: string | null;
}

/** Settings of the React Native SDK. `sendEventsInterval` is 10,000 ms unless told otherwise. */
export interface ClickstreamConfiguration extends Omit<ClientConfiguration, 'sendMode'> {
  /** Navigation helpers record `_screen_view`. @default true */
  readonly isTrackScreenViewEvents?: boolean;
  /** Uncaught JavaScript errors record `_app_exception`. @default false */
  readonly isTrackAppExceptionEvents?: boolean;
  /** Campaign parameters of links that open the app are kept for the session. @default true */
  readonly isTrackDeepLinks?: boolean;
  /** Bodies are sent as base64 of gzip. @default true */
  readonly isCompressEvents?: boolean;
  /** Value of the `cookie` header, for collectors that ask for one. */
  readonly authCookie?: string;
  /**
   * Space that waiting events may take in AsyncStorage, bytes as stored; the oldest go when it is used up.
   * @default 52_428_800, on Android 4_194_304, because AsyncStorage allows the whole app 6 MB there
   */
  readonly maxStoredBytes?: number;
  /** Tells about the network; without it every request is tried. */
  readonly netInfo?: NetInfo;
  /** Facts of app and device, or how to get them; asked once, at init, which waits for them up to 2 s. */
  readonly deviceFacts?: DeviceFacts | (() => DeviceFacts | Promise<DeviceFacts>);
}
