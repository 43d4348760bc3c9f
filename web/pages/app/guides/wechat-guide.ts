import type { Guide } from '../guide-snippets.ts';
import { singleQuoted } from './quoted.ts';

/** The WeChat SDK of this installation: one script. */
export const wechatGuide: Guide = {
  id: 'wechat',
  name: 'WeChat',
  ways: [
    {
      id: 'only',
      note: 'guide.note.wechat',
      steps: ({ appId, endpoint, sdks }) => [
        { id: 'download', code: `${sdks}/clickstream-wx.js` },
        { id: 'allow', code: new URL(endpoint).origin },
        {
          id: 'init',
          code: `// in app.js, before App()\nconst { ClickstreamAnalytics } = require('./clickstream-wx.js');\n\nClickstreamAnalytics.init({\n  appId: ${singleQuoted(appId)},\n  endpoint: ${singleQuoted(endpoint)},\n});`,
        },
        {
          id: 'record',
          code: `ClickstreamAnalytics.record({ name: 'button_click', attributes: { place: 'header' } });`,
        },
      ],
    },
  ],
};
