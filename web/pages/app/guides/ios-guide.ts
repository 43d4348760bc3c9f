import type { Guide, GuideValues } from '../guide-snippets.ts';

/** The file that the retired solution's iOS client reads. */
const fileText = ({ appId, endpoint }: GuideValues): string => {
  const plugin = {
    appId,
    endpoint,
    isCompressEvents: true,
    autoFlushEventsInterval: 10_000,
    isTrackAppExceptionEvents: false,
  };
  return JSON.stringify({ analytics: { plugins: { awsClickstreamPlugin: plugin } } }, null, 2);
};

/** iOS: still the retired solution's client. */
export const iosGuide: Guide = {
  id: 'ios',
  name: 'iOS',
  file: { name: 'amplifyconfiguration.json', text: fileText },
  ways: [
    {
      id: 'only',
      note: 'guide.note.ios',
      steps: (values) => [
        { id: 'install', code: 'https://github.com/awslabs/clickstream-swift' },
        { id: 'file', code: fileText(values) },
        {
          id: 'init',
          code: `import Clickstream\n\n// in application(_:didFinishLaunchingWithOptions:)\ntry? ClickstreamAnalytics.initSDK()`,
        },
        { id: 'record', code: `ClickstreamAnalytics.recordEvent("button_click", ["place": "header"])` },
      ],
    },
  ],
};
