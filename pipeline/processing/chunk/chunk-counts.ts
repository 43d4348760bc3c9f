import type { ChunkCount } from '@millstream/core';

const hourMs = 3_600_000;

/** Counts of a chunk by file, app and hour of ingest. */
export interface ChunkCounts {
  /** The count to add to; made when first asked for. */
  of(file: number, appId: string, ingestMs: number): ChunkCount;
  all(): readonly ChunkCount[];
}

/** No counts yet. */
export function createChunkCounts(): ChunkCounts {
  const byPlace = new Map<string, ChunkCount>();
  // Neighbouring lines and events nearly always share a count.
  let last: ChunkCount | undefined;
  return {
    of(file, appId, ingestMs) {
      const hour = Math.floor(ingestMs / hourMs) * hourMs;
      if (last?.hour_ms === hour && last.app_id === appId && last.file === file) return last;
      const key = `${file} ${hour} ${appId}`;
      let count = byPlace.get(key);
      if (count === undefined) {
        count = {
          file,
          app_id: appId,
          hour_ms: hour,
          accepted: 0,
          decoded: 0,
          undecodable: 0,
          empty: 0,
          events: 0,
        };
        byPlace.set(key, count);
      }
      last = count;
      return count;
    },
    all: () => [...byPlace.values()],
  };
}
