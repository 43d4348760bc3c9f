import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { CodedError } from '@millstream/core';
import type { Fleet } from '../fleet/fleet.ts';
import type { WorkerLoad } from '../fleet/worker-messages.ts';
import {
  assertStored,
  createFleetFixture,
  eventually,
  type FleetFixture,
  isAccepting,
  isAlive,
} from './fleet-fixture.ts';

const quick = { sampleMs: 50, averageMs: 100, idleGraceMs: 2000, stopGraceMs: 200, overlapMs: 5000 };

/** A busy machine makes event loops late, which would let a fleet grow by itself. */
const calm = (measured: WorkerLoad): WorkerLoad => ({ ...measured, cpuPercent: 1, eventLoopDelayP99Ms: 0 });

describe('fleet of collector workers', { timeout: 300_000 }, () => {
  let fixture: FleetFixture;
  beforeEach(async () => {
    fixture = await createFleetFixture();
  });
  afterEach(() => fixture.remove());

  async function collect(url: string, path = '/collect?appId=web'): Promise<number> {
    const response = await fetch(`${url}${path}`, { method: 'POST', body: '[{}]', redirect: 'manual' });
    await response.arrayBuffer();
    return response.status;
  }
  const pids = (fleet: Fleet, state: string): number[] =>
    fleet
      .stats()
      .workers.filter((worker) => worker.state === state)
      .map(({ pid }) => pid);

  it('stores every acknowledged request once while workers are killed under load', async () => {
    const fleet = await fixture.start({ workers: { min: 2, max: 2 } }, { timing: quick });
    const load = fixture.load(fleet.url);
    for (let kill = 0; kill < 3; kill++) {
      await load.acknowledgements(300);
      const [victim = 0] = pids(fleet, 'serving');
      process.kill(victim, 'SIGKILL');
      await eventually('the killed worker is replaced', () => {
        const serving = pids(fleet, 'serving');
        return serving.length === 2 && !serving.includes(victim);
      });
    }
    await load.acknowledgements(300);
    const { acknowledged } = await load.stop();
    await fleet.close();
    assertStored(await fixture.sealedIds(), acknowledged);
    assert.deepEqual((await readdir(fixture.layout.sealed)).sort(), [...new Set(fixture.sealed)].sort());
    assert.ok(fixture.logLines.some(({ message }) => message === 'a segment of a dead worker was recovered'));
  });

  it('lets connections wait while its only worker is dead', async () => {
    const fleet = await fixture.start({ workers: { min: 1, max: 1 } });
    const [victim = 0] = pids(fleet, 'serving');
    process.kill(victim, 'SIGKILL');
    await eventually('the worker is dead', () => !isAlive(victim));
    assert.equal(await collect(fleet.url), 200);
  });

  it('promotes a warm worker when a serving one dies, and makes another warm', async () => {
    const fleet = await fixture.start({ workers: { min: 1, max: 2, warm: 1 } }, { judgeLoad: calm });
    await eventually('one worker is warm', () => fleet.stats().warm === 1);
    const [warm] = pids(fleet, 'warm');
    assert.deepEqual(await readdir(fixture.layout.wal), []);
    process.kill(pids(fleet, 'serving')[0] ?? 0, 'SIGKILL');
    await eventually('the warm worker serves', () => pids(fleet, 'serving').includes(warm ?? 0));
    await eventually('another worker is warm', () => fleet.stats().warm === 1);
    assert.equal(await collect(fleet.url), 200);
  });

  it('grows and shrinks by load one worker at a time, without a failed request', async () => {
    let cpuPercent = 90;
    const fleet = await fixture.start(
      { workers: { min: 1, max: 3, scaleOutCooldownMs: 0, scaleInCooldownMs: 0 } },
      {
        timing: quick,
        judgeLoad: (measured): WorkerLoad => ({ ...measured, cpuPercent, eventLoopDelayP99Ms: 0 }),
      },
    );
    const load = fixture.load(fleet.url);
    await eventually('three workers serve', () => fleet.stats().serving === 3);
    await load.acknowledgements(500);
    await eventually('clients found every worker', () =>
      fleet.stats().workers.every((worker) => (worker.load?.connections ?? 0) > 0),
    );
    cpuPercent = 1;
    await eventually('one worker serves and the others left', () => {
      const { serving, draining } = fleet.stats();
      return serving === 1 && draining === 0;
    });
    await load.acknowledgements(100);
    const { acknowledged, failures } = await load.stop();
    assert.deepEqual(failures, []);
    await fleet.close();
    assertStored(await fixture.sealedIds(), acknowledged);
    const steps = fixture.logLines.filter(
      ({ message }) => message === 'the number of collector workers changes',
    );
    assert.deepEqual(
      steps.map(({ fields }) => ('because' in fields ? fields.because : '')),
      ['cpu-above-target', 'cpu-above-target', 'cpu-far-below-target', 'cpu-far-below-target'],
    );
  });

  it('grows at once, without a cool-down, when an event loop is late', async () => {
    const fleet = await fixture.start(
      { workers: { min: 1, max: 2, warm: 1 } },
      { timing: quick, judgeLoad: (measured): WorkerLoad => ({ ...measured, eventLoopDelayP99Ms: 51 }) },
    );
    await eventually('two workers serve', () => fleet.stats().serving === 2);
    assert.ok(
      fixture.logLines.some(({ fields }) => 'because' in fields && fields.because === 'event-loop-late'),
    );
  });

  it('has new rules in force when the update resolves, under load and without a failed request', async () => {
    const fleet = await fixture.start({ workers: { min: 2, max: 2 } }, { timing: quick });
    const load = fixture.load(fleet.url);
    await load.acknowledgements(100);
    for (let round = 0; round < 10; round++) {
      const app = `app${round}`;
      assert.equal(await collect(fleet.url, `/collect?appId=${app}`), 403);
      await fleet.update(fixture.rules({ workers: { min: 2, max: 2 } }, ['web', app]));
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => collect(fleet.url, `/collect?appId=${app}`)),
      );
      assert.deepEqual(new Set(answers), new Set([200]));
    }
    const { failures } = await load.stop();
    assert.deepEqual(failures, []);
  });

  it('follows a changed number of workers', async () => {
    const fleet = await fixture.start({ workers: { min: 1, max: 1 } }, { timing: quick, judgeLoad: calm });
    await fleet.update(fixture.rules({ workers: { min: 2, max: 3, warm: 1 } }));
    await eventually(
      'two serve and one is warm',
      () => fleet.stats().serving === 2 && fleet.stats().warm === 1,
    );
    await fleet.update(fixture.rules({ workers: { min: 1, max: 1, warm: 0 } }));
    await eventually('one is left', () => fleet.stats().workers.length === 1);
    assert.equal(await collect(fleet.url), 200);
  });

  it('moves to another port without a failed request', async () => {
    const fleet = await fixture.start({}, { timing: quick });
    const before = fleet.url;
    const load = fixture.load(before);
    await load.acknowledgements(200);
    const free = await freePort();
    const moving = fleet.update(fixture.rules({ port: free }));
    await eventually('the new port serves', () => isAccepting(`http://127.0.0.1:${free}`));
    load.redirectTo(`http://127.0.0.1:${free}`);
    await moving;
    assert.equal(fleet.url, `http://127.0.0.1:${free}`);
    await load.acknowledgements(200);
    await eventually('the old address is given up', async () => !(await isAccepting(before)));
    const { acknowledged, failures } = await load.stop();
    assert.deepEqual(failures, []);
    await fleet.close();
    assertStored(await fixture.sealedIds(), acknowledged);
  });

  it('stays where it is when the new port is taken', async () => {
    const fleet = await fixture.start();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await assert.rejects(
      fleet.update(fixture.rules({ port })),
      (error) => error instanceof CodedError && error.code === 'PORT_UNAVAILABLE',
    );
    assert.equal(await collect(fleet.url), 200);
    other.close();
  });

  it('does not start on a port that is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await assert.rejects(
      fixture.start({ port }),
      (error) => error instanceof CodedError && error.code === 'PORT_UNAVAILABLE',
    );
    other.close();
  });

  it('gives up a start when its workers do nothing but die', async () => {
    await assert.rejects(fixture.start({}, { execArgv: ['--no-such-option'] }));
  });

  it('seals everything when it closes under load', async () => {
    const fleet = await fixture.start({ workers: { min: 2, max: 2 }, segment: { maxAgeMs: 3_600_000 } });
    const load = fixture.load(fleet.url);
    await load.acknowledgements(500);
    const workers = pids(fleet, 'serving');
    await fleet.close();
    const { acknowledged } = await load.stop();
    assertStored(await fixture.sealedIds(), acknowledged);
    assert.deepEqual(workers.filter(isAlive), []);
    assert.deepEqual(await readdir(join(fixture.dataDir, 'run', 'collectors')), []);
  });

  it('adds up the metrics of its workers, also of those that left', async () => {
    const fleet = await fixture.start({ workers: { min: 2, max: 2 } }, { timing: quick });
    const total = async (): Promise<number> => {
      const text = await fleet.metrics();
      return Number(/requests_total\{app="web",status="200"\} (\d+)/.exec(text)?.[1]);
    };
    for (let count = 0; count < 20; count++) await collect(fleet.url);
    assert.equal(await total(), 20);
    assert.match(await fleet.metrics(), /millstream_fleet_workers\{state="serving"\} 2/);
    await fleet.update(fixture.rules({ workers: { min: 1, max: 1 } }));
    await eventually('one is left', () => fleet.stats().workers.length === 1);
    assert.equal(await total(), 20);
  });

  async function freePort(): Promise<number> {
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    return port;
  }
});
