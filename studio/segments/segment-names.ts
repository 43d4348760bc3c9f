import type { KnownNames } from '../fields/known-names.ts';

/** Name of a segment of an app; undefined when there is none. */
export type SegmentNames = (appId: string, segmentId: string) => string | undefined;

/** Known names with those of segments, so that filters and breakdowns by segments that are gone are refused. */
export function withSegmentNames(
  knownNames: (appId: string) => Promise<KnownNames>,
  nameOf: SegmentNames | undefined,
): (appId: string) => Promise<KnownNames> {
  if (nameOf === undefined) return knownNames;
  return async (appId) => ({
    ...(await knownNames(appId)),
    segmentName: (segmentId) => nameOf(appId, segmentId),
  });
}
