import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { isProjectId, parseSegmentName, type StoreLayout, storeLayout } from '@millstream/core';
import { readSealed } from '../http/collector-fixture.ts';
import { recoverSegments } from '../sinks/recover-segments.ts';
import { Sender } from './sender.ts';

const kills = 5;
const senders = 16;

async function startWorker(dataDir: string, writer: string): Promise<{ worker: ChildProcess; port: number }> {
  const script = join(import.meta.dirname, 'collector-process.ts');
  const worker = spawn(process.execPath, [script, dataDir, writer], { stdio: ['ignore', 'pipe', 'inherit'] });
  assert.ok(worker.stdout);
  const [line] = await once(createInterface({ input: worker.stdout }), 'line');
  return { worker, port: Number(line) };
}

describe('a collector worker that is killed', () => {
  let folder = '';
  let layout: StoreLayout;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'millstream-killed-'));
    const projectId = 'first';
    assert.ok(isProjectId(projectId));
    layout = storeLayout(folder, projectId);
  });
  after(() => rm(folder, { recursive: true }));

  it('loses nothing that it acknowledged, and stores nothing twice', async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < kills; round++) {
      const writer = `w1.${round}`;
      const { worker, port } = await startWorker(folder, writer);
      const killAfter = 200 + Math.floor(Math.random() * 2000);
      let answers = 0;
      const killed = once(worker, 'exit');
      const onAnswer = () => {
        answers++;
        if (answers === killAfter) worker.kill('SIGKILL');
      };
      const load = Array.from({ length: senders }, (_, index) => {
        const body = () => `[{"n":${answers},"filler":"${'x'.repeat((index * 700) % 5000)}"}]`;
        return new Sender({ port: () => port, body, onAnswer });
      });
      await killed;
      await Promise.all(load.map((sender) => sender.stop()));
      acknowledged.push(...load.flatMap((sender) => sender.acknowledged));
      await recoverSegments(layout, (dead) => dead === writer);
    }
    assert.deepEqual(await readdir(layout.wal), []);
    const stored = (await readSealed(layout.sealed)).map(({ rid }) => String(rid));
    const storedOnce = new Set(stored);
    assert.equal(storedOnce.size, stored.length, 'no request id twice');
    assert.deepEqual(
      acknowledged.filter((rid) => !storedOnce.has(rid)),
      [],
    );
    assert.ok(acknowledged.length >= kills * 200);
    const counted = (await readdir(layout.sealed)).map(
      (name) => parseSegmentName(name)?.records ?? Number.NaN,
    );
    assert.equal(
      counted.reduce((sum, records) => sum + records, 0),
      stored.length,
      'names tell the count',
    );
  });
});
