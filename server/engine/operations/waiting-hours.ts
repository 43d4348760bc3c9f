import { readdir } from 'node:fs/promises';
import { parseSegmentName, type StoreLayout } from '@millstream/core';
import type { Warehouse } from '@millstream/modeling';

const hourMs = 3_600_000;

/** Accepted requests that are not in the ledger yet, by the hour of their segment's first one. */
export interface WaitingHour {
  readonly hourMs: number;
  readonly requests: number;
}

/** What is on its way in a project. */
export interface Waiting {
  readonly hours: readonly WaitingHour[];
  /** Segments that collector workers still write. */
  readonly openSegments: number;
  /** Arrival of the first request that waits; null when none does. */
  readonly oldestMs: number | null;
}

/** Looks what was collected and is not committed. */
export async function waitingHours(
  layout: StoreLayout,
  warehouse: Pick<Warehouse, 'doneFiles'>,
): Promise<Waiting> {
  const open = (await readdir(layout.wal).catch(() => [])).filter((name) => name.endsWith('.open'));
  const names = (await readdir(layout.sealed).catch(() => [])).filter(
    (name) => parseSegmentName(name) !== null,
  );
  const done = names.length === 0 ? new Set<string>() : await warehouse.doneFiles(names);
  const hours = new Map<number, number>();
  let oldestMs: number | null = null;
  for (const name of names.filter((candidate) => !done.has(candidate))) {
    const segment = parseSegmentName(name);
    if (segment === null) continue;
    const hour = segment.firstMs - (segment.firstMs % hourMs);
    hours.set(hour, (hours.get(hour) ?? 0) + segment.records);
    oldestMs = Math.min(oldestMs ?? segment.firstMs, segment.firstMs);
  }
  return {
    hours: [...hours].sort(([a], [b]) => a - b).map(([hour, requests]) => ({ hourMs: hour, requests })),
    openSegments: open.length,
    oldestMs,
  };
}
