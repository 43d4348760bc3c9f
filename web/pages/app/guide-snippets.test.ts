import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { it } from 'node:test';
import { guides } from './guide-snippets.ts';

const values = {
  appId: 'web',
  endpoint: 'https://collect.example.org/e?a=\'b\'&c="d"',
  sdks: 'https://console.example.org/sdks',
};

for (const guide of guides) {
  for (const way of guide.ways) {
    it(`${guide.name}, ${way.id}: each step has something to copy, with the app's own values where it starts`, () => {
      const steps = way.steps(values);
      assert.ok(steps.every(({ code }) => code.trim() !== ''));
      const whole = steps.map(({ code }) => code).join('\n');
      assert.match(whole, /\bweb\b/);
      assert.match(whole, /collect\.example\.org/);
    });
  }
}

const codeOf = (guideId: string, wayId: string, stepId: string, given = values) => {
  const way = guides.find(({ id }) => id === guideId)?.ways.find(({ id }) => id === wayId);
  return way?.steps(given).find(({ id }) => id === stepId)?.code ?? '';
};

it('the script tag names the endpoint only where it is not the usual one of its collector', () => {
  const usual = { ...values, endpoint: 'https://collect.example.org/collect' };
  assert.match(
    codeOf('web', 'script', 'paste', usual),
    /src="https:\/\/collect\.example\.org\/millstream\.js"/,
  );
  assert.doesNotMatch(codeOf('web', 'script', 'paste', usual), /data-endpoint/);
  assert.match(
    codeOf('web', 'script', 'paste'),
    /data-endpoint="https:\/\/collect\.example\.org\/e\?a='b'&amp;c=&quot;d&quot;"/,
  );
});

it('the manual knows the hash of the script before the tag, for policies that name what may run', async () => {
  const [, inline = ''] = /<script>([\s\S]*?)<\/script>/.exec(codeOf('web', 'script', 'paste')) ?? [];
  const hash = createHash('sha256').update(inline).digest('base64');
  const manual = await readFile(new URL('../../../docs/sdk-web.md', import.meta.url), 'utf8');
  assert.ok(manual.includes(`'sha256-${hash}'`), hash);
});

it('packages come from this installation', () => {
  assert.equal(
    codeOf('web', 'npm', 'install'),
    'npm install https://console.example.org/sdks/millstream-analytics-web.tgz',
  );
  assert.equal(codeOf('wechat', 'only', 'download'), 'https://console.example.org/sdks/clickstream-wx.js');
});

it('configuration files have the keys that the clients read', () => {
  const read = (id: string) => JSON.parse(guides.find((guide) => guide.id === id)?.file?.text(values) ?? '');
  assert.deepEqual(read('android'), { appId: 'web', endpoint: values.endpoint });
  assert.deepEqual(read('ios').analytics.plugins.awsClickstreamPlugin, {
    appId: 'web',
    endpoint: values.endpoint,
    isCompressEvents: true,
    autoFlushEventsInterval: 10_000,
    isTrackAppExceptionEvents: false,
  });
});
