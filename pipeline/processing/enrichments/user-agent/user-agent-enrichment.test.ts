import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createUserAgentEnrichment, type UserAgentRow } from './user-agent-enrichment.ts';
import { createAgentParser } from './user-agent-parser.ts';
import { createUserAgentReader } from './user-agent-reader.ts';

const webKit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const safari = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const cases: readonly [agent: string, ...columns: (string | undefined)[]][] = [
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webKit} Chrome/120.0.0.0 Safari/537.36`,
    ...['Chrome', '120.0.0', 'Windows', '10', 'Other', 'Other'],
  ],
  [
    `Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) ${safari} Version/17.1 Mobile/15E148 Safari/604.1`,
    ...['Mobile Safari', '17.1', 'iOS', '17.1', 'iPhone', 'Mobile'],
  ],
  [
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${safari} Version/16.6 Safari/605.1.15`,
    ...['Safari', '16.6', 'Mac OS X', '10.15.7', 'Mac', 'PC'],
  ],
  [
    `Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) ${safari} Version/16.6 Mobile/15E148 Safari/604.1`,
    ...['Mobile Safari', '16.6', 'iOS', '16.6', 'iPad', 'Tablet'],
  ],
  [
    `Mozilla/5.0 (Linux; Android 13; Pixel 7) ${webKit} Chrome/119.0.0.0 Mobile Safari/537.36`,
    ...['Chrome Mobile', '119.0.0', 'Android', '13', 'Pixel 7', 'Other'],
  ],
  [
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    ...['Googlebot', '2.1', 'Other', undefined, 'Spider', 'Bot'],
  ],
  ['curl/8.4.0', 'curl', '8.4.0', 'Other', undefined, 'Other', 'Other'],
];

function columnsOf(row: UserAgentRow): unknown[] {
  return [
    row.device_ua_browser,
    row.device_ua_browser_version,
    row.device_ua_os,
    row.device_ua_os_version,
    row.device_ua_device,
    row.device_ua_device_category,
  ];
}

describe('the user-agent enrichment', () => {
  const enrich = createUserAgentEnrichment(createUserAgentReader());
  for (const [agent, ...columns] of cases) {
    it(`reads ${agent.slice(0, 60)}`, () => {
      const row: UserAgentRow = {};
      enrich(row, agent);
      assert.deepEqual(columnsOf(row), columns);
    });
  }

  it('replaces device_ua by the texts of all three parts, nulls included', () => {
    const row: UserAgentRow = { device_ua: undefined };
    enrich(row, 'Googlebot/2.1');
    assert.deepEqual(row.device_ua, {
      string: 'Googlebot/2.1',
      userAgent: '{"family":"Googlebot","major":"2","minor":"1","patch":null}',
      os: '{"family":"Other","major":null,"minor":null,"patch":null,"patchMinor":null}',
      device: '{"family":"Spider"}',
    });
  });

  for (const empty of ['', null, undefined]) {
    it(`leaves all columns null, device_ua too, for the user agent ${JSON.stringify(empty)}`, () => {
      const row: UserAgentRow = {};
      enrich(row, 'curl/8.4.0');
      enrich(row, empty);
      assert.deepEqual(new Set(Object.values(row)), new Set([undefined]));
    });
  }

  it('parses a repeated user agent once', () => {
    const parse = createAgentParser();
    let parsed = 0;
    const read = createUserAgentReader({
      parse: (agent) => {
        parsed += 1;
        return parse(agent);
      },
    });
    assert.equal(read('curl/8.4.0'), read('curl/8.4.0'));
    assert.equal(parsed, 1);
  });

  it('stops a version at the first gap', () => {
    const read = createUserAgentReader({
      parse: () => ({
        browser: { family: 'B', major: '1', minor: null, patch: '3' },
        os: { family: 'O', major: null, minor: '2', patch: null, patchMinor: null },
        device: { family: 'D' },
      }),
    });
    const columns = read('x')?.columns;
    assert.equal(columns?.device_ua_browser_version, '1');
    assert.equal(columns?.device_ua_os_version, undefined);
  });
});
