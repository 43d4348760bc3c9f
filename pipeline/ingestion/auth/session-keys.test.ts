import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createCookieSealer } from './sealed-cookie.ts';
import { openSessionKeys } from './session-keys.ts';

const dayMs = 24 * 60 * 60 * 1000;

describe('session keys', () => {
  let root = '';
  let directory = '';
  const time = { nowMs: 0 };
  const clock = { now: () => time.nowMs, monotonic: () => time.nowMs };

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'session-keys-'));
    directory = join(root, 'keys');
    time.nowMs = 1_000 * 30 * dayMs;
  });
  afterEach(() => rm(root, { recursive: true }));

  function createSealer(changes: { issuer?: string; audience?: string } = {}) {
    return createCookieSealer({
      keys: openSessionKeys(directory, clock),
      clock,
      issuer: 'https://issuer.test',
      audience: 'client',
      ...changes,
    });
  }

  it('are made once even when many workers ask at the same moment', async () => {
    const workers = Array.from({ length: 8 }, () => openSessionKeys(directory, clock));
    const keys = await Promise.all(workers.map((worker) => worker.current()));
    for (const key of keys) assert.deepEqual(key, keys[0]);
    assert.deepEqual(await readdir(directory), ['1000.key']);
  });

  it('can be read by the owner only', async () => {
    await openSessionKeys(directory, clock).current();
    assert.equal((await stat(join(directory, '1000.key'))).mode & 0o777, 0o600);
    assert.equal((await stat(directory)).mode & 0o777, 0o700);
  });

  it('change after 30 days; the one before still opens sessions, older ones are gone', async () => {
    const keys = openSessionKeys(directory, clock);
    const first = await keys.current();
    time.nowMs += 30 * dayMs;
    const second = await keys.current();
    assert.notDeepEqual(second.secret, first.secret);
    assert.deepEqual(await keys.find(first.id), first);
    time.nowMs += 30 * dayMs;
    await keys.current();
    assert.equal(await keys.find(first.id), null);
    assert.deepEqual((await readdir(directory)).sort(), ['1001.key', '1002.key']);
  });

  it('are never looked for under a name that is no period', async () => {
    const keys = openSessionKeys(directory, clock);
    await keys.current();
    for (const id of ['', '../keys/1000', '01000', '1000.0', '999999'])
      assert.equal(await keys.find(id), null);
  });

  it('seal a session that another worker opens, across a change of key, until it expires', async () => {
    time.nowMs += 29 * dayMs;
    const value = await createSealer().seal('session', { sub: 'user' }, (7 * dayMs) / 1000);
    const other = createSealer();
    time.nowMs += 6 * dayMs;
    assert.equal((await other.open('session', value))?.sub, 'user');
    time.nowMs += dayMs;
    assert.equal(await other.open('session', value), null);
  });

  const foreign: readonly { name: string; open: (value: string) => Promise<unknown> }[] = [
    { name: 'of another purpose', open: (value) => createSealer().open('login', value) },
    {
      name: 'of another client',
      open: (value) => createSealer({ audience: 'other' }).open('session', value),
    },
    {
      name: 'of another issuer',
      open: (value) => createSealer({ issuer: 'https://other.test' }).open('session', value),
    },
    { name: 'that is cut', open: (value) => createSealer().open('session', value.slice(0, -4)) },
    {
      name: 'with a changed body',
      open: (value) => {
        const parts = value.split('.');
        const body = Buffer.from(parts[3] ?? '', 'base64url');
        body[0] = (body[0] ?? 0) ^ 1;
        parts[3] = body.toString('base64url');
        return createSealer().open('session', parts.join('.'));
      },
    },
    { name: 'that is not ours', open: () => createSealer().open('session', 'a.b.c.d.e') },
    { name: 'that is empty', open: () => createSealer().open('session', '') },
  ];
  for (const { name, open } of foreign) {
    it(`do not open a cookie ${name}`, async () => {
      const value = await createSealer().seal('session', { sub: 'user' }, 60);
      assert.equal(await open(value), null);
    });
  }
});
