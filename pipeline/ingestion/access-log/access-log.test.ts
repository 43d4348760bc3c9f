import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { silentLogger, systemClock } from '@millstream/core';
import { type RunningCollector, requestText, startCollector } from '../http/collector-fixture.ts';
import { type AccessEntry, AccessLog } from './access-log.ts';

const post = (target: string) => requestText('POST', target, { body: '[{}]', headers: ['User-Agent: test'] });

async function loggedBy(running: RunningCollector): Promise<Record<string, unknown>[]> {
  const root = running.project.layout.accessLog;
  const names = await readdir(root, { recursive: true }).catch(() => []);
  const lines: Record<string, unknown>[] = [];
  for (const name of names.filter((one) => one.endsWith('.log.gz')).toSorted()) {
    assert.match(name, /^year=\d{4}\/month=\d\d\/day=\d\d\/hour=\d\d\/w1\.test-\d+\.log\.gz$/);
    const text = gunzipSync(await readFile(join(root, name))).toString();
    for (const line of text.split('\n').slice(0, -1)) lines.push(JSON.parse(line));
  }
  return lines;
}

const entry: AccessEntry = {
  method: 'POST',
  host: 'collector.example',
  path: '/collect',
  appId: 'web',
  platform: undefined,
  bundleSequenceId: undefined,
  status: 200,
  bytesIn: 4,
  bytesOut: 0,
  durationMs: 1,
  clientIp: '127.0.0.1',
  userAgent: 'test',
  requestId: '',
  tlsVersion: '',
};

describe('access log', () => {
  it('holds one line for each request while it is on, and none for health', async () => {
    let hour = 0;
    const clock = { now: () => Date.UTC(2026, 2, 1, 10 + hour), monotonic: () => performance.now() };
    const running = await startCollector({ clock, settings: { accessLog: true } });
    try {
      const [first] = await running.exchange(
        post('/collect?appId=web&platform=Web&event_bundle_sequence_id=7&hashCode=x'),
      );
      await running.exchange(requestText('GET', '/health'));
      await running.exchange(post('/other'));
      running.collector.applyRules(running.rules({ accessLog: false }));
      await running.exchange(post('/collect?appId=web'));
      hour = 1;
      running.collector.applyRules(running.rules({ accessLog: true }));
      await running.exchange(post('/collect?appId=web'));
      await running.collector.close(0);
      const lines = await loggedBy(running);
      assert.deepEqual(
        lines.map(({ path, status, time }) => [path, status, time]),
        [
          ['/collect', 200, '2026-03-01T10:00:00.000Z'],
          ['/other', 403, '2026-03-01T10:00:00.000Z'],
          ['/collect', 200, '2026-03-01T11:00:00.000Z'],
        ],
      );
      const { durationMs, ...entry } = lines[0] ?? {};
      assert.ok(Number(durationMs) >= 0);
      assert.deepEqual(entry, {
        time: '2026-03-01T10:00:00.000Z',
        method: 'POST',
        host: 'collector.example',
        path: '/collect',
        appId: 'web',
        platform: 'Web',
        bundleSequenceId: '7',
        status: 200,
        bytesIn: 4,
        bytesOut: 0,
        clientIp: '127.0.0.1',
        userAgent: 'test',
        requestId: first?.headers['x-request-id'],
        tlsVersion: '',
      });
    } finally {
      await running.stop();
    }
  });

  it('bounds what waits for the disk, and tells how many lines it dropped', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'millstream-access-'));
    const told: object[] = [];
    const logger = { ...silentLogger, warn: (fields: object) => void told.push(fields) };
    const log = new AccessLog({ folder, writer: 'w1.test', clock: systemClock, logger });
    const path = 'x'.repeat(1_000_000);
    for (let count = 0; count < 12; count++) log.note({ ...entry, path });
    await log.close();
    assert.deepEqual(told, [{ lines: 3, folder }]);
    await rm(folder, { recursive: true });
  });
});
