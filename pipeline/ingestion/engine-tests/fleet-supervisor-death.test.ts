import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { CodedError } from '@millstream/core';
import { assertStored, createFleetFixture, eventually, type FleetFixture, isAlive } from './fleet-fixture.ts';

const supervisorFile = new URL('./supervisor-process.ts', import.meta.url);

interface Started {
  readonly url: string;
  readonly pids: readonly number[];
}

describe('workers whose supervisor dies', { timeout: 300_000 }, () => {
  let fixture: FleetFixture;
  let supervisor: ChildProcess | null = null;
  beforeEach(async () => {
    fixture = await createFleetFixture();
  });
  afterEach(async () => {
    supervisor?.kill('SIGKILL');
    await fixture.remove();
  });

  async function startSupervisor(): Promise<Started> {
    supervisor = fork(supervisorFile);
    const rules = fixture.rules({ workers: { min: 2, max: 2 }, segment: { maxAgeMs: 3_600_000 } });
    supervisor.send({ rules, dataDir: fixture.dataDir });
    const [message]: unknown[] = await once(supervisor, 'message');
    assert.ok(isStarted(message));
    return message;
  }
  function isStarted(message: unknown): message is Started {
    return typeof message === 'object' && message !== null && 'url' in message && 'pids' in message;
  }

  it('leave, and leave everything sealed', async () => {
    const { url, pids } = await startSupervisor();
    const load = fixture.load(url);
    await load.acknowledgements(500);
    supervisor?.kill('SIGKILL');
    await eventually('the workers left', () => !pids.some(isAlive));
    const { acknowledged } = await load.stop();
    assertStored(await fixture.sealedIds(), acknowledged);
  });

  it('are waited for by the next supervisor, which then takes over the address and what is left', async () => {
    const { url, pids } = await startSupervisor();
    const load = fixture.load(url);
    await load.acknowledgements(300);
    // A request under way keeps its worker from leaving for a while.
    const { hostname, port } = new URL(url);
    const slow = connect(Number(port), hostname);
    await once(slow, 'connect');
    slow.write('POST /collect?appId=web HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n[{');
    await load.acknowledgements(50);
    supervisor?.kill('SIGKILL');
    const starting = fixture.start({ port: Number(port), workers: { min: 2, max: 2 } });
    const answer = once(slow, 'data');
    slow.write('}]');
    const [bytes]: unknown[] = await answer;
    assert.match(String(bytes), /^HTTP\/1\.1 200 /);
    slow.destroy();
    const fleet = await starting;
    assert.deepEqual(pids.filter(isAlive), []);
    await load.acknowledgements(100);
    const { acknowledged } = await load.stop();
    await fleet.close();
    assertStored(await fixture.sealedIds(), acknowledged);
  });

  it('are recovered by the next supervisor when they are killed with it', async () => {
    const { url, pids } = await startSupervisor();
    const load = fixture.load(url);
    await load.acknowledgements(300);
    supervisor?.kill('SIGKILL');
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    const { acknowledged } = await load.stop();
    await eventually('all are dead', () => !pids.some(isAlive));
    assert.notDeepEqual(await readdir(fixture.layout.wal), []);
    const fleet = await fixture.start();
    assert.equal((await readdir(fixture.layout.wal)).length, 0);
    await fleet.close();
    assertStored(await fixture.sealedIds(), acknowledged);
  });

  it('leave segments whose recovery may fail at first, and never costs a living worker its own', async () => {
    const { wal, sealed } = fixture.layout;
    await mkdir(wal, { recursive: true });
    const torn = join(wal, '1700000000000-w1.old-000000.open');
    await writeFile(torn, '{"rid":"old","ingest_time":1700000000000}\n{"rid":');
    // In the way of the clean copy, as a full disk would be.
    const obstacle = join(`${torn}.clean`, 'x');
    await mkdir(obstacle, { recursive: true });
    const fleet = await fixture.start(
      { segment: { maxAgeMs: 3_600_000 } },
      { timing: { recoveryRetryMs: 50 } },
    );
    const load = fixture.load(fleet.url);
    await load.acknowledgements(20);
    await rm(join(obstacle, '..'), { recursive: true });
    await eventually('the old segment is sealed', async () => (await readdir(sealed)).length > 0);
    await load.acknowledgements(20);
    const { acknowledged } = await load.stop();
    await fleet.close();
    assertStored(await fixture.sealedIds(), [...acknowledged, 'old']);
    assert.equal((await readdir(sealed)).length, 2);
  });

  it('do not keep a start waiting when only their notes are left', async () => {
    const runDirectory = join(fixture.dataDir, 'run', 'collectors');
    await mkdir(runDirectory, { recursive: true });
    await writeFile(join(runDirectory, 'w1.a'), JSON.stringify({ pid: process.pid, supervisorPid: 1 }));
    await writeFile(join(runDirectory, 'w2.a'), '{"pid":');
    const fleet = await fixture.start();
    assert.equal(fleet.stats().serving, 1);
    assert.equal((await readdir(runDirectory)).length, 1);
  });

  it('keep a second supervisor out while theirs lives', async () => {
    await startSupervisor();
    await assert.rejects(
      fixture.start(),
      (error) => error instanceof CodedError && error.code === 'DATA_DIRECTORY_IN_USE',
    );
  });
});
