/** Values that snippets are filled with. */
export interface GuideValues {
  readonly appId: string;
  /** Whole address of the collect path. */
  readonly endpoint: string;
}

/** One numbered step of a guide: a message id, and the text to copy. */
export interface GuideStep {
  /** Message `guide.step.<id>`. */
  readonly id: 'install' | 'init' | 'record' | 'file' | 'send' | 'allow';
  readonly code: string;
}

/** One SDK of the integration guide. */
export interface Guide {
  readonly id: 'web' | 'android' | 'ios' | 'react-native' | 'wechat' | 'flutter' | 'http';
  /** Product names are not translated. */
  readonly name: string;
  /** Offers `amplifyconfiguration.json`. */
  readonly hasFile: boolean;
  steps(values: GuideValues): readonly GuideStep[];
}

const text = (value: string) => JSON.stringify(value);
const single = (value: string) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** Every SDK, in the order of the tabs. Product and package names stand as their makers write them. */
export const guides: readonly Guide[] = [
  {
    id: 'web',
    name: 'Web',
    hasFile: false,
    steps: ({ appId, endpoint }) => [
      { id: 'install', code: 'npm install @aws/clickstream-web' },
      {
        id: 'init',
        code: `import { ClickstreamAnalytics } from '@aws/clickstream-web';\n\nClickstreamAnalytics.init({\n  appId: ${single(appId)},\n  endpoint: ${single(endpoint)},\n});`,
      },
      {
        id: 'record',
        code: `ClickstreamAnalytics.record({ name: 'button_click', attributes: { place: 'header' } });`,
      },
    ],
  },
  {
    id: 'android',
    name: 'Android',
    hasFile: true,
    steps: ({ appId, endpoint }) => [
      {
        id: 'install',
        code: `dependencies {\n    implementation 'software.aws.solution:clickstream:0.14.0'\n}`,
      },
      { id: 'file', code: configurationFile({ appId, endpoint }, 'android') },
      {
        id: 'init',
        code: `class MyApplication : Application() {\n    override fun onCreate() {\n        super.onCreate()\n        ClickstreamAnalytics.init(this)\n    }\n}`,
      },
      {
        id: 'record',
        code: `val event = ClickstreamEvent.builder()\n    .name("button_click")\n    .add("place", "header")\n    .build()\nClickstreamAnalytics.recordEvent(event)`,
      },
    ],
  },
  {
    id: 'ios',
    name: 'iOS',
    hasFile: true,
    steps: ({ appId, endpoint }) => [
      { id: 'install', code: 'https://github.com/awslabs/clickstream-swift' },
      { id: 'file', code: configurationFile({ appId, endpoint }, 'ios') },
      {
        id: 'init',
        code: `import Clickstream\n\n// in application(_:didFinishLaunchingWithOptions:)\ntry? ClickstreamAnalytics.initSDK()`,
      },
      { id: 'record', code: `ClickstreamAnalytics.recordEvent("button_click", ["place": "header"])` },
    ],
  },
  {
    id: 'react-native',
    name: 'React Native',
    hasFile: false,
    steps: ({ appId, endpoint }) => [
      { id: 'install', code: 'npm install @aws/clickstream-react-native\ncd ios && pod install' },
      {
        id: 'init',
        code: `import { ClickstreamAnalytics } from '@aws/clickstream-react-native';\n\nClickstreamAnalytics.init({\n  appId: ${single(appId)},\n  endpoint: ${single(endpoint)},\n});`,
      },
      {
        id: 'record',
        code: `ClickstreamAnalytics.record({ name: 'button_click', attributes: { place: 'header' } });`,
      },
    ],
  },
  {
    id: 'wechat',
    name: 'WeChat',
    hasFile: false,
    steps: ({ appId, endpoint }) => [
      { id: 'install', code: 'npm install @aws/clickstream-miniprogram' },
      { id: 'allow', code: new URL(endpoint).origin },
      {
        id: 'init',
        code: `import { ClickstreamAnalytics } from '@aws/clickstream-miniprogram';\n\n// in app.js, before App()\nClickstreamAnalytics.init({\n  appId: ${single(appId)},\n  endpoint: ${single(endpoint)},\n});`,
      },
      {
        id: 'record',
        code: `ClickstreamAnalytics.record({ name: 'button_click', attributes: { place: 'header' } });`,
      },
    ],
  },
  {
    id: 'flutter',
    name: 'Flutter',
    hasFile: false,
    steps: ({ appId, endpoint }) => [
      { id: 'install', code: 'flutter pub add clickstream_analytics' },
      {
        id: 'init',
        code: `import 'package:clickstream_analytics/clickstream_analytics.dart';\n\nfinal analytics = ClickstreamAnalytics();\nawait analytics.init(\n  appId: ${text(appId)},\n  endpoint: ${text(endpoint)},\n);`,
      },
      { id: 'record', code: `analytics.record(name: "button_click", attributes: { "place": "header" });` },
    ],
  },
  {
    id: 'http',
    name: 'HTTP',
    hasFile: false,
    steps: ({ appId, endpoint }) => [
      {
        id: 'send',
        code: `curl -X POST ${single(`${endpoint}?appId=${encodeURIComponent(appId)}&platform=Web`)} \\\n  -H 'content-type: application/json' \\\n  -d '[{"event_type":"button_click","event_id":"'"$(uuidgen)"'","app_id":${text(appId)},"timestamp":'"$(date +%s000)"',"unique_id":"device-1","platform":"Web","attributes":{"place":"header"}}]'`,
      },
    ],
  },
];

/** The file that the Android and iOS clients read. */
export function configurationFile({ appId, endpoint }: GuideValues, platform: 'android' | 'ios'): string {
  const plugin = {
    appId,
    endpoint,
    isCompressEvents: true,
    autoFlushEventsInterval: 10_000,
    isTrackAppExceptionEvents: false,
  };
  const analytics = { plugins: { awsClickstreamPlugin: plugin } };
  const file =
    platform === 'android'
      ? { UserAgent: 'aws-solution/clickstream', Version: '1.0', analytics }
      : { analytics };
  return JSON.stringify(file, null, 2);
}
