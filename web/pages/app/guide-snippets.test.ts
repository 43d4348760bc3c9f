import assert from 'node:assert/strict';
import { it } from 'node:test';
import { configurationFile, guides } from './guide-snippets.ts';

const values = { appId: 'web', endpoint: "https://collect.example.org/collect?a='b'" };

for (const guide of guides) {
  it(`${guide.name}: each step has something to copy, with the app's own values where it starts`, () => {
    const steps = guide.steps(values);
    assert.ok(steps.every(({ code }) => code.trim() !== ''));
    const whole = steps.map(({ code }) => code).join('\n');
    assert.match(whole, /web/);
    assert.match(whole, /collect\.example\.org/);
  });
}

it('the configuration file has the keys that the clients read', () => {
  const read = (platform: 'android' | 'ios') => JSON.parse(configurationFile(values, platform));
  assert.deepEqual(read('ios').analytics.plugins.awsClickstreamPlugin, {
    appId: 'web',
    endpoint: values.endpoint,
    isCompressEvents: true,
    autoFlushEventsInterval: 10_000,
    isTrackAppExceptionEvents: false,
  });
  assert.deepEqual(Object.keys(read('android')), ['UserAgent', 'Version', 'analytics']);
});
