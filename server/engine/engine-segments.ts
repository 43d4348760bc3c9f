import { isDeepStrictEqual } from 'node:util';
import type { Clock, Logger } from '@millstream/core';
import type { Warehouse } from '@millstream/modeling';
import {
  createKnownFields,
  createSegmentDesk,
  createSegmentLake,
  type SegmentDesk,
  type SegmentLake,
  type SegmentNames,
  withSegmentNames,
} from '@millstream/studio';
import type { EngineApp, EngineSegment } from './engine-messages.ts';

/** What the engine's segments work on. */
export interface EngineSegmentsOptions {
  readonly warehouse: Warehouse;
  readonly lakeDir: string;
  readonly projectId: string;
  readonly apps: () => readonly EngineApp[];
  readonly clock: Clock;
  readonly logger: Logger;
  /** Members changed. */
  readonly onChange: () => void;
}

/** Segments in the engine: their names, their members, the members' copies in the lake. */
export interface EngineSegments {
  readonly desk: SegmentDesk;
  readonly lake: SegmentLake;
  readonly nameOf: SegmentNames;
  /** Takes over what the supervisor tells of the segments that stand. */
  set(segments: readonly EngineSegment[]): void;
}

/** Opens the segments; the copies of those that stand are written again at the first flush. */
export function createEngineSegments(
  options: EngineSegmentsOptions,
  first: readonly EngineSegment[],
): EngineSegments {
  const { warehouse, lakeDir, projectId, apps, clock, logger, onChange } = options;
  let names = namesOf(first);
  const nameOf: SegmentNames = (appId, segmentId) => names.get(keyOf(appId, segmentId));
  const lake = createSegmentLake({ warehouse, lakeDir, logger });
  // A copy may have failed before the engine went down.
  lake.markStale(first);
  const desk = createSegmentDesk({
    warehouse,
    lake,
    appOf(appId) {
      const app = apps().find((entry) => entry.appId === appId);
      return app === undefined ? undefined : { ...app, projectId };
    },
    knownNames: withSegmentNames(createKnownFields(warehouse, clock), nameOf),
    clock,
    onChange,
  });
  return {
    desk,
    lake,
    nameOf,
    set(segments) {
      const next = namesOf(segments);
      // Trials and refreshes tell the segments as well: kept answers are stale only when a name is another one.
      if (isDeepStrictEqual(next, names)) return;
      names = next;
      onChange();
    },
  };
}

const keyOf = (appId: string, segmentId: string) => JSON.stringify([appId, segmentId]);

function namesOf(segments: readonly EngineSegment[]): ReadonlyMap<string, string> {
  return new Map(segments.map(({ appId, segmentId, name }) => [keyOf(appId, segmentId), name]));
}
