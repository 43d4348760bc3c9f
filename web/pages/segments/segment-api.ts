import type { SegmentSpec } from '@millstream/studio/spec';
import { useApi } from '../../api/use-api.ts';
import { useScope } from '../../scope/scope.ts';

/** A run as lists show it. */
export interface SegmentRunEntry {
  readonly runId: string;
  readonly segmentVersion: number;
  readonly trigger: 'manual' | 'scheduled' | 'import';
  readonly status: 'Pending' | 'In Progress' | 'Completed' | 'Failed';
  readonly startedBy: string | null;
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
  readonly failure: { readonly code: string; readonly message: string } | null;
  readonly users: number | null;
  readonly userKeys: number | null;
  readonly totalUsers: number | null;
  /** 0 to 100. */
  readonly percent: number | null;
}

/** A segment as lists show it. */
export interface SegmentOverview {
  readonly id: string;
  readonly appId: string;
  readonly projectId: string;
  readonly name: string;
  readonly version: number;
  readonly updatedBy: string;
  readonly updatedAtMs: number;
  readonly inUse: SegmentRunEntry | null;
  readonly latest: SegmentRunEntry | null;
  readonly nextRunsMs: readonly number[];
  readonly problem: { readonly code: string; readonly message: string } | null;
  readonly trend: readonly { readonly atMs: number; readonly users: number; readonly totalUsers: number }[];
}

/** A segment with its definition. */
export interface SegmentDetail extends SegmentOverview {
  readonly spec: SegmentSpec;
}

/** What a trial or an import found. */
export interface SegmentOutcome {
  readonly segmentUsers: number;
  readonly segmentUserKeys: number;
  readonly totalUsers: number;
  readonly sample: readonly Readonly<Record<string, unknown>>[];
}

/** What a file of members amounts to. */
export interface ImportOutcome extends SegmentOutcome {
  readonly unmatched: readonly string[];
  readonly unmatchedCount: number;
}

/** A user of a segment: an object that names it. */
export interface SegmentUse {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
}

/** What uses a segment: `hiddenCount` counts what this person does not see. */
export interface SegmentUses {
  readonly items: readonly SegmentUse[];
  readonly hiddenCount: number;
}

/** Path of an app's segments below `/api`. */
export function segmentsPath(appId: string): string {
  return `/apps/${encodeURIComponent(appId)}/segments`;
}

/** Path of one segment below `/api`. */
export function segmentPath(appId: string, id: string): string {
  return `${segmentsPath(appId)}/${encodeURIComponent(id)}`;
}

/** Whether the newest run is not over. */
export function isRunning({ latest }: Pick<SegmentOverview, 'latest'>): boolean {
  return latest?.status === 'Pending' || latest?.status === 'In Progress';
}

const lookAgainMs = 2_000;

/** Segments of the page's app; asked again while one of them is computed. */
export function useSegments(isRefreshing = false) {
  const { appId } = useScope();
  return useApi<readonly SegmentOverview[]>(
    { path: '/segments', query: { app: appId } },
    { refetchMs: isRefreshing ? lookAgainMs : false },
  );
}

/** One segment; asked again while it is computed. */
export function useSegment(id: string | null, isRefreshing = false) {
  return useApi<SegmentDetail>(id === null ? null : { path: `/segments/${encodeURIComponent(id)}` }, {
    refetchMs: isRefreshing ? lookAgainMs : false,
  });
}
