import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it } from 'node:test';
import { readAnswers, requestText } from '../http/collector-fixture.ts';

const count = 10_000;
const openedAtOnce = 200;

async function openConnection(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

async function statusOn(socket: Socket): Promise<number | undefined> {
  socket.write(requestText('POST', '/collect?appId=web', { body: '[]' }));
  const [bytes] = await once(socket, 'data');
  return readAnswers(bytes).answers[0]?.status;
}

describe('idle connections', () => {
  it(`stay open, ${count} of them, and each can still send`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'millstream-idle-'));
    const script = join(import.meta.dirname, 'collector-process.ts');
    const worker = spawn(process.execPath, [script, folder, 'w1.idle'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const sockets: Socket[] = [];
    try {
      const [line] = await once(createInterface({ input: worker.stdout }), 'line');
      while (sockets.length < count) {
        const opened = Array.from({ length: openedAtOnce }, () => openConnection(Number(line)));
        sockets.push(...(await Promise.all(opened)));
      }
      const sample = sockets.filter((_, index) => index % 100 === 0);
      const statuses = await Promise.all(sample.map((socket) => statusOn(socket)));
      assert.deepEqual(
        statuses,
        sample.map(() => 200),
      );
      assert.equal(sockets.filter((socket) => socket.destroyed).length, 0);
    } finally {
      for (const socket of sockets) socket.destroy();
      worker.kill('SIGKILL');
      await once(worker, 'exit');
      await rm(folder, { recursive: true });
    }
  });
});
