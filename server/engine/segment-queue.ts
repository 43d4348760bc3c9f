/** A sealed segment that waits for processing. */
export interface WaitingSegment {
  /** File name, the segment's unique key. */
  readonly name: string;
  readonly bytes: number;
}

/** Segments that are processed and committed together. */
export interface SegmentGroup {
  readonly segments: readonly WaitingSegment[];
  /** Failures so far. */
  readonly attempts: number;
  /** Monotonic ms before which it must not run again. */
  readonly notBefore: number;
}

/** What became of a failed group. */
export type FailureOutcome = 'retry' | 'split' | 'parked';

/** Limits of one group. */
export interface GroupLimits {
  readonly maxBytes: number;
  readonly maxSegments: number;
}

/**
 * The states of waiting segments: ready -> claimed -> done | failed(n). A failed group is tried again after growing
 * delays, then split in halves until the bad segment stands alone; that one is parked: tried again at a long interval
 * and never given up, since its requests were answered 200. Pure state: files and clocks are the caller's.
 */
export interface SegmentQueue {
  /** Adds segments not known yet. */
  offer(segments: readonly WaitingSegment[]): void;
  /** Claims the next group that may run; null when none may. Retries come before new segments. */
  claim(nowMs: number): SegmentGroup | null;
  /** Forgets a committed group. */
  done(group: SegmentGroup): void;
  failed(group: SegmentGroup, nowMs: number): FailureOutcome;
  /** Monotonic ms at which the next delayed group may run; null when none is delayed. */
  nextDue(): number | null;
  /** Segments by state, for people. */
  counts(): { ready: number; claimed: number; retrying: number; parked: number };
}

/** Creates an empty queue. `retryDelaysMs` are the delays after the first, second, … failure of a group. */
export function createSegmentQueue(options: {
  readonly limits: GroupLimits;
  readonly retryDelaysMs: readonly number[];
  readonly parkedRetryMs: number;
}): SegmentQueue {
  const known = new Set<string>();
  let ready: WaitingSegment[] = [];
  const claimed = new Set<SegmentGroup>();
  let delayed: SegmentGroup[] = [];

  function takeReady(): SegmentGroup | null {
    const segments: WaitingSegment[] = [];
    let bytes = 0;
    for (const segment of ready) {
      if (segments.length >= options.limits.maxSegments) break;
      if (segments.length > 0 && bytes + segment.bytes > options.limits.maxBytes) break;
      segments.push(segment);
      bytes += segment.bytes;
    }
    ready = ready.slice(segments.length);
    return segments.length > 0 ? { segments, attempts: 0, notBefore: 0 } : null;
  }

  const isParked = (group: SegmentGroup) =>
    group.segments.length === 1 && group.attempts > options.retryDelaysMs.length;

  return {
    offer(segments) {
      const fresh = segments.filter(({ name }) => !known.has(name));
      if (fresh.length === 0) return;
      for (const { name } of fresh) known.add(name);
      ready = [...ready, ...fresh].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    claim(nowMs) {
      const due = delayed.find(({ notBefore }) => notBefore <= nowMs);
      if (due) delayed = delayed.filter((group) => group !== due);
      const group = due ?? takeReady();
      if (group) claimed.add(group);
      return group;
    },
    done(group) {
      claimed.delete(group);
      for (const { name } of group.segments) known.delete(name);
    },
    failed(group, nowMs) {
      claimed.delete(group);
      const attempts = group.attempts + 1;
      const delay = options.retryDelaysMs[group.attempts];
      if (delay !== undefined) {
        delayed.push({ ...group, attempts, notBefore: nowMs + delay });
        return 'retry';
      }
      if (group.segments.length === 1) {
        delayed.push({ ...group, attempts, notBefore: nowMs + options.parkedRetryMs });
        return 'parked';
      }
      const middle = Math.ceil(group.segments.length / 2);
      // A half has used up its retries: it fails once and is split again, so the bad segment is found in log2(n) runs.
      for (const half of [group.segments.slice(0, middle), group.segments.slice(middle)]) {
        delayed.push({ segments: half, attempts: group.attempts, notBefore: nowMs });
      }
      return 'split';
    },
    nextDue() {
      return delayed.length === 0 ? null : Math.min(...delayed.map(({ notBefore }) => notBefore));
    },
    counts() {
      const size = (groups: Iterable<SegmentGroup>) =>
        [...groups].reduce((sum, { segments }) => sum + segments.length, 0);
      return {
        ready: ready.length,
        claimed: size(claimed),
        retrying: size(delayed.filter((group) => !isParked(group))),
        parked: size(delayed.filter(isParked)),
      };
    },
  };
}
