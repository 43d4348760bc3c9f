import fc from 'fast-check';
import type { AgentRules } from '../enrichments/user-agent/rule-file.ts';

const webKit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const desktops = [
  'Windows NT 10.0; Win64; x64',
  'Windows NT 6.1; WOW64',
  'Windows NT 6.3; ARM',
  'Windows NT 5.1',
  'Macintosh; Intel Mac OS X 10_15_7',
  'Macintosh; Intel Mac OS X 14_3',
  'X11; Linux x86_64',
  'X11; Ubuntu; Linux x86_64',
  'X11; CrOS x86_64 14541.0.0',
  'X11; FreeBSD amd64',
];
const androids = [
  'Android 14; Pixel 8 Pro',
  'Android 13; Pixel 7',
  'Android 12; SM-G991B',
  'Android 14; SM-S928U',
  'Android 11; SM-T870',
  'Android 10; K',
  'Android 9; Redmi Note 8',
  'Android 13; M2102J20SG',
  'Android 12; CPH2211',
  'Android 10; HLK-AL00 Build/HONORHLK-AL00',
  'Android 8.1.0; Moto G (5) Build/OPM1',
  'Android 7.0; LG-H850 Build/NRD90U',
  'Android 6.0.1; Nexus 5X Build/MMB29P',
  'Android 13; CUBOT KINGKONG 7',
  'Android 11; Lenovo TB-J606F',
  'Android 9; KFMAWI Build/PS7326',
  'Android 12; XQ-BC72',
  'Android 14; A142',
];
const apples = [
  'iPhone; CPU iPhone OS 17_1_2 like Mac OS X',
  'iPhone; CPU iPhone OS 12_5 like Mac OS X',
  'iPad; CPU OS 16_6 like Mac OS X',
  'iPod touch; CPU iPhone OS 15_8 like Mac OS X',
  'iPhone14,5; U; CPU iPhone OS 16_0 like Mac OS X',
];

/** Browsers of desktops, phones and tablets on their systems. */
function browsers(): string[] {
  const agents: string[] = [];
  for (const [index, system] of desktops.entries()) {
    const major = 90 + index * 7;
    const chrome = `Mozilla/5.0 (${system}) ${webKit} Chrome/${major}.0.${major * 40}.${index}`;
    agents.push(`${chrome} Safari/537.36`, `${chrome} Safari/537.36 Edg/${major}.0.1.2`);
    agents.push(
      `${chrome} Safari/537.36 OPR/${major - 14}.0.0.0`,
      `${chrome} YaBrowser/23.1.1 Safari/537.36`,
    );
    agents.push(`${chrome} Safari/537.36 Vivaldi/6.5.3206.39`, `${chrome} Electron/28.1.0 Safari/537.36`);
    agents.push(`Mozilla/5.0 (${system}; rv:${major}.0) Gecko/20100101 Firefox/${major}.0`);
    agents.push(`Mozilla/5.0 (${system}) ${webKit} HeadlessChrome/${major}.0.0.0 Safari/537.36`);
    agents.push(`Mozilla/5.0 (${system}; Trident/7.0; rv:11.0) like Gecko`);
    agents.push(`Opera/9.80 (${system}) Presto/2.12.388 Version/12.${index}`);
    agents.push(
      `Mozilla/5.0 (${system}) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/1${index}.4.1 Safari/605.1.15`,
    );
  }
  for (const [index, system] of androids.entries()) {
    const start = `Mozilla/5.0 (Linux; ${system}) ${webKit}`;
    agents.push(
      `${start} Chrome/12${index % 10}.0.6099.43 Mobile Safari/537.36`,
      `${start} Chrome/119.0.0.0 Safari/537.36`,
    );
    agents.push(`${start} SamsungBrowser/23.0 Chrome/115.0.0.0 Mobile Safari/537.36`);
    agents.push(
      `${start} Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/443.0.0.23.229;]`,
    );
    agents.push(
      `${start} Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36 Instagram 312.1.0.34.111 Android`,
    );
    agents.push(`${start} Version/4.0 Chrome/86.0 MQQBrowser/6.2 Mobile Safari/537.36 MicroMessenger/8.0.30`);
    agents.push(
      `${start} Chrome/119.0 Mobile DuckDuckGo/5 Safari/537.36`,
      `${start} UCBrowser/13.4.0.1306 Mobile`,
    );
    agents.push(`Mozilla/5.0 (${system.replace('; ', '; Mobile; ')}; rv:121.0) Gecko/121.0 Firefox/121.0`);
    agents.push(
      `Dalvik/2.1.0 (Linux; U; ${system})`,
      `com.example.app/1.2 (Linux; U; ${system}) okhttp/4.9.3`,
    );
  }
  for (const system of apples) {
    const start = `Mozilla/5.0 (${system}) AppleWebKit/605.1.15 (KHTML, like Gecko)`;
    for (const end of [
      'Version/17.1 Mobile/15E148 Safari/604.1',
      'CriOS/120.0.6099.119 Mobile/15E148 Safari/604.1',
      'FxiOS/121.0 Mobile/15E148 Safari/605.1.15',
      'EdgiOS/120.0.2210.126 Version/17.0 Mobile/15E148 Safari/604.1',
      'Mobile/15E148 [FBAN/FBIOS;FBAV/444.0;FBBV/5;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS;FBSV/17.1]',
      'Mobile/15E148 Instagram 311.0.2.18.112 (iPhone14,5; iOS 17_1; en_US; scale=3.00)',
      'GSA/299.0.592459427 Mobile/15E148 Safari/604.1',
      'Mobile/15E148',
    ]) {
      agents.push(`${start} ${end}`);
    }
  }
  return agents;
}

const others = [
  'Googlebot/2.1 (+http://www.google.com/bot.html)',
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
  'Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)',
  'Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)',
  'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
  'Twitterbot/1.0',
  'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)',
  'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  'Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)',
  'Mozilla/5.0 (compatible; SemrushBot/7~bl; +http://www.semrush.com/bot.html)',
  'Mozilla/5.0 (compatible; GPTBot/1.0; +https://openai.com/gptbot)',
  'UptimeRobot/2.0',
  'curl/8.4.0',
  'Wget/1.21.3',
  'python-requests/2.31.0',
  'okhttp/4.12.0',
  'Go-http-client/2.0',
  'axios/1.6.2',
  'node',
  'Java/17.0.2',
  'Apache-HttpClient/4.5.13 (Java/11.0.11)',
  'PostmanRuntime/7.36.0',
  'Lynx/2.8.9rel.1 libwww-FM/2.14',
  'Roku/DVP-12.0 (12.0.0.4182-88)',
  'Mozilla/5.0 (SMART-TV; Linux; Tizen 6.0) AppleWebKit/538.1 (KHTML, like Gecko) Version/6.0 TV Safari/538.1',
  'Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/79.0.3945.79 Safari/537.36 WebAppManager',
  'AppleTV11,1/11.1',
  'Mozilla/5.0 (PlayStation; PlayStation 5/6.00) AppleWebKit/605.1.15 (KHTML, like Gecko)',
  'Mozilla/5.0 (Nintendo Switch; WifiWebAuthApplet) AppleWebKit/606.4 (KHTML, like Gecko) NF/6.0.1.15.4',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; Xbox; Xbox One) AppleWebKit/537.36 Chrome/58.0 Safari/537.36 Edge/18.17763',
  'MyApp/1 CFNetwork/1410.0.3 Darwin/22.6.0',
  'Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0; GTB7.4; InfoPath.2)',
  'Mozilla/5.0',
  'Mozilla/5.0 (',
  ')',
  ' ',
  '-',
  'x'.repeat(255),
  '/'.repeat(255),
  'Mozilla/5.0 (Linux; Android 13; ТЕЛЕФОН) Chrome/99.0 Mobile',
  '$1 $2 \\1 Firefox/$1',
  'FIREFOX/120.0 CHROME/1',
];

/** One text made from each rule's own expression, so that every rule that can be reached is met at least once. */
function fromRules(rules: AgentRules): string[] {
  const texts: string[] = [];
  for (const list of [rules.user_agent_parsers, rules.os_parsers, rules.device_parsers]) {
    for (const { regex } of list) {
      try {
        texts.push(
          ...fc.sample(fc.stringMatching(new RegExp(regex), { size: 'xsmall' }), { numRuns: 2, seed: 7 }),
        );
      } catch {
        // Look-around cannot be generated from; a dozen of 1,175 rules have it.
      }
    }
  }
  // Beyond ASCII the two languages read \d, \w and \s differently; header text is ASCII.
  return texts.filter((text) => /^[\x20-\x7e]*$/.test(text)).map((text) => text.slice(0, 255));
}

/** User agents for the comparison with the oracle: real shapes, odd ones, and texts made from the rules. */
export function agentCorpus(rules: AgentRules): readonly string[] {
  return [...new Set([...browsers(), ...others, ...fromRules(rules)])];
}
