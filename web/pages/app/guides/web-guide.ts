import type { Guide, GuideStep, GuideValues } from '../guide-snippets.ts';
import { attributeQuoted, singleQuoted } from './quoted.ts';

/** Calls that wait for the script; a script that a blocker holds back never comes, so not without end. */
const waiting = `<script>
  window.millstream ??= { q: [] };
  for (const name of ['track', 'record', 'setUserId', 'setUserAttributes',
    'setGlobalAttributes', 'deleteGlobalAttributes', 'setConsent',
    'optOut', 'disable', 'enable', 'updateConfigure'])
    millstream[name] ??= (...args) => {
      if (millstream.q.length < 500 || /Consent|optOut/.test(name))
        millstream.q.push([Date.now(), name, ...args]);
    };
</script>`;

/** What a page needs in its head. */
function scriptTag({ appId, endpoint }: GuideValues): string {
  const script = new URL('/millstream.js', endpoint).href;
  // Where the script comes from, /collect is what it sends to by itself.
  const isDefault = endpoint === new URL('/collect', endpoint).href;
  const attributes = [`src=${attributeQuoted(script)}`, `data-app-id=${attributeQuoted(appId)}`];
  if (!isDefault) attributes.push(`data-endpoint=${attributeQuoted(endpoint)}`);
  return `${waiting}\n<script async ${attributes.join('\n  ')}></script>`;
}

const install = ({ sdks }: GuideValues): GuideStep => ({
  id: 'install',
  code: `npm install ${sdks}/millstream-analytics-web.tgz`,
});

const settings = ({ appId, endpoint }: GuideValues) =>
  `{\n  appId: ${singleQuoted(appId)},\n  endpoint: ${singleQuoted(endpoint)},\n}`;

const record = `millstream.track('button_click', { place: 'header' });`;

/** The web SDK of this installation: by a script tag, by npm, or in place of the retired solution's client. */
export const webGuide: Guide = {
  id: 'web',
  name: 'Web',
  ways: [
    {
      id: 'script',
      note: 'guide.note.web.script',
      steps: (values) => [
        { id: 'paste', code: scriptTag(values) },
        { id: 'record', code: record },
      ],
    },
    {
      id: 'npm',
      note: 'guide.note.web.npm',
      steps: (values) => [
        install(values),
        {
          id: 'init',
          code: `import { millstream } from '@millstream/analytics-web';\n\nmillstream.init(${settings(values)});`,
        },
        { id: 'record', code: record },
      ],
    },
    {
      id: 'move',
      note: 'guide.note.web.move',
      steps: (values) => [
        install(values),
        {
          id: 'import',
          code: `// before: from '@aws/clickstream-web'\nimport { ClickstreamAnalytics } from '@millstream/analytics-web/clickstream';\n\nClickstreamAnalytics.init(${settings(values)});`,
        },
      ],
    },
  ],
};
