import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import {
  CodedError,
  isProjectId,
  parseSegmentName,
  type StoreLayout,
  silentLogger,
  storeLayout,
  systemClock,
} from '@millstream/core';
import { FileSink, type SegmentBounds } from './file-sink.ts';
import { GroupCommit } from './group-commit.ts';
import type { WriteAt } from './segment-file.ts';

describe('file sink', () => {
  let folder = '';
  let layout: StoreLayout;
  let sealed: EventEmitter;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'millstream-sink-'));
    const projectId = 'first';
    assert.ok(isProjectId(projectId));
    layout = storeLayout(folder, projectId);
    sealed = new EventEmitter();
  });
  afterEach(() => rm(folder, { recursive: true }));

  function createSink(bounds: Partial<SegmentBounds> = {}, write?: WriteAt): FileSink {
    const sink = new FileSink({
      layout,
      writer: 'w1.a',
      bounds: { maxBytes: 1_000_000, maxAgeMs: 60_000, preallocateBytes: 65_536, ...bounds },
      clock: systemClock,
      logger: silentLogger,
      onSealed: (fileName) => sealed.emit('sealed', fileName),
      ...(write ? { write } : {}),
    });
    sink.open();
    return sink;
  }
  const batch = (lines: readonly string[], firstMs = 1700000000000) => ({
    bytes: Buffer.from(lines.join('')),
    records: lines.length,
    firstMs,
  });

  it('shows nothing until it is sealed, then the whole segment under its facts', async () => {
    const sink = createSink();
    await sink.append(batch(['{"a":1}\n', '{"a":2}\n'], 1700000000123));
    await sink.append(batch(['{"a":3}\n'], 1700000000456));
    assert.deepEqual(await readdir(layout.sealed), []);
    await sink.seal();
    const [name = ''] = await readdir(layout.sealed);
    assert.deepEqual(parseSegmentName(name), {
      firstMs: 1700000000123,
      writer: 'w1.a',
      sequence: 0,
      records: 3,
      anyAge: false,
    });
    assert.equal(await readFile(join(layout.sealed, name), 'utf8'), '{"a":1}\n{"a":2}\n{"a":3}\n');
    await sink.close();
    assert.deepEqual(await readdir(layout.wal), []);
  });

  it('seals what an append under way writes, when asked meanwhile', async () => {
    const sink = createSink();
    await sink.append(batch(['{"a":1}\n']));
    const appended = sink.append(batch(['{"a":2}\n']));
    await sink.seal();
    await appended;
    const [name = ''] = await readdir(layout.sealed);
    assert.equal(parseSegmentName(name)?.records, 2);
    await sink.close();
  });

  it('cuts a batch that failed out from between those that are durable', async () => {
    const write: WriteAt = async (file, bytes, position) => {
      const isBad = Buffer.from(bytes).includes('bad');
      await file.write(bytes, 0, isBad ? 5 : bytes.length, position);
      if (isBad) throw new Error('injected');
    };
    const sink = createSink({}, write);
    await sink.append(batch(['{"a":1}\n'], 1700000000001));
    const outcomes = await Promise.allSettled([
      sink.append(batch(['{"bad":1}\n', '{"bad":2}\n'])),
      sink.append(batch(['{"a":2}\n'])),
      sink.append(batch(['{"bad":3}\n'])),
    ]);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['rejected', 'fulfilled', 'rejected'],
    );
    await sink.append(batch(['{"a":3}\n'], 1700000000002));
    await sink.close();
    const names = await readdir(layout.sealed);
    assert.deepEqual(
      names.map((name) => parseSegmentName(name)?.records),
      [2, 1],
    );
    const [first = '', second = ''] = names;
    assert.equal(await readFile(join(layout.sealed, first), 'utf8'), '{"a":1}\n{"a":2}\n');
    assert.equal(await readFile(join(layout.sealed, second), 'utf8'), '{"a":3}\n');
    assert.deepEqual(await readdir(layout.wal), []);
  });

  it('keeps concurrent appends apart over many segments', async () => {
    const sink = createSink({ maxBytes: 200 });
    const lines = Array.from({ length: 300 }, (_, n) => `{"n":${n},"x":"${'x'.repeat(n % 40)}"}\n`);
    for (let at = 0; at < lines.length; at += 3) {
      await Promise.all(lines.slice(at, at + 3).map((line) => sink.append(batch([line]))));
    }
    await sink.close();
    const texts = await Promise.all(
      (await readdir(layout.sealed)).map((name) => readFile(join(layout.sealed, name), 'utf8')),
    );
    assert.deepEqual(
      texts.join('').split('\n').slice(0, -1).toSorted(),
      lines.map((line) => line.trim()).toSorted(),
    );
  });

  it('seals by age without further records', async () => {
    const sink = createSink({ maxAgeMs: 20 });
    await sink.append(batch(['{"a":1}\n']));
    const [name] = await once(sealed, 'sealed');
    assert.deepEqual(await readdir(layout.sealed), [name]);
    await sink.close();
  });

  const line = `{"a":"${'x'.repeat(50_000)}"}\n`;

  it('seals by size', async () => {
    const sink = createSink({ maxBytes: 200_000 });
    for (let count = 0; count < 12; count++) await sink.append(batch([line]));
    await sink.seal();
    const names = await readdir(layout.sealed);
    assert.equal(names.length, 3);
    for (const name of names) assert.equal((await stat(join(layout.sealed, name))).size, 4 * line.length);
    await sink.close();
    assert.deepEqual(await readdir(layout.wal), []);
  });

  it('writes ahead for steady traffic, and cuts what was not used', async () => {
    const sink = createSink();
    for (let segment = 0; segment < 3; segment++) {
      for (let count = 0; count < 4; count++) await sink.append(batch([line]));
      const open = await readdir(layout.wal);
      const sizes = await Promise.all(open.map(async (name) => (await stat(join(layout.wal, name))).size));
      if (segment === 2) assert.ok(sizes.includes(262_144), `one of ${sizes} is written ahead`);
      await sink.seal();
    }
    for (const name of await readdir(layout.sealed)) {
      assert.equal(await readFile(join(layout.sealed, name), 'utf8'), line.repeat(4));
    }
    await sink.close();
    assert.deepEqual(await readdir(layout.wal), []);
  });

  it('reports a store that cannot be written, and goes on when it can', async () => {
    const sink = createSink();
    await rm(layout.wal, { recursive: true });
    await assert.rejects(
      sink.append(batch(['{"a":1}\n'])),
      (error) => error instanceof CodedError && error.code === 'SINK_UNWRITABLE',
    );
    sink.open();
    await sink.append(batch(['{"a":2}\n']));
    await sink.close();
    const [name = ''] = await readdir(layout.sealed);
    assert.equal(await readFile(join(layout.sealed, name), 'utf8'), '{"a":2}\n');
  });

  it('makes the requests of one moment durable together and tells each', async () => {
    const sink = createSink();
    const batches: number[] = [];
    const commit = new GroupCommit({
      sink,
      clock: systemClock,
      onBatch: ({ records }) => batches.push(records),
    });
    const told: (string | null)[] = [];
    for (let count = 0; count < 100; count++) {
      commit.offer(`{"n":${count}}\n`, 1700000000000 + count, {
        settled: (error) => told.push(error?.code ?? null),
      });
    }
    assert.ok(commit.unsyncedBytes > 0);
    await commit.idle();
    assert.deepEqual(batches, [100]);
    assert.deepEqual(told, new Array(100).fill(null));
    assert.equal(commit.unsyncedBytes, 0);
    await sink.close();
    const [name = ''] = await readdir(layout.sealed);
    const lines = (await readFile(join(layout.sealed, name), 'utf8')).split('\n');
    assert.deepEqual(
      lines.slice(0, -1),
      Array.from({ length: 100 }, (_, n) => `{"n":${n}}`),
    );
  });

  it('tells every request of a failed batch, and serves the next', async () => {
    const sink = createSink();
    const commit = new GroupCommit({ sink, clock: systemClock });
    await rm(layout.wal, { recursive: true });
    const told: (string | null)[] = [];
    const waiter = { settled: (error: CodedError | null) => told.push(error?.code ?? null) };
    commit.offer('{"n":1}\n', 1, waiter);
    commit.offer('{"n":2}\n', 1, waiter);
    await commit.idle();
    assert.deepEqual(told, ['SINK_UNWRITABLE', 'SINK_UNWRITABLE']);
    assert.equal(commit.lastError?.code, 'SINK_UNWRITABLE');
    sink.open();
    commit.offer('{"n":3}\n', 1, waiter);
    await commit.idle();
    assert.equal(told.at(-1), null);
    assert.equal(commit.lastError, null);
    await sink.close();
  });

  it('takes lines larger than its buffer', async () => {
    const sink = createSink({ maxBytes: 50_000_000 });
    const commit = new GroupCommit({ sink, clock: systemClock });
    const line = `{"a":"${'漢'.repeat(3_000_000)}"}\n`;
    const told: unknown[] = [];
    for (const _ of [1, 2]) commit.offer(line, 1, { settled: (error) => told.push(error) });
    await commit.idle();
    assert.deepEqual(told, [null, null]);
    await sink.close();
    const [name = ''] = await readdir(layout.sealed);
    assert.equal((await stat(join(layout.sealed, name))).size, 2 * Buffer.byteLength(line));
  });
});
