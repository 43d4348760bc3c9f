import type { Guide, GuideValues } from '../guide-snippets.ts';

const fileText = ({ appId, endpoint }: GuideValues) => JSON.stringify({ appId, endpoint }, null, 2);

/** The Android SDK, built from the sources of this installation. */
export const androidGuide: Guide = {
  id: 'android',
  name: 'Android',
  file: { name: 'millstream.json', text: fileText },
  ways: [
    {
      id: 'only',
      note: 'guide.note.android',
      steps: (values) => [
        {
          id: 'install',
          code: `// once, in Millstream's folder sdks/android: gradle publishToMavenLocal\nrepositories {\n    mavenLocal()\n}\ndependencies {\n    implementation("io.millstream:analytics-android:0.1.0")\n}`,
        },
        { id: 'file', code: fileText(values) },
        {
          id: 'init',
          code: `import io.millstream.analytics.ClickstreamAnalytics\n\nclass MyApplication : Application() {\n    override fun onCreate() {\n        super.onCreate()\n        ClickstreamAnalytics.init(this)\n    }\n}`,
        },
        {
          id: 'record',
          code: `val event = ClickstreamEvent.builder()\n    .name("button_click")\n    .add("place", "header")\n    .build()\nClickstreamAnalytics.recordEvent(event)`,
        },
      ],
    },
  ],
};
