import assert from 'node:assert/strict';
import { copyFile, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { CodedError, type Logger, silentLogger } from '@millstream/core';
import { type CertificateSet, loadCertificates } from './certificate-set.ts';
import { type CertificateWatch, watchCertificates } from './certificate-watch.ts';

const fixtures = new URL('../engine-tests/certificates/', import.meta.url);
const fixture = (name: string): string => new URL(name, fixtures).pathname;
const files = (name: string) => ({ certFile: fixture(`${name}.crt`), keyFile: fixture(`${name}.key`) });

describe('certificates', () => {
  let folder = '';
  let watch: CertificateWatch | null = null;
  let changes: CertificateSet[] = [];
  let errors: object[] = [];
  const logger: Logger = { ...silentLogger, error: (fields) => errors.push(fields) };
  const own = (): { certFile: string; keyFile: string } => ({
    certFile: join(folder, 'server.crt'),
    keyFile: join(folder, 'server.key'),
  });

  async function install(name: string): Promise<void> {
    await copyFile(fixture(`${name}.crt`), own().certFile);
    await copyFile(fixture(`${name}.key`), own().keyFile);
  }
  async function start(): Promise<CertificateWatch> {
    watch = await watchCertificates({
      files: [own()],
      intervalMs: 3_600_000,
      logger,
      onChange: (set) => changes.push(set),
    });
    return watch;
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'certificates-'));
    changes = [];
    errors = [];
    await install('one');
  });
  afterEach(async () => {
    watch?.close();
    await rm(folder, { recursive: true });
  });

  it('are chosen by the name that the client asks for, the first when none fits', async () => {
    const set = await loadCertificates([files('one'), files('two')]);
    const two = set.contextFor('a.two.example.com');
    assert.notEqual(two, set.contextFor('one.example.com'));
    assert.equal(set.contextFor('A.TWO.example.com'), two);
    for (const name of [
      'one.example.com',
      'other.example.com',
      'two.example.com',
      'a.b.two.example.com',
      '',
    ]) {
      assert.equal(set.contextFor(name), set.contextFor('one.example.com'), name);
    }
  });

  const unusable: readonly { name: string; list: () => { certFile: string; keyFile: string }[] }[] = [
    { name: 'an empty list', list: () => [] },
    { name: 'a missing file', list: () => [{ ...own(), keyFile: join(folder, 'missing') }] },
    { name: 'a key of another certificate', list: () => [{ ...own(), keyFile: fixture('two.key') }] },
    { name: 'a file that is no certificate', list: () => [{ ...own(), certFile: fixture('README.md') }] },
  ];
  for (const { name, list } of unusable) {
    it(`refuse ${name}`, async () => {
      await assert.rejects(
        loadCertificates(list()),
        (error) => error instanceof CodedError && error.code === 'TLS_CERTIFICATE_INVALID',
      );
    });
  }

  it('come into force when their files change, and only then', async () => {
    const { check } = await start();
    await check();
    assert.equal(changes.length, 1);
    await install('one-renewed');
    await check();
    assert.equal(changes.length, 2);
    assert.notDeepEqual(changes[0]?.fallback.cert, changes[1]?.fallback.cert);
  });

  it('come into force when a symbolic link is switched', async () => {
    for (const kind of ['crt', 'key']) {
      await rm(join(folder, `server.${kind}`));
      await symlink(fixture(`one.${kind}`), join(folder, `server.${kind}`));
    }
    const { check } = await start();
    for (const kind of ['crt', 'key']) {
      await symlink(fixture(`one-renewed.${kind}`), join(folder, 'next'));
      await rename(join(folder, 'next'), join(folder, `server.${kind}`));
    }
    await check();
    assert.equal(changes.length, 2);
  });

  it('stay in force, with one line in the log, while a new file is no use', async () => {
    const watching = await start();
    await writeFile(own().certFile, 'half a certif');
    await watching.check();
    await watching.check();
    assert.equal(changes.length, 1);
    assert.equal(watching.current, changes[0]);
    assert.equal(errors.length, 1);
    await install('one-renewed');
    await watching.check();
    assert.equal(changes.length, 2);
  });

  it('stay in force when another list is no use', async () => {
    const watching = await start();
    await assert.rejects(watching.watch([{ certFile: 'none', keyFile: 'none' }]));
    assert.equal(watching.current, changes[0]);
    await watching.watch([files('two')]);
    assert.equal(watching.current, changes[1]);
    await install('one-renewed');
    await watching.check();
    assert.equal(changes.length, 2);
  });
});
