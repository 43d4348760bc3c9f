import { lstat, readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { MetricHistory } from '@millstream/console';
import type { StoreLayout } from '@millstream/core';

/** Bytes of a folder's files; 0 when there is none. A file that goes meanwhile is not counted. */
export async function folderBytes(path: string): Promise<number> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => []);
  let bytes = 0;
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    bytes += (await lstat(join(entry.parentPath, entry.name)).catch(() => null))?.size ?? 0;
  }
  return bytes;
}

const fileBytes = async (path: string) => (await stat(path).catch(() => null))?.size ?? 0;

/** Sizes of a project's data by kind, bytes. */
export interface ProjectStorage {
  readonly raw: number;
  /** Collected and not compressed yet. */
  readonly waiting: number;
  readonly warehouse: number;
  readonly lake: number;
  readonly logs: number;
}

/** Measures a project. */
export async function projectStorage(layout: StoreLayout): Promise<ProjectStorage> {
  const [raw, wal, sealed, database, log, lake, logs] = await Promise.all([
    folderBytes(layout.buffer),
    folderBytes(layout.wal),
    folderBytes(layout.sealed),
    fileBytes(layout.warehouse),
    fileBytes(`${layout.warehouse}.wal`),
    folderBytes(layout.lake),
    folderBytes(layout.accessLog),
  ]);
  return { raw, waiting: wal + sealed, warehouse: database + log, lake, logs };
}

/** Disk under the data directory. */
export interface DiskSpace {
  readonly totalBytes: number;
  readonly freeBytes: number;
}

/** Asks the file system. */
export async function diskSpace(path: string): Promise<DiskSpace> {
  const { blocks, bavail, bsize } = await statfs(path);
  return { totalBytes: blocks * bsize, freeBytes: bavail * bsize };
}

/** What the growth of the last days means for the disk. */
export interface StorageForecast {
  /** Bytes a day, over the measured time; null while less than an hour was measured. */
  readonly bytesPerDay: number | null;
  readonly measuredDays: number;
  /** When the disk will be full, epoch ms; null when it does not fill within ten years or nothing is known. */
  readonly fullAtMs: number | null;
}

const dayMs = 86_400_000;
const leastMs = 3_600_000;
const farthestMs = 3_650 * dayMs;

/** How fast a project grows. */
export type StorageGrowth = Pick<StorageForecast, 'bytesPerDay' | 'measuredDays'>;

/** Draws the line through the sizes of the last 14 days. */
export async function growth(
  history: Pick<MetricHistory, 'points'>,
  projectId: string,
  nowMs: number,
): Promise<StorageGrowth> {
  const range = { fromMs: nowMs - 14 * dayMs, untilMs: nowMs + 1 };
  const points = await history.points(projectId, 'data_bytes', range);
  const [first, last] = [points[0], points.at(-1)];
  const measuredMs = first === undefined || last === undefined ? 0 : last.at - first.at;
  const measuredDays = measuredMs / dayMs;
  if (measuredMs < leastMs) return { bytesPerDay: null, measuredDays };
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanAt, meanBytes] = [mean(points.map(({ at }) => at)), mean(points.map(({ value }) => value))];
  const covariance = points.reduce((sum, { at, value }) => sum + (at - meanAt) * (value - meanBytes), 0);
  const variance = points.reduce((sum, { at }) => sum + (at - meanAt) ** 2, 0);
  return { bytesPerDay: variance === 0 ? 0 : (covariance / variance) * dayMs, measuredDays };
}

/** When growth fills what is free, epoch ms; null when that is not within ten years. */
export function fullAt(
  bytesPerDay: number,
  now: { readonly ms: number; readonly freeBytes: number },
): number | null {
  const untilFullMs = bytesPerDay <= 0 ? Number.POSITIVE_INFINITY : (now.freeBytes / bytesPerDay) * dayMs;
  return untilFullMs > farthestMs ? null : Math.round(now.ms + untilFullMs);
}

/** What the growth of a project alone means for the disk. */
export async function forecast(
  history: Pick<MetricHistory, 'points'>,
  projectId: string,
  now: { readonly ms: number; readonly freeBytes: number },
): Promise<StorageForecast> {
  const grown = await growth(history, projectId, now.ms);
  const { bytesPerDay } = grown;
  return { ...grown, fullAtMs: bytesPerDay === null ? null : fullAt(bytesPerDay, now) };
}
