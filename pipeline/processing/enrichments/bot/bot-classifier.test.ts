import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { createUserAgentReader } from '../user-agent/user-agent-reader.ts';
import { createBotClassifier } from './bot-classifier.ts';
import { createKnownAgents, type KnownAgentsTable } from './known-agents.ts';

const bots: readonly [agent: string, reason: string][] = [
  ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'known_agent:Googlebot'],
  ['googlebot/2.1', 'known_agent:Googlebot'],
  ['Googlebot-Image/1.0', 'known_agent:Googlebot-Image'],
  [
    'Mozilla/5.0 AppleWebKit/537.36 (compatible; GPTBot/1.0; +https://openai.com/gptbot)',
    'known_agent:GPTBot',
  ],
  ['facebookexternalhit/1.1', 'known_agent:facebookexternalhit'],
  ['UptimeRobot/2.0', 'known_agent:UptimeRobot'],
  ['Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)', 'known_agent:AhrefsBot'],
  ['Nikto/2.1.6', 'known_agent:Nikto'],
  ['WhatsApp/2.23.20.0 A', 'known_agent:WhatsApp/2'],
  ['Mozilla/5.0 (compatible; somenewbot/1.0; +http://example.org)', 'device_category:Spider'],
  [
    'Mozilla/5.0 (Linux; Android 11) AppleWebKit/537.36 Chrome/119.0 Mobile Safari/537.36 Chrome-Lighthouse',
    'known_agent:Chrome-Lighthouse',
  ],
];

const people: readonly string[] = [
  'curl/8.4.0',
  'Wget/1.21.3',
  'python-requests/2.31.0',
  'Python-urllib/3.11',
  'okhttp/4.12.0',
  'Go-http-client/1.1',
  'axios/1.6.2',
  'node',
  'Java/17.0.2',
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Linux; Android 9; CUBOT_P40) AppleWebKit/537.36 Chrome/96.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS]',
];

describe('the bot verdict', () => {
  const classify = createBotClassifier(createUserAgentReader());
  for (const [agent, reason] of bots) {
    it(`calls ${agent.slice(0, 60)} a bot, by ${reason}`, () =>
      assert.deepEqual(classify(agent), { isBot: true, reason }));
  }
  for (const agent of people) {
    it(`takes ${agent.slice(0, 60)} for a person`, () => assert.deepEqual(classify(agent), { isBot: false }));
  }
  for (const agent of ['', null, undefined]) {
    it(`takes the missing user agent ${JSON.stringify(agent)} for a person`, () =>
      assert.deepEqual(classify(agent), { isBot: false }));
  }

  it('gives the longest of the known names that start at one place', () => {
    const known = createKnownAgents({ agents: { x: ['Foo', 'Foo Bar'] }, people: [], httpClients: [] });
    assert.deepEqual(known('a foo bar/1'), { kind: 'bot', name: 'Foo Bar' });
  });

  it('does not find a name inside a longer word', () => {
    const known = createKnownAgents({ agents: { x: ['Yeti'] }, people: [], httpClients: [] });
    assert.equal(known('Yetis/1'), null);
    assert.deepEqual(known('Yeti/1'), { kind: 'bot', name: 'Yeti' });
  });

  it('finds every name of the shipped table', () => {
    const table: KnownAgentsTable = JSON.parse(
      readFileSync(new URL('./data/known-agents.json', import.meta.url), 'utf8'),
    );
    const known = createKnownAgents();
    for (const name of Object.values(table.agents).flat()) {
      assert.equal(known(`Mozilla/5.0 (compatible; ${name})`)?.kind, 'bot', name);
    }
  });
});
