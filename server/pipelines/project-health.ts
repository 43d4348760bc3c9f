import { readdir, statfs } from 'node:fs/promises';
import type { App } from '@millstream/console';
import { asCodedError, type Clock, parseSegmentName } from '@millstream/core';
import type { LedgerReport, WarehouseStatus } from '@millstream/modeling';
import { askEngine } from '../supervisor/ask-engine.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import { dayStartMs } from './day-start.ts';
import type { PipelineView } from './pipeline-view.ts';
import type { ProjectRuntime } from './project-runtime.ts';
import { acceptedRequests, type RequestRate } from './request-rate.ts';

/** One stage of the strip on the project's home. */
export interface StageHealth {
  readonly stage: 'collector' | 'processing' | 'warehouse' | 'lake' | 'studio';
  /** `off`: switched off or paused by a person. */
  readonly state: 'ok' | 'waiting' | 'failed' | 'off';
  /** What it shows: requests a second, lag, events, time of the last export. */
  readonly value: number | null;
  /** What is wrong; null when nothing is. */
  readonly problem: { readonly code: string; readonly message: string } | null;
}

/** What the home shows of one app. */
export interface AppHealth {
  readonly appId: string;
  readonly eventsToday: number;
  /** Until the same time of the day. */
  readonly eventsYesterday: number;
  /** Events of the last 24 hours by hour, oldest first. */
  readonly hours: readonly number[];
  /** Start of the newest hour with events of the last two days; null without any. */
  readonly lastHourMs: number | null;
}

/** How a project does at this moment. */
export interface ProjectHealth {
  readonly checkedAtMs: number;
  readonly pipeline: Pick<PipelineView, 'state' | 'failure' | 'endpoint'>;
  readonly stages: readonly StageHealth[];
  readonly apps: readonly AppHealth[];
  readonly tiles: {
    readonly eventsToday: number | null;
    readonly eventsYesterday: number | null;
    readonly usersLast5Minutes: number | null;
    /** Everything received before this is in the numbers. */
    readonly dataToMs: number | null;
    /** Both balances of the last two days; null when the ledger could not be read. */
    readonly isBalanced: boolean | null;
    readonly disk: { readonly usedPercent: number; readonly freeBytes: number };
  };
}

/** What health is read with. */
export interface HealthParts {
  readonly supervisor: Supervisor;
  readonly rate: RequestRate;
  readonly clock: Clock;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

interface EngineStatus {
  readonly job: {
    readonly ready: number;
    readonly claimed: number;
    readonly retrying: number;
    readonly parked: number;
    readonly lastError: string | null;
  };
  readonly warehouse: WarehouseStatus;
}

/** Asks the engine; null when it does not answer in time. */
async function asked<T>(runtime: ProjectRuntime | null, path: string): Promise<T | null> {
  if (runtime === null || runtime.engine === null) return null;
  try {
    const answer: unknown = JSON.parse(await askEngine(runtime.engineSocket, path));
    return typeof answer === 'object' && answer !== null && !('error' in answer) ? (answer as T) : null;
  } catch {
    return null;
  }
}

/** Arrival of the oldest record that waits to be processed; null when none does. */
async function oldestWaitingMs({ layout }: ProjectRuntime): Promise<number | null> {
  const names = await readdir(layout.sealed).catch(() => []);
  const times = names.flatMap((name) => parseSegmentName(name)?.firstMs ?? []);
  return times.length === 0 ? null : Math.min(...times);
}

/** Looks at every stage of a project. Parts that do not answer leave their places empty. */
export async function readProjectHealth(projectId: string, parts: HealthParts): Promise<ProjectHealth> {
  const { supervisor, clock } = parts;
  const now = clock.now();
  const runtime = supervisor.runtimeOf(projectId);
  const since = `since=${now - 2 * dayMs - hourMs}`;
  const [view, status, ledger, waitingMs, disk, apps] = await Promise.all([
    supervisor.pipelines.view(projectId),
    asked<EngineStatus>(runtime, '/status'),
    asked<LedgerReport>(runtime, `/ledger?${since}&limit=100000`),
    runtime === null ? null : oldestWaitingMs(runtime),
    statfs(supervisor.dataDir),
    supervisor.apps(),
  ]);
  const own = apps.filter((app) => app.projectId === projectId);
  const ofApps = own.map((app) => appHealth(app, ledger, now));
  const sum = (pick: (app: AppHealth) => number) =>
    ledger === null ? null : ofApps.reduce((total, app) => total + pick(app), 0);
  const { state, failure, endpoint } = view;
  return {
    checkedAtMs: now,
    pipeline: { state, failure, endpoint },
    stages: await stagesOf({
      ...parts,
      runtime,
      view,
      status,
      lagMs: waitingMs === null ? 0 : now - waitingMs,
    }),
    apps: ofApps,
    tiles: {
      eventsToday: sum(({ eventsToday }) => eventsToday),
      eventsYesterday: sum(({ eventsYesterday }) => eventsYesterday),
      usersLast5Minutes: await recentUsers(runtime, own, now),
      dataToMs: status === null ? null : (waitingMs ?? now),
      isBalanced: ledger?.balanced ?? null,
      disk: {
        usedPercent: Math.round((1 - disk.bavail / disk.blocks) * 1000) / 10,
        freeBytes: disk.bavail * disk.bsize,
      },
    },
  };
}

/** Hours of the ledger are those of arrival; a day is the app's own. */
function appHealth({ appId, timeZone }: App, ledger: LedgerReport | null, now: number): AppHealth {
  const today = dayStartMs(now, timeZone);
  const yesterday = dayStartMs(today - hourMs, timeZone);
  const hours = Array.from({ length: 24 }, () => 0);
  const thisHour = Math.floor(now / hourMs) * hourMs;
  let [eventsToday, eventsYesterday, lastHourMs] = [0, 0, null as number | null];
  for (const { app, hourMs: hour, human, bot } of ledger?.rows ?? []) {
    if (app !== appId) continue;
    const events = human + bot;
    if (hour >= today) eventsToday += events;
    else if (hour >= yesterday && hour < yesterday + (now - today)) eventsYesterday += events;
    const index = 23 - Math.round((thisHour - hour) / hourMs);
    if (index >= 0 && index < 24) hours[index] = (hours[index] ?? 0) + events;
    if (events > 0 && (lastHourMs === null || hour > lastHourMs)) lastHourMs = hour;
  }
  return { appId, eventsToday, eventsYesterday, hours, lastHourMs };
}

/** Users of the last five minutes in all apps together. */
async function recentUsers(
  runtime: ProjectRuntime | null,
  apps: readonly App[],
  now: number,
): Promise<number | null> {
  if (runtime === null || apps.length === 0) return null;
  const path = `/users/recent?sinceMs=${now - 300_000}`;
  const found = await asked<{ readonly users: number }>(runtime, path);
  return found?.users ?? null;
}

interface StageParts extends HealthParts {
  readonly runtime: ProjectRuntime | null;
  readonly view: PipelineView;
  readonly status: EngineStatus | null;
  readonly lagMs: number;
}

async function stagesOf(parts: StageParts): Promise<StageHealth[]> {
  const { supervisor, view, status } = parts;
  const { projectId } = view;
  const flushes = await supervisor.store.runs.list(projectId, {
    kinds: ['lake flush'],
    states: ['Succeeded'],
    pageNumber: 1,
    pageSize: 1,
  });
  const absent = { code: 'ENGINE_UNAVAILABLE', message: asCodedError(null, 'ENGINE_UNAVAILABLE').message };
  const isOn = view.spec?.reporting.studio ?? false;
  const engineState = status === null ? 'failed' : 'ok';
  const problem = status === null ? absent : null;
  const events = status?.warehouse.rows.event_v2 ?? null;
  const flushedAtMs = flushes.items[0]?.endedAtMs ?? null;
  return [
    await collectorStage(parts),
    processingStage(parts),
    { stage: 'warehouse', state: engineState, value: events, problem },
    { stage: 'lake', state: flushedAtMs === null ? 'waiting' : 'ok', value: flushedAtMs, problem: null },
    { stage: 'studio', state: isOn ? engineState : 'off', value: null, problem: isOn ? problem : null },
  ];
}

async function collectorStage({ runtime, view, rate, clock }: StageParts): Promise<StageHealth> {
  const stage = 'collector';
  const fleet = runtime?.fleet ?? null;
  if (fleet === null || fleet.stats().serving === 0) {
    const { failure } = view;
    return { stage, state: 'failed', value: null, problem: failure };
  }
  const text = await fleet.metrics();
  const value = rate.see(view.projectId, acceptedRequests(text), clock.monotonic());
  return { stage, state: 'ok', value, problem: null };
}

function processingStage({ view, status, lagMs }: StageParts): StageHealth {
  const stage = 'processing';
  if (view.state === 'Paused' || view.spec?.processing.enabled === false)
    return { stage, state: 'off', value: lagMs, problem: null };
  if (status === null) {
    const message = asCodedError(null, 'ENGINE_UNAVAILABLE').message;
    return { stage, state: 'failed', value: lagMs, problem: { code: 'ENGINE_UNAVAILABLE', message } };
  }
  const { lastError, parked, retrying } = status.job;
  if (lastError === null || parked + retrying === 0)
    return { stage, state: 'ok', value: lagMs, problem: null };
  const [code = 'INTERNAL', ...words] = lastError.split(': ');
  return { stage, state: 'failed', value: lagMs, problem: { code, message: words.join(': ') } };
}
