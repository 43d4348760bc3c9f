/** What WeChat says of the device; every field may be missing on old base libraries. */
export interface WxSystemInfo {
  readonly brand?: string;
  readonly model?: string;
  /** Operating system with its version: `iOS 17.5`, `Android 14`. */
  readonly system?: string;
  readonly platform?: string;
  /** Language of WeChat, `zh_CN`. */
  readonly language?: string;
  /** Version of WeChat. */
  readonly version?: string;
  /** Version of the base library. */
  readonly SDKVersion?: string;
  /** Points, not pixels. */
  readonly screenWidth?: number;
  readonly screenHeight?: number;
  readonly pixelRatio?: number;
}

/** Answer of the network. */
export interface WxResponse {
  readonly statusCode: number;
  readonly header?: Readonly<Record<string, string>>;
}

/** One request; `data` goes out as it is when it is a string. */
export interface WxRequest {
  readonly url: string;
  readonly method: 'POST';
  readonly data: string;
  readonly header: Readonly<Record<string, string>>;
  /** Ms. */
  readonly timeout: number;
  /** `text`: the answer is not parsed. */
  readonly dataType: 'text';
  success(response: WxResponse): void;
  fail(error: { readonly errMsg?: string }): void;
}

/** How the mini program was opened or came back. */
export interface WxEntry {
  readonly path?: string;
  /** Where the person came from: https://developers.weixin.qq.com/miniprogram/dev/reference/scene-list.html */
  readonly scene?: number;
  readonly query?: Readonly<Record<string, string>>;
}

/**
 * The part of `wx` that this SDK uses. Methods that some base library lacks are optional; storage throws when it
 * refuses, and gives '' for what is not there.
 */
export interface WxApi {
  getStorageSync(key: string): unknown;
  setStorageSync(key: string, value: string): void;
  removeStorageSync(key: string): void;
  getStorageInfoSync(): { readonly keys: readonly string[] };
  request(request: WxRequest): unknown;
  getSystemInfoSync?(): WxSystemInfo;
  getDeviceInfo?(): WxSystemInfo;
  getWindowInfo?(): WxSystemInfo;
  getAppBaseInfo?(): WxSystemInfo;
  getNetworkType?(call: { success(answer: { readonly networkType: string }): void }): void;
  onNetworkStatusChange?(
    hear: (change: { readonly isConnected: boolean; readonly networkType: string }) => void,
  ): void;
  onAppShow?(hear: (entry?: WxEntry) => void): void;
  onAppHide?(hear: () => void): void;
  onError?(hear: (error: unknown) => void): void;
  onUnhandledRejection?(hear: (rejection: { readonly reason?: unknown }) => void): void;
  getLaunchOptionsSync?(): WxEntry;
  getAccountInfoSync?(): { readonly miniProgram?: { readonly appId?: string; readonly version?: string } };
}

/** A page as it lives in the page stack. */
export interface WxPage {
  /** Path without a leading slash: `pages/home/home`. */
  readonly route?: string;
  /** Query of the page; values stand as in the address, encoded. */
  readonly options?: Readonly<Record<string, string | undefined>>;
  getPageId?(): string;
}

/** Definition of an app, a page or a component, as given to its constructor. */
export type WxDefinition = Record<string, unknown>;

/** `App`, `Page` or `Component`. */
export type WxConstructor = (definition: WxDefinition) => unknown;
