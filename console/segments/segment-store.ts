import type { SavedSegment, SegmentSpec, SegmentStore } from '@millstream/studio';
import type { SavedObject } from '../saved/saved-object.ts';
import type { SavedObjects } from '../saved/saved-objects.ts';
import { createSegmentRuns, type SegmentRunsParts } from './segment-runs.ts';

/** The studio's store of segments and their runs, over saved objects. */
export function createSegmentStore(
  objects: SavedObjects<SegmentSpec>,
  parts: SegmentRunsParts,
): SegmentStore {
  return {
    ...createSegmentRuns(parts),
    async list(appId) {
      return (await objects.readAllKept(appId)).map(toSegment);
    },
    async read(appId, segmentId) {
      const object = await objects.read({ appId, id: segmentId });
      return object === null ? null : toSegment(object);
    },
    async create({ projectId, appId, spec, author }) {
      return toSegment(await objects.create({ projectId, appId, body: spec, author }));
    },
  };
}

function toSegment(object: SavedObject<unknown>): SavedSegment {
  const { id, body, kind: _, ...rest } = object;
  return { ...rest, segmentId: id, spec: body };
}
