import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { oidcSettingsSchema } from '@millstream/console';
import { personOfToken } from './auth-oidc-person.ts';
import { createPerson } from './auth-person.ts';
import { startTestApi, type TestApi } from './test-support/test-api.ts';

let server: TestApi;
before(async () => {
  server = await startTestApi();
});
after(() => server[Symbol.asyncDispose]());

const settings = oidcSettingsSchema.parse({
  issuer: 'https://id.example.test',
  clientId: 'millstream',
  admitsEverybody: true,
});
const refused = { code: 'OIDC_REFUSED' };
const sign = (payload: Record<string, unknown>) =>
  personOfToken(server.access, settings, { header: {}, payload });

describe('the person of a token', () => {
  it('is who was invited by a verified e-mail, and stays so by the id of the provider', async () => {
    const invited = await createPerson(server.access, { email: 'li@example.test', name: 'Li' });
    const token = { sub: '1', email: 'LI@example.test', email_verified: true };
    assert.equal(await sign(token), invited);
    assert.equal(await sign({ sub: '1' }), invited);
  });

  it('is nobody whose e-mail another account of the provider has', async () => {
    await assert.rejects(sign({ sub: '2', email: 'li@example.test', email_verified: true }), refused);
  });

  it('is not joined with an account that only calls itself like an e-mail', async () => {
    const stranger = await sign({ sub: '3', preferred_username: 'mei@example.test' });
    assert.notEqual(stranger, null);
    await assert.rejects(sign({ sub: '4', email: 'mei@example.test', email_verified: true }), refused);
  });

  it('needs a verified e-mail', async () => {
    await assert.rejects(sign({ sub: '5', email: 'x@example.test' }), refused);
    await assert.rejects(sign({ sub: '6', email: 'x@example.test', email_verified: 'true' }), refused);
  });
});
