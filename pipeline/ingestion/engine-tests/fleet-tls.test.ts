import assert from 'node:assert/strict';
import { copyFile, mkdir, rename, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { connect, type SecureVersion, type TLSSocket } from 'node:tls';
import { CodedError } from '@millstream/core';
import {
  assertStored,
  createFleetFixture,
  eventually,
  type FleetFixture,
  isAccepting,
  type SettingsInput,
} from './fleet-fixture.ts';

const fixtures = new URL('./certificates/', import.meta.url);
/** A load must find time to move to another address while the old one is still served, on a busy machine too. */
const quick = { sampleMs: 50, idleGraceMs: 2000, stopGraceMs: 200, overlapMs: 5000, certificateCheckMs: 50 };

describe('fleet with TLS', { timeout: 300_000 }, () => {
  let fixture: FleetFixture;
  const files = (name: string) => ({
    certFile: join(fixture.dataDir, 'tls', `${name}.crt`),
    keyFile: join(fixture.dataDir, 'tls', `${name}.key`),
  });

  async function install(source: string, name = source): Promise<void> {
    await mkdir(join(fixture.dataDir, 'tls'), { recursive: true });
    for (const kind of ['key', 'crt']) {
      await copyFile(new URL(`${source}.${kind}`, fixtures), join(fixture.dataDir, 'tls', `${name}.${kind}`));
    }
  }
  const settings = (https: SettingsInput['https'] = {}): SettingsInput => ({
    workers: { min: 2, max: 2 },
    https: { enabled: true, port: 0, certificates: [files('one'), files('two')], ...https },
  });

  beforeEach(async () => {
    fixture = await createFleetFixture();
    await install('one');
    await install('two');
  });
  afterEach(() => fixture.remove());

  /** A handshake with the wanted server name; the caller ends the connection. */
  function handshake(
    url: string,
    options: { servername?: string; maxVersion?: SecureVersion } = {},
  ): Promise<TLSSocket> {
    const { hostname, port } = new URL(url);
    return new Promise((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false, ...options });
      socket.once('secureConnect', () => resolve(socket));
      socket.once('error', reject);
    });
  }
  async function serialOf(url: string, servername?: string): Promise<string> {
    const socket = await handshake(url, servername === undefined ? {} : { servername });
    const { serialNumber } = socket.getPeerCertificate();
    socket.destroy();
    return serialNumber;
  }

  it('serves secure requests, chooses certificates by name, and knows no TLS before 1.2', async () => {
    const fleet = await fixture.start(settings(), { timing: quick });
    const url = fleet.secureUrl ?? '';
    const status = await new Promise((resolve, reject) => {
      const sending = request(
        `${url}/collect?appId=web`,
        { method: 'POST', rejectUnauthorized: false },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      sending.on('error', reject);
      sending.end('[{}]');
    });
    assert.equal(status, 200);
    const one = await serialOf(url);
    assert.equal(await serialOf(url, 'one.example.com'), one);
    assert.notEqual(await serialOf(url, 'shop.two.example.com'), one);
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      const socket = await handshake(url, { maxVersion: version });
      assert.equal(socket.getProtocol(), version);
      socket.destroy();
    }
    await assert.rejects(handshake(url, { maxVersion: 'TLSv1.1' }));
  });

  it('sends plain requests to the secure address with 308, until that is switched off', async () => {
    const fleet = await fixture.start(settings({ domain: 'one.example.com' }), { timing: quick });
    const post = () =>
      fetch(`${fleet.url}/collect?appId=web`, { method: 'POST', body: '[{}]', redirect: 'manual' });
    const answer = await post();
    assert.equal(answer.status, 308);
    assert.match(
      answer.headers.get('location') ?? '',
      /^https:\/\/one\.example\.com(:\d+)?\/collect\?appId=web$/,
    );
    await fleet.update(fixture.rules(settings({ domain: 'one.example.com', redirect: false })));
    assert.equal((await post()).status, 200);
  });

  it('takes a renewed certificate into use in every worker, keeps connections, fails no request', async () => {
    const fleet = await fixture.start(settings(), { timing: quick });
    const url = fleet.secureUrl ?? '';
    const before = await serialOf(url);
    const kept = await handshake(url);
    const load = fixture.load(url);
    await load.acknowledgements(100);
    await install('one-renewed', 'one');
    let inARow = 0;
    await eventually('new connections see the new certificate only', async () => {
      inARow = (await serialOf(url)) === before ? 0 : inARow + 1;
      return inARow === 20;
    });
    const answered = new Promise((resolve) =>
      kept.once('data', (bytes) => resolve(bytes.toString().slice(0, 15))),
    );
    kept.write('POST /collect?appId=web HTTP/1.1\r\nHost: one.example.com\r\nContent-Length: 4\r\n\r\n[{}]');
    assert.equal(await answered, 'HTTP/1.1 200 OK');
    kept.destroy();
    const { failures } = await load.stop();
    assert.deepEqual(failures, []);
  });

  it('stays with the old certificate, and says so, while a new one is broken', async () => {
    const fleet = await fixture.start(settings(), { timing: quick });
    const before = await serialOf(fleet.secureUrl ?? '');
    // In one go: a worker that looks between emptying and writing would complain twice.
    const aside = join(fixture.dataDir, 'tls', 'aside');
    await writeFile(aside, 'half a certif');
    await rename(aside, files('one').certFile);
    await eventually('both workers complain', () => {
      const lines = fixture.logLines.filter(({ message }) =>
        message.startsWith('a changed certificate is no use'),
      );
      return lines.length === 2;
    });
    assert.equal(await serialOf(fleet.secureUrl ?? ''), before);
    const [line] = fixture.logLines.filter(({ message }) => message.startsWith('a changed certificate'));
    assert.match(JSON.stringify(line), /TLS_CERTIFICATE_INVALID/);
  });

  it('refuses rules with a certificate that is no use, and goes on with the old ones', async () => {
    const fleet = await fixture.start(settings(), { timing: quick });
    await assert.rejects(
      fleet.update(fixture.rules(settings({ certificates: [files('missing')] }))),
      (error) => error instanceof CodedError && error.code === 'TLS_CERTIFICATE_INVALID',
    );
    assert.ok(await serialOf(fleet.secureUrl ?? ''));
  });

  it('serves another list of certificates, also by workers that start later', async () => {
    const fleet = await fixture.start(settings({ certificates: [files('one')] }), { timing: quick });
    const url = fleet.secureUrl ?? '';
    const before = await serialOf(url);
    await fleet.update(fixture.rules(settings({ certificates: [files('two')] })));
    const after = await serialOf(url);
    assert.notEqual(after, before);
    const victims = fleet.stats().workers.map(({ pid }) => pid);
    for (const pid of victims) process.kill(pid, 'SIGKILL');
    await eventually('both workers are replaced', () => {
      const { serving, workers } = fleet.stats();
      return serving === 2 && !workers.some(({ pid }) => victims.includes(pid));
    });
    assert.equal(await serialOf(url), after);
  });

  it('switches HTTPS on and off under load without a failed request', async () => {
    const fleet = await fixture.start({ workers: { min: 2, max: 2 } }, { timing: quick });
    const load = fixture.load(fleet.url);
    await load.acknowledgements(200);
    assert.equal(fleet.secureUrl, null);
    await fleet.update(fixture.rules(settings({ redirect: false })));
    const secureUrl = fleet.secureUrl ?? '';
    load.redirectTo(secureUrl);
    await load.acknowledgements(200);
    await fleet.update(fixture.rules({ workers: { min: 2, max: 2 } }));
    await load.acknowledgements(50);
    load.redirectTo(fleet.url);
    await load.acknowledgements(200);
    await eventually('the secure address is given up', async () => !(await isAccepting(secureUrl)));
    const { acknowledged, failures } = await load.stop();
    assert.deepEqual(failures, []);
    await fleet.close();
    assertStored(await fixture.sealedIds(), acknowledged);
  });
});
