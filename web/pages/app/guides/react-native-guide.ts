import type { Guide } from '../guide-snippets.ts';
import { singleQuoted } from './quoted.ts';

/** The React Native SDK of this installation, also for Expo. */
export const reactNativeGuide: Guide = {
  id: 'react-native',
  name: 'React Native',
  ways: [
    {
      id: 'only',
      note: 'guide.note.react-native',
      steps: ({ appId, endpoint, sdks }) => [
        {
          id: 'install',
          code: `npm install ${sdks}/millstream-analytics-react-native.tgz @react-native-async-storage/async-storage`,
        },
        {
          id: 'init',
          code: `import { ClickstreamAnalytics } from '@millstream/analytics-react-native';\n\nawait ClickstreamAnalytics.init({\n  appId: ${singleQuoted(appId)},\n  endpoint: ${singleQuoted(endpoint)},\n});`,
        },
        {
          id: 'record',
          code: `ClickstreamAnalytics.record({ name: 'button_click', attributes: { place: 'header' } });`,
        },
      ],
    },
  ],
};
