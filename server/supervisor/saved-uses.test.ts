import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { callWithKey, keyOfRole } from '../api/test-support/role-key.ts';
import { startTestApi, type TestApi } from '../api/test-support/test-api.ts';

const apps = '/api/apps/web';
const filter = { op: 'and', conditions: [{ segment: ['vip'] }] };
const dashboard = (name: string, sharing: object) => ({
  ...{ version: 1, name, filter, sharing },
  sheets: [{ id: 's1', name: 'Sheet 1' }],
});

let server: TestApi;
let analyst: string;
before(async () => {
  server = await startTestApi();
  analyst = await keyOfRole(server, 'Analyst');
  const create = (path: string, id: string, body: object) =>
    callWithKey(server, ['POST', `${apps}/${path}`, { id, body }]);
  const segment = { version: 1, name: 'VIP', projectId: 'first', appId: 'web', imported: true };
  assert.equal((await create('segments', 'vip', segment)).status, 200);
  const sharings = {
    Open: { roles: ['analyst'], byLink: false },
    Hidden: { roles: [], byLink: false },
    Linked: { roles: [], byLink: true },
  };
  for (const [name, sharing] of Object.entries(sharings))
    assert.equal((await create('dashboards', name, dashboard(name, sharing))).status, 200);
});
after(() => server[Symbol.asyncDispose]());

/** Names that a caller reads, and how many more there are. */
async function usesSeenWith(key?: string) {
  const { json } = await callWithKey(server, ['GET', `${apps}/segments/vip/uses`], key);
  return [json.items.map(({ name }: { name: string }) => name), json.hiddenCount];
}

describe('what uses a segment', () => {
  it('is told by name to administrators', async () => {
    assert.deepEqual(await usesSeenWith(), [['Hidden', 'Linked', 'Open'], 0]);
  });

  it('counts dashboards that the lists of the caller do not show', async () => {
    assert.deepEqual(await usesSeenWith(analyst), [['Open'], 2]);
  });

  it('keeps it from going, and the refusal names no hidden dashboard either', async () => {
    const remove = ['DELETE', `${apps}/segments/vip?version=1`] as const;
    const { status, json, text } = await callWithKey(server, remove, analyst);
    assert.deepEqual([status, json.error.code], [409, 'SAVED_OBJECT_IN_USE']);
    assert.match(json.error.message, /by dashboard "Open", 2 that you do not see/);
    assert.doesNotMatch(text, /Hidden|Linked/);
    const whole = await callWithKey(server, remove);
    assert.match(whole.json.error.message, /dashboard "Hidden", dashboard "Linked", dashboard "Open"\./);
  });
});
