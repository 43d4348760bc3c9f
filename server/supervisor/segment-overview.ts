import { asCodedError, type Clock } from '@millstream/core';
import { type SavedSegment, type SegmentRun, type SegmentStore, upcomingRuns } from '@millstream/studio';

/** What a list shows of a segment. */
export interface SegmentOverview {
  readonly id: string;
  readonly appId: string;
  readonly projectId: string;
  readonly name: string;
  readonly version: number;
  readonly updatedBy: string;
  readonly updatedAtMs: number;
  /** The run whose members are in use, without its sample; null before the first. */
  readonly inUse: RunSummary | null;
  /** The newest run of all. */
  readonly latest: RunSummary | null;
  /** The next three runs of its schedule, epoch ms; none when the definition cannot be read. */
  readonly nextRunsMs: readonly number[];
  /** Why this version cannot read the definition; null when it can. */
  readonly problem: { readonly code: string; readonly message: string } | null;
  /** Users of the completed ones among the last 30 runs, oldest first. */
  readonly trend: readonly { readonly atMs: number; readonly users: number; readonly totalUsers: number }[];
}

/** A run without its sample. */
export interface RunSummary extends Omit<SegmentRun, 'outcome'> {
  readonly users: number | null;
  readonly userKeys: number | null;
  readonly totalUsers: number | null;
  /** Users of all users, 0 to 100; null without any. */
  readonly percent: number | null;
}

/** A run as lists show it. */
export function summaryOf({ outcome, ...run }: SegmentRun): RunSummary {
  if (outcome === null) return { ...run, users: null, userKeys: null, totalUsers: null, percent: null };
  const { segmentUsers, segmentUserKeys, totalUsers } = outcome;
  const percent = totalUsers === 0 ? null : Math.round((segmentUsers / totalUsers) * 10_000) / 100;
  return { ...run, users: segmentUsers, userKeys: segmentUserKeys, totalUsers, percent };
}

/** What an overview is made from. */
export interface OverviewParts {
  readonly store: Pick<SegmentStore, 'runs' | 'lastCompleted'>;
  readonly timeZoneOf: (appId: string) => Promise<string | null>;
  readonly clock: Clock;
}

/** A segment with its runs and schedule. */
export async function overviewOf(segment: SavedSegment, parts: OverviewParts): Promise<SegmentOverview> {
  const { segmentId, appId, projectId, name, version, updatedBy, updatedAtMs } = segment;
  const [runs, inUse, timeZone] = await Promise.all([
    parts.store.runs(appId, segmentId),
    parts.store.lastCompleted(appId, segmentId),
    parts.timeZoneOf(appId),
  ]);
  const [latest] = runs;
  return {
    id: segmentId,
    appId,
    projectId,
    name,
    version,
    updatedBy,
    updatedAtMs,
    inUse: inUse === null ? null : summaryOf(inUse),
    latest: latest === undefined ? null : summaryOf(latest),
    ...scheduleOf(segment, timeZone, parts.clock.now()),
    trend: runs
      .toReversed()
      .flatMap(({ startedAtMs, outcome }) =>
        outcome === null
          ? []
          : [{ atMs: startedAtMs, users: outcome.segmentUsers, totalUsers: outcome.totalUsers }],
      ),
  };
}

function scheduleOf(
  segment: SavedSegment,
  timeZone: string | null,
  afterMs: number,
): Pick<SegmentOverview, 'nextRunsMs' | 'problem'> {
  if (timeZone === null) return { nextRunsMs: [], problem: null };
  try {
    return { nextRunsMs: upcomingRuns(segment, { timeZone, afterMs }), problem: null };
  } catch (error) {
    const { code, message } = asCodedError(error);
    return { nextRunsMs: [], problem: { code, message } };
  }
}
