import { leavesOf } from '../spec/filter-node.ts';
import type { SegmentCondition } from './segment-condition.ts';
import type { SegmentSpec } from './segment-spec.ts';

/** A condition and its JSON pointer. */
export interface PlacedCondition {
  readonly condition: SegmentCondition;
  readonly place: string;
}

/** All conditions of a segment in order. */
export function conditionsOf({ criteria }: SegmentSpec): readonly PlacedCondition[] {
  return (criteria?.groups ?? []).flatMap(({ filters }, group) =>
    filters.flatMap(({ conditions }, filter) =>
      conditions.map((condition, index) => ({
        condition,
        place: `/criteria/groups/${group}/filters/${filter}/conditions/${index}`,
      })),
    ),
  );
}

/** Segments that a segment's conditions and event filters name, with where they do. */
export function namedSegments(
  spec: SegmentSpec,
): readonly { readonly segmentId: string; readonly place: string }[] {
  return conditionsOf(spec).flatMap(({ condition, place }) => {
    if (condition.type === 'inSegment')
      return [{ segmentId: condition.segmentId, place: `${place}/segmentId` }];
    if (condition.type === 'userAttribute') return [];
    const events = condition.type === 'userEvent' ? [condition.event] : condition.events;
    return events.flatMap(({ filter }, index) => {
      const at = condition.type === 'userEvent' ? `${place}/event/filter` : `${place}/events/${index}/filter`;
      const leaves = filter === undefined ? [] : leavesOf(filter);
      const ids = leaves.flatMap((leaf) => ('segment' in leaf ? leaf.segment : []));
      return ids.map((segmentId) => ({ segmentId, place: at }));
    });
  });
}
