import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { silentLogger } from '@millstream/core';
import { requestText, startCollector } from '../http/collector-fixture.ts';

describe('a full disk', () => {
  let volume = '';
  before(async () => {
    volume = await mkdtemp(join(tmpdir(), 'millstream-full-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', volume]);
  });
  after(async () => {
    execFileSync('umount', [volume]);
    await rmdir(volume);
  });
  const request = requestText('POST', '/collect?appId=web', { body: 'x'.repeat(100_000) });

  for (const preallocateBytes of [0, 1_048_576]) {
    it(`gives 503 and recovers, losing nothing (writing ${preallocateBytes} bytes ahead)`, async () => {
      const running = await startCollector({
        dataDir: join(volume, `data-${preallocateBytes}`),
        settings: {
          segment: { maxBytes: 1_000_000, preallocateBytes },
          diskGuard: { minFreeBytes: 0, minFreePercent: 0 },
        },
      });
      const ballast = join(volume, 'ballast');
      const acknowledged: string[] = [];
      const send = async () => {
        const [answer] = await running.exchange(request);
        assert.ok(answer);
        if (answer.status === 200) acknowledged.push(answer.headers['x-request-id'] ?? '');
        else assert.equal(answer.headers['retry-after'], '2');
        return answer;
      };
      try {
        await writeFile(ballast, Buffer.alloc(4_000_000));
        let answer = await send();
        while (answer.status === 200) answer = await send();
        assert.equal(answer.status, 503);
        assert.ok(!answer.body.includes(volume), 'the client does not learn the path');
        assert.equal(running.collector.isHealthy(), false);
        await rm(ballast);
        assert.equal((await send()).status, 200);
        assert.equal(running.collector.isHealthy(), true);
        const stored = new Set((await running.records()).map(({ rid }) => rid));
        assert.deepEqual(
          acknowledged.filter((rid) => !stored.has(rid)),
          [],
        );
      } finally {
        await running.stop();
        await rm(join(volume, `data-${preallocateBytes}`), { recursive: true });
      }
    });
  }

  it('is refused by the guard before it is full, and the log says so once', async () => {
    const told: string[] = [];
    const tell = (_fields: object, message: string) => void told.push(message.split(':', 1)[0] ?? '');
    const logger = { ...silentLogger, error: tell, info: tell };
    const dataDir = join(volume, 'guarded');
    const running = await startCollector({
      dataDir,
      logger,
      settings: { diskGuard: { minFreeBytes: 0, minFreePercent: 60 } },
    });
    try {
      let status = 200;
      while (status === 200) status = (await running.exchange(request))[0]?.status ?? 0;
      assert.equal(status, 503);
      running.collector.applyRules(running.rules({ diskGuard: { minFreeBytes: 0, minFreePercent: 1 } }));
      assert.equal((await running.exchange(request))[0]?.status, 200);
      assert.deepEqual(told, ['The disk is too full', 'The disk has space again']);
    } finally {
      await running.stop();
      await rm(dataDir, { recursive: true });
    }
  });
});
