import type { Guide } from '../guide-snippets.ts';
import { doubleQuoted } from './quoted.ts';

/** Flutter: still the retired solution's client. */
export const flutterGuide: Guide = {
  id: 'flutter',
  name: 'Flutter',
  ways: [
    {
      id: 'only',
      note: 'guide.note.flutter',
      steps: ({ appId, endpoint }) => [
        { id: 'install', code: 'flutter pub add clickstream_analytics' },
        {
          id: 'init',
          code: `import 'package:clickstream_analytics/clickstream_analytics.dart';\n\nfinal analytics = ClickstreamAnalytics();\nawait analytics.init(\n  appId: ${doubleQuoted(appId)},\n  endpoint: ${doubleQuoted(endpoint)},\n);`,
        },
        { id: 'record', code: `analytics.record(name: "button_click", attributes: { "place": "header" });` },
      ],
    },
  ],
};
