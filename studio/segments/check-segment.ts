import { CodedError } from '@millstream/core';
import { namedSegments } from './named-segments.ts';
import { endOfMoment } from './segment-range.ts';
import { parseSegmentSpec, type SegmentSpec } from './segment-spec.ts';
import type { SavedSegment } from './segment-store.ts';

/** What a segment is judged by when it is saved. */
export interface SegmentCheck {
  /** Its id; null when it is new. */
  readonly segmentId: string | null;
  /** Segments of the app. */
  readonly saved: readonly Pick<SavedSegment, 'segmentId' | 'name' | 'spec'>[];
  readonly timeZone: string;
  readonly nowMs: number;
}

/**
 * Checks what a segment says about its surroundings: an automatic refresh ends in the future, named segments exist, and none
 * of them is made from this one. @throws CodedError SEGMENT_INVALID, SEGMENT_UNKNOWN, SEGMENT_CYCLE
 */
export function checkSegment(spec: SegmentSpec, check: SegmentCheck): void {
  const { refresh, expireAt } = spec;
  if (refresh.type !== 'manual' && expireAt !== undefined) {
    if (endOfMoment(expireAt, check.timeZone) <= check.nowMs)
      throw new CodedError('SEGMENT_INVALID', { problems: '/expireAt: the end lies in the past' });
  }
  const saved = new Map(check.saved.map((segment) => [segment.segmentId, segment]));
  for (const { segmentId, place } of namedSegments(spec)) {
    if (segmentId !== check.segmentId && !saved.has(segmentId))
      throw new CodedError('SEGMENT_UNKNOWN', { place, segmentId });
    if (check.segmentId === null) continue;
    const way = wayTo(check.segmentId, segmentId, saved);
    if (way !== null) throw new CodedError('SEGMENT_CYCLE', { place, way: [spec.name, ...way].join(' → ') });
  }
}

/** Names of the segments from one to the wanted one, by what they are made from; null when it is never reached. */
function wayTo(
  wantedId: string,
  startId: string,
  saved: ReadonlyMap<string, Pick<SavedSegment, 'segmentId' | 'name' | 'spec'>>,
): readonly string[] | null {
  const seen = new Set<string>();
  const follow = (id: string): readonly string[] | null => {
    const segment = saved.get(id);
    const name = segment?.name ?? id;
    if (id === wantedId) return [name];
    if (seen.has(id) || segment === undefined) return null;
    seen.add(id);
    for (const next of namedSegments(parseSegmentSpec(segment.spec))) {
      const rest = follow(next.segmentId);
      if (rest !== null) return [name, ...rest];
    }
    return null;
  };
  return follow(startId);
}
