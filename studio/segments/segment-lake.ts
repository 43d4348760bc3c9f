import { asCodedError, type Logger } from '@millstream/core';
import type { SegmentKey, Warehouse } from '@millstream/modeling';
import { removeSegmentMembers, writeSegmentMembers } from '../engines/trino/segment-member-files.ts';
import { readMembers } from './compute-segment.ts';

/** What the copies are made from and where. */
export interface SegmentLakeOptions {
  readonly warehouse: Pick<Warehouse, 'query'>;
  readonly lakeDir: string;
  readonly logger: Logger;
}

/** Copies of the members in the lake, for engines that read it. */
export interface SegmentLake {
  /** Copies a segment's members now. What fails is logged and tried again by `catchUp`: the warehouse's are in use. */
  write(segment: SegmentKey): Promise<void>;
  /** Has `catchUp` copy these. */
  markStale(segments: readonly SegmentKey[]): void;
  /** Tries the copies that failed again. @throws CodedError of the first that fails again */
  catchUp(): Promise<void>;
}

const keyOf = ({ appId, segmentId }: SegmentKey) => JSON.stringify([appId, segmentId]);

/** Copies in the lake of a warehouse. One at a time, so that the newest members are written last. */
export function createSegmentLake({ warehouse, lakeDir, logger }: SegmentLakeOptions): SegmentLake {
  const stale = new Map<string, SegmentKey>();
  let turn: Promise<void> = Promise.resolve();

  async function copy(segment: SegmentKey): Promise<void> {
    const file = { lakeDir, ...segment };
    const key = keyOf(segment);
    stale.set(key, segment);
    const count = await writeSegmentMembers(file, readMembers(warehouse, segment));
    if (count === 0) await removeSegmentMembers(file);
    stale.delete(key);
  }

  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  };

  return {
    write: (segment) =>
      inTurn(() =>
        copy(segment).catch((error: unknown) => {
          const { code, message, cause } = asCodedError(error);
          logger.error({ code, segment: segment.segmentId, cause: String(cause ?? '') }, message);
        }),
      ),
    markStale(segments) {
      for (const { appId, segmentId } of segments)
        stale.set(keyOf({ appId, segmentId }), { appId, segmentId });
    },
    catchUp: () =>
      inTurn(async () => {
        for (const segment of [...stale.values()]) await copy(segment);
      }),
  };
}
