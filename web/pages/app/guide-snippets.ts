import { androidGuide } from './guides/android-guide.ts';
import { flutterGuide } from './guides/flutter-guide.ts';
import { httpGuide } from './guides/http-guide.ts';
import { iosGuide } from './guides/ios-guide.ts';
import { reactNativeGuide } from './guides/react-native-guide.ts';
import { webGuide } from './guides/web-guide.ts';
import { wechatGuide } from './guides/wechat-guide.ts';

/** Values that snippets are filled with. */
export interface GuideValues {
  readonly appId: string;
  /** Whole address of the collect path. */
  readonly endpoint: string;
  /** Address under which this installation hands out its SDKs, without a slash at the end. */
  readonly sdks: string;
}

/** One numbered step of a guide: a message id, and the text to copy. */
export interface GuideStep {
  /** Message `guide.step.<id>`. */
  readonly id: 'install' | 'download' | 'paste' | 'import' | 'init' | 'record' | 'file' | 'send' | 'allow';
  readonly code: string;
}

/** A file that a guide offers beside its step `file`. */
export interface GuideFile {
  readonly name: string;
  text(values: GuideValues): string;
}

/** A way to set an SDK up. */
export interface GuideWay {
  /** Message `guide.way.<id>`, where there are several. */
  readonly id: 'script' | 'npm' | 'move' | 'only';
  /** Message below the steps. */
  readonly note: string;
  steps(values: GuideValues): readonly GuideStep[];
}

/** One SDK of the integration guide. */
export interface Guide {
  readonly id: 'web' | 'android' | 'ios' | 'react-native' | 'wechat' | 'flutter' | 'http';
  /** Product names are not translated. */
  readonly name: string;
  readonly file?: GuideFile;
  readonly ways: readonly [GuideWay, ...GuideWay[]];
}

/** Every SDK, in the order of the tabs. */
export const guides: readonly Guide[] = [
  webGuide,
  androidGuide,
  iosGuide,
  reactNativeGuide,
  wechatGuide,
  flutterGuide,
  httpGuide,
];
