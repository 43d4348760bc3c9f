import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createBrowser } from './browser.ts';
import { createFleetFixture, eventually, type FleetFixture, type SettingsInput } from './fleet-fixture.ts';
import { startOidcProvider } from './oidc-provider-process.ts';

describe('fleet with sign-in of senders', { timeout: 300_000 }, () => {
  let fixture: FleetFixture;
  beforeEach(async () => {
    fixture = await createFleetFixture();
  });
  afterEach(() => fixture.remove());

  it('switches sign-in on and off at run time; a session holds for all workers and survives their replacement', async () => {
    const open: SettingsInput = { workers: { min: 2, max: 2 } };
    const fleet = await fixture.start(open);
    const oidc = await startOidcProvider([`${fleet.url}/oauth2/idpresponse`]);
    const guarded = fixture.rules({ ...open, authentication: { enabled: true, ...oidc.provider } });
    const collect = async (headers: Record<string, string>): Promise<number> => {
      const response = await fetch(`${fleet.url}/collect?appId=web`, {
        method: 'POST',
        body: '[{}]',
        headers,
      });
      return response.status;
    };
    /** Eight at a time use connections of their own, so that both workers are asked. */
    const statuses = async (headers: Record<string, string> = {}): Promise<Set<number>> =>
      new Set(await Promise.all(Array.from({ length: 8 }, () => collect(headers))));
    try {
      assert.deepEqual(await statuses(), new Set([200]));
      await fleet.update(guarded);
      assert.deepEqual(await statuses(), new Set([401]));
      const bearer = { Authorization: `Bearer ${await oidc.accessToken('collector')}` };
      assert.deepEqual(await statuses(bearer), new Set([200]));

      const browser = createBrowser();
      const answer = await browser.signIn(`${fleet.url}/login`, 'user');
      assert.equal(await answer.text(), 'Authenticated');
      const session = { Cookie: `cs_session=${browser.cookie(fleet.url, 'cs_session')}` };
      assert.deepEqual(await statuses(session), new Set([200]));
      const before = fleet.stats().workers.map(({ pid }) => pid);
      for (const pid of before) process.kill(pid, 'SIGKILL');
      await eventually('both workers are replaced', () => {
        const { serving, workers } = fleet.stats();
        return serving === 2 && workers.every(({ pid }) => !before.includes(pid));
      });
      assert.deepEqual(await statuses(session), new Set([200]));

      await fleet.update(fixture.rules(open));
      assert.deepEqual(await statuses(), new Set([200]));
    } finally {
      await oidc.close();
    }
  });
});
