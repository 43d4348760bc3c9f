import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { HTTPMethods } from 'fastify';
import { callWithKey, keyOfRole } from './test-support/role-key.ts';
import { startTestApi, type TestApi } from './test-support/test-api.ts';

const secret = 'T0/B0/verysecretkey';
const url = `https://hooks.example.test/services/${secret}?token=alsosecret`;
const webhook = { kind: 'webhook', name: 'chat', enabled: true, url } as const;

let server: TestApi;
let operatorKey: string;
let targetId: string;

const call = (...parts: readonly [method: HTTPMethods, path: string, body?: object]) =>
  callWithKey(server, parts);

const storedUrl = async () => {
  const [target] = await server.supervisor.store.alarms.targets();
  return target?.kind === 'webhook' ? target.url : null;
};

before(async () => {
  server = await startTestApi();
  operatorKey = await keyOfRole(server, 'Operator');
  targetId = (await call('POST', '/api/alarm-targets', webhook)).json.targetId;
});
after(() => server[Symbol.asyncDispose]());

describe('the address of a webhook', () => {
  it('is shown whole to administrators, who edit it', async () => {
    assert.equal((await call('GET', '/api/alarm-targets')).json[0].url, url);
  });

  it('is shown to operators without what makes it a secret', async () => {
    const { status, json } = await callWithKey(server, ['GET', '/api/alarm-targets'], operatorKey);
    assert.deepEqual([status, json[0].name, json[0].url], [200, 'chat', 'https://hooks.example.test/***']);
  });

  it('stays when the masked one comes back, and changes when another is sent', async () => {
    const path = `/api/alarm-targets/${targetId}`;
    await call('PUT', path, { ...webhook, name: 'room', url: 'https://hooks.example.test/***' });
    assert.equal(await storedUrl(), url);
    await call('PUT', path, { ...webhook, url: 'https://hooks.example.test/other' });
    assert.equal(await storedUrl(), 'https://hooks.example.test/other');
    await call('PUT', path, webhook);
    assert.equal(await storedUrl(), url);
  });

  it('reaches the audit log masked, in every entry', async () => {
    const { text, json } = await call('GET', '/api/audit');
    const changes = json.items.filter(({ route }: { route: string }) => route.includes('alarm-targets'));
    assert.equal(changes.length, 4);
    assert.equal(changes[0].after.url, 'https://hooks.example.test/***');
    assert.ok(!text.includes('secret'));
  });

  it('is not in the error of a target that cannot be told', async () => {
    const dead = { ...webhook, url: `http://user:word@127.0.0.1:9/${secret}` };
    const { json, text } = await call('POST', '/api/alarm-targets/test', dead);
    assert.equal(json.error.code, 'ALARM_TARGET_FAILED');
    assert.match(json.error.message, /^http:\/\/127\.0\.0\.1:9\/\*\*\* did not take the message/);
    assert.ok(!text.includes(secret) && !text.includes('word'));
  });
});
