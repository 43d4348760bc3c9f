import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { silentLogger, systemClock } from '@millstream/core';
import { ingestionSettingsSchema } from '../settings/ingestion-settings.ts';
import { createGateOfRules } from './gate-of-rules.ts';

const request = { method: 'POST', path: '/collect', headers: {}, isSecure: false };

describe('gate of the rules', () => {
  it('serves no sign-in while the rules ask for none, and refuses whoever is asked about', async () => {
    const { gate, prepare } = createGateOfRules({
      keyDirectory: '',
      clock: systemClock,
      logger: silentLogger,
    });
    await prepare({ projects: [], settings: ingestionSettingsSchema.parse({}) });
    assert.deepEqual(await gate.authorize(request), { ok: false });
    assert.equal(gate.servesPath('/login'), false);
  });

  it('serves the sign-in of the provider that the rules name', async () => {
    const keyDirectory = join(tmpdir(), 'never-made');
    const { gate, prepare } = createGateOfRules({ keyDirectory, clock: systemClock, logger: silentLogger });
    const url = 'http://127.0.0.1:9';
    const authentication = {
      enabled: true,
      issuer: url,
      userEndpoint: url,
      authorizationEndpoint: url,
      tokenEndpoint: url,
      appClientId: 'client',
      appClientSecret: 'secret',
    };
    await prepare({ projects: [], settings: ingestionSettingsSchema.parse({ authentication }) });
    assert.equal(gate.servesPath('/login'), true);
    assert.deepEqual(await gate.authorize(request), { ok: false });
  });
});
