import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { type ProjectId, parseSegmentName, storeLayout } from '@millstream/core';
import { importFiles } from './import-files.ts';

const root = mkdtempSync(join(tmpdir(), 'import-files-'));
after(() => rmSync(root, { recursive: true }));

const layout = storeLayout(root, 'first' as ProjectId);
const file = join(root, 'records.ndjson');
const changedMs = Date.parse('2026-02-01T00:00:00Z');
const day1 = Date.parse('2026-03-01T10:00:00Z');
const day2 = Date.parse('2026-03-02T10:00:00Z');
const options = { anyAge: false, isDone: async () => new Set<string>() };

function write(lines: readonly (string | object)[]): void {
  writeFileSync(
    file,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  );
  utimesSync(file, changedMs / 1000, changedMs / 1000);
}

/** What lies in the queue: time in the name, and lines. */
function sealed(): [number, string[]][] {
  return readdirSync(layout.sealed)
    .sort()
    .map((name) => [
      parseSegmentName(name)?.firstMs ?? -1,
      readFileSync(join(layout.sealed, name), 'utf8').trimEnd().split('\n'),
    ]);
}

describe('importFiles', () => {
  beforeEach(() => {
    rmSync(layout.sealed, { recursive: true, force: true });
    mkdirSync(layout.scratch, { recursive: true });
  });

  it('makes a segment for each day of arrival, in the order of the file', async () => {
    const [a, b, c] = [{ ingest_time: day2 }, { ingest_time: `${day1}` }, { ingest_time: day2 + 1 }];
    write([a, '', b, c]);
    const { records, names } = await importFiles(layout, [file], options);
    assert.equal(records, 3);
    assert.equal(names.length, 2);
    assert.deepEqual(sealed(), [
      [day1, [JSON.stringify(b)]],
      [day2, [JSON.stringify(a), JSON.stringify(c)]],
    ]);
  });

  it('puts a record that does not say when it came beside the one before it', async () => {
    const server = { ingest_time: null, server_ingest_time: day1 };
    write(['{broken', server, '42', '{"ingest_time":"soon"}']);
    await importFiles(layout, [file], options);
    assert.deepEqual(sealed(), [
      [changedMs, ['{broken']],
      [day1, [JSON.stringify(server), '42', '{"ingest_time":"soon"}']],
    ]);
  });

  it('keeps the time of the last change of the file, the arrival of records without one', async () => {
    write(['{}']);
    await importFiles(layout, [file], options);
    const [name = ''] = readdirSync(layout.sealed);
    assert.equal(statSync(join(layout.sealed, name)).mtimeMs, changedMs);
  });

  it('imports nothing when one of several files is missing', async () => {
    write([{ ingest_time: day1 }]);
    await assert.rejects(importFiles(layout, [file, join(root, 'missing')], options), {
      code: 'FILE_UNREADABLE',
    });
    assert.deepEqual(readdirSync(layout.sealed), []);
  });

  it('gives the same records the same names, and leaves out what is done', async () => {
    write([{ ingest_time: day1 }, { ingest_time: day2 }]);
    const { names } = await importFiles(layout, [file], options);
    rmSync(layout.sealed, { recursive: true });
    const again = await importFiles(layout, [file], { ...options, isDone: async () => new Set(names) });
    assert.deepEqual(again.names, names);
    assert.deepEqual(readdirSync(layout.sealed), []);
  });
});
