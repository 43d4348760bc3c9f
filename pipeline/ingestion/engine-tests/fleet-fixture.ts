import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type AppId,
  isAppId,
  isProjectId,
  type Logger,
  parseSegmentName,
  type StoreLayout,
  silentLogger,
  storeLayout,
  systemClock,
} from '@millstream/core';
import type { z } from 'zod';
import { type Fleet, startFleet } from '../fleet/fleet.ts';
import type { FleetOptions } from '../fleet/fleet-options.ts';
import type { CollectorRules } from '../http/collector-rules.ts';
import { ingestionSettingsSchema } from '../settings/ingestion-settings.ts';
import { type LoadOptions, type SendingLoad, startLoad } from './sending-load.ts';

const patienceMs = 60_000;
const checkMs = 10;

/** Settings as a user may write them. */
export type SettingsInput = z.input<typeof ingestionSettingsSchema>;

/** A data directory for a fleet and what is needed to look into it. */
export interface FleetFixture {
  readonly dataDir: string;
  readonly layout: StoreLayout;
  /** Segments that were announced. */
  readonly sealed: string[];
  readonly logLines: { message: string; fields: object }[];
  rules(settings?: SettingsInput, apps?: readonly string[]): CollectorRules;
  start(settings?: SettingsInput, options?: Partial<FleetOptions>): Promise<Fleet>;
  /** Starts a load that ends, at the latest, with the fixture. */
  load(url: string, options?: LoadOptions): SendingLoad;
  /** Request ids of all sealed records; fails when a file does not hold what its name says, or something stayed open. */
  sealedIds(): Promise<string[]>;
  remove(): Promise<void>;
}

/** Makes an empty data directory. */
export async function createFleetFixture(): Promise<FleetFixture> {
  const dataDir = await mkdtemp(join(tmpdir(), 'fleet-'));
  const projectId = 'shop';
  assert.ok(isProjectId(projectId));
  const layout = storeLayout(dataDir, projectId);
  const sealed: string[] = [];
  const logLines: { message: string; fields: object }[] = [];
  const note = (fields: object, message: string) => logLines.push({ fields, message });
  const logger: Logger = { ...silentLogger, info: note, warn: note, error: note };
  const fleets: Fleet[] = [];
  const loads: SendingLoad[] = [];
  const rules = (settings: SettingsInput = {}, apps: readonly string[] = ['web']): CollectorRules => ({
    projects: [
      {
        projectId,
        layout,
        devMode: false,
        apps: apps.map((appId) => ({ appId: asAppId(appId), strictIntegrity: false })),
      },
    ],
    settings: ingestionSettingsSchema.parse({ port: 0, ...settings }),
  });
  return {
    dataDir,
    layout,
    sealed,
    logLines,
    rules,
    async start(settings, options = {}) {
      const fleet = await startFleet({
        rules: rules(settings),
        dataDir,
        clock: systemClock,
        logger,
        onSealed: (_projectId, fileName) => sealed.push(fileName),
        ...options,
      });
      fleets.push(fleet);
      return fleet;
    },
    load(url, options) {
      const load = startLoad(url, options);
      loads.push(load);
      return load;
    },
    sealedIds: () => readSealedIds(layout),
    async remove() {
      await Promise.all(loads.map((load) => load.stop()));
      await Promise.all(fleets.map((fleet) => fleet.close()));
      await rm(dataDir, { recursive: true });
    },
  };
}

/** Waits until `condition` holds. */
export async function eventually(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpMs = performance.now() + patienceMs;
  while (!(await condition())) {
    if (performance.now() > giveUpMs) throw new Error(`never: ${what}`);
    await pause(checkMs);
  }
}

/** Whether a new connection to the address is accepted. */
export function isAccepting(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    const end = (isOpen: boolean) => () => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once('connect', end(true));
    socket.once('error', end(false));
  });
}

/** Whether a process with this number runs; one that ended and was not collected by its parent yet does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch (error) {
    return (
      process.platform !== 'linux' && error instanceof Error && 'syscall' in error && error.syscall === 'open'
    );
  }
}

function asAppId(text: string): AppId {
  assert.ok(isAppId(text));
  return text;
}

async function readSealedIds(layout: StoreLayout): Promise<string[]> {
  const open = await readdir(layout.wal).catch(() => []);
  assert.deepEqual(open, []);
  const ids: string[] = [];
  for (const name of await readdir(layout.sealed)) {
    const text = await readFile(join(layout.sealed, name), 'utf8');
    const lines = text.split('\n').slice(0, -1);
    assert.equal(lines.length, parseSegmentName(name)?.records, name);
    for (const line of lines) {
      const record: unknown = JSON.parse(line);
      assert.ok(typeof record === 'object' && record !== null && 'rid' in record);
      ids.push(String(record.rid));
    }
  }
  return ids;
}

/** Asserts that every acknowledged id was stored, and each stored id once. */
export function assertStored(stored: readonly string[], acknowledged: readonly string[]): void {
  const known = new Set(stored);
  assert.equal(known.size, stored.length, 'an id was stored twice');
  assert.deepEqual(
    acknowledged.filter((id) => !known.has(id)),
    [],
  );
}
