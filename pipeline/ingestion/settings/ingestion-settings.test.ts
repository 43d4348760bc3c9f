import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { effectiveOrigins, ingestionSettingsSchema } from './ingestion-settings.ts';

describe('ingestion settings', () => {
  it('gives every setting a default', () => {
    const settings = ingestionSettingsSchema.parse({});
    assert.equal(settings.collectPath, '/collect');
    assert.equal(settings.limits.maxBodyBytes, 1_048_576);
    assert.equal(settings.segment.maxAgeMs, 2000);
    assert.equal(settings.workers.min, 1);
    assert.ok(settings.workers.max >= 1);
    assert.equal(settings.rateLimit.perApp, null);
    assert.equal(settings.https.enabled, false);
  });

  it('lets any origin in until senders must authenticate', () => {
    const open = ingestionSettingsSchema.parse({});
    assert.equal(effectiveOrigins(open), '*');
    const member = 'https://issuer.example.org';
    const guarded = ingestionSettingsSchema.parse({
      authentication: {
        enabled: true,
        issuer: member,
        userEndpoint: member,
        authorizationEndpoint: member,
        tokenEndpoint: member,
        appClientId: 'id',
        appClientSecret: 'secret',
      },
    });
    assert.equal(effectiveOrigins(guarded), '');
  });

  const refused: readonly [string, unknown][] = [
    ['a path without slash', { collectPath: 'collect' }],
    ['a path with a blank', { collectPath: '/a b' }],
    ['a port beyond 65535', { port: 65_536 }],
    ['https without a certificate', { https: { enabled: true } }],
    ['a domain with a scheme', { https: { domain: 'https://a.example.org' } }],
    ['an origin without scheme', { cors: { origins: 'a.example.org' } }],
    ['an origin with a path', { cors: { origins: 'https://a.example.org/x' } }],
    ['fewer workers at most than at least', { workers: { min: 3, max: 2 } }],
    ['a range that is none', { trustedProxies: ['10.0.0.0/33'] }],
    ['authentication without its members', { authentication: { enabled: true } }],
    ['a public origin with a path', { authentication: { publicOrigin: 'https://a.example.org/login' } }],
    ['a path that is its own', { collectPath: '/health' }],
    ['an unknown setting', { acceslog: true }],
    ['an unknown setting within another', { https: { certficates: [] } }],
    ['an unknown setting of a rate', { rateLimit: { perIp: { requestsPerSecond: 1, burst: 1, bursts: 1 } } }],
  ];
  for (const [name, input] of refused) {
    it(`refuses ${name}`, () => assert.equal(ingestionSettingsSchema.safeParse(input).success, false));
  }
});
