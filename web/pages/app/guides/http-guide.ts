import type { Guide } from '../guide-snippets.ts';
import { doubleQuoted, shellQuoted } from './quoted.ts';

/** The HTTP API, for servers and devices without an SDK. */
export const httpGuide: Guide = {
  id: 'http',
  name: 'HTTP',
  ways: [
    {
      id: 'only',
      note: 'guide.note.http',
      steps: ({ appId, endpoint }) => [
        {
          id: 'send',
          code: `curl -X POST ${shellQuoted(`${endpoint}?appId=${encodeURIComponent(appId)}&platform=Web`)} \\\n  -H 'content-type: application/json' \\\n  -d '[{"event_type":"button_click","event_id":"'"$(uuidgen)"'","app_id":${doubleQuoted(appId)},"timestamp":'"$(date +%s000)"',"unique_id":"device-1","platform":"Web","attributes":{"place":"header"}}]'`,
        },
      ],
    },
  ],
};
