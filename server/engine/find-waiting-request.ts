import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoreLayout } from '@millstream/core';
import { lineBlocks } from '@millstream/processing';

/** A request that was accepted and not processed yet. */
export interface WaitingRequest {
  readonly rid: string;
  readonly outcome: 'waiting';
  /** `collected`: in a segment that is still written; `sealed`: in one that waits for the job. */
  readonly stage: 'collected' | 'sealed';
  readonly file: string;
}

async function holds(path: string, needle: string): Promise<boolean> {
  for await (const block of lineBlocks(path, 0)) {
    if (Buffer.from(block.bytes.buffer).includes(needle)) return true;
  }
  return false;
}

/** Looks for a request in the segments that wait; null when none holds it. A segment may be taken away meanwhile. */
export async function findWaitingRequest(layout: StoreLayout, rid: string): Promise<WaitingRequest | null> {
  const needle = `"rid":${JSON.stringify(rid)}`;
  for (const [stage, folder] of [
    ['collected', layout.wal],
    ['sealed', layout.sealed],
  ] as const) {
    for (const file of await readdir(folder)) {
      const isThere = await holds(join(folder, file), needle).catch(() => false);
      if (isThere) return { rid, outcome: 'waiting', stage, file };
    }
  }
  return null;
}
