import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { parseByteSize } from '@millstream/console';
import { CodedError } from '@millstream/core';
import { loadSettings, maskSecrets } from './load-settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'settings-'));
after(() => rmSync(folder, { recursive: true }));

function yaml(text: string): string {
  const path = join(folder, 'millstream.yaml');
  writeFileSync(path, text);
  return path;
}

describe('settings', () => {
  it('are defaults < file < environment < options', () => {
    const file = yaml('port: 1001\ncollectPort: 1002\nhost: 10.0.0.1\ningestion: { collectPath: /c }\n');
    const settings = loadSettings({
      file,
      environment: {
        MILLSTREAM_COLLECT_PORT: '2002',
        MILLSTREAM_HOST: '10.0.0.2',
        MILLSTREAM_INGESTION__CORS__ENFORCE: 'true',
      },
      options: { host: '10.0.0.3' },
    });
    assert.deepEqual(
      [
        settings.port,
        settings.collectPort,
        settings.host,
        settings.ingestion.collectPath,
        settings.ingestion.cors.enforce,
      ],
      [1001, 2002, '10.0.0.3', '/c', true],
    );
    assert.equal(settings.ingestion.pingPath, '/ping');
  });

  const wrong = [
    { what: 'an unknown name', text: 'prot: 1', named: 'prot' },
    { what: 'a wrong type', text: 'port: many', named: 'port' },
    { what: 'a wrong nested value', text: 'processing: { threads: 0 }', named: 'processing.threads' },
    { what: 'an unknown nested name', text: 'ingestion: { https: { prot: 1 } }', named: 'prot' },
    { what: 'the port of the collector in two places', text: 'ingestion: { port: 1 }', named: 'port' },
    { what: 'text that is no mapping', text: '- a', named: 'mapping' },
    { what: 'broken YAML', text: 'a: [', named: 'millstream.yaml' },
  ];
  for (const { what, text, named } of wrong) {
    it(`refuse ${what} and name it`, () => {
      assert.throws(
        () => loadSettings({ file: yaml(text), environment: {}, options: {} }),
        (error) =>
          error instanceof CodedError && error.code === 'CONFIG_INVALID' && error.message.includes(named),
      );
    });
  }

  it('refuse a named file that does not exist', () => {
    assert.throws(
      () => loadSettings({ file: join(folder, 'none.yaml'), environment: {}, options: {} }),
      (error) => error instanceof CodedError && error.code === 'CONFIG_INVALID',
    );
  });

  it('are printed with secrets masked', () => {
    assert.deepEqual(
      maskSecrets({ a: { appClientSecret: 'x', port: 1, token: '' }, list: [{ password: 'y' }] }),
      {
        a: { appClientSecret: '***', port: 1, token: '' },
        list: [{ password: '***' }],
      },
    );
  });
});

describe('sizes', () => {
  const cases: readonly [string, number | null][] = [
    ['1024', 1024],
    ['2GB', 2_000_000_000],
    ['2GiB', 2_147_483_648],
    ['1.5g', 1_610_612_736],
    ['512 mb', 512_000_000],
    ['much', null],
    ['-1', null],
  ];
  for (const [text, bytes] of cases)
    it(`read ${text} as ${bytes}`, () => assert.equal(parseByteSize(text), bytes));
});
