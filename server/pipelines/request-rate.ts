/** Counts that are seen now and then, as a rate. */
export interface RequestRate {
  /** Takes the count of a project as it stands; answers with requests a second, null until two counts are far enough apart. */
  see(projectId: string, count: number, nowMs: number): number | null;
}

interface Sample {
  readonly count: number;
  readonly atMs: number;
}

/** Shortest time between two counts that are compared. */
const shortestMs = 4_000;
/** Counts older than this say nothing about now. */
const oldestMs = 60_000;

/** Accepted requests in the Prometheus text of a collector. */
export function acceptedRequests(text: string): number {
  let sum = 0;
  for (const [, value] of text.matchAll(
    /^millstream_collector_requests_total\{[^}]*status="200"[^}]*\} (\S+)$/gm,
  ))
    sum += Number(value);
  return sum;
}

/** A meter without counts. */
export function createRequestRate(): RequestRate {
  const samples = new Map<string, Sample[]>();
  return {
    see(projectId, count, nowMs) {
      const kept = (samples.get(projectId) ?? []).filter(
        (sample) => nowMs - sample.atMs <= oldestMs && sample.count <= count,
      );
      const before = kept.findLast(({ atMs }) => nowMs - atMs >= shortestMs);
      samples.set(projectId, [...kept, { count, atMs: nowMs }].slice(-60));
      if (before === undefined) return null;
      return ((count - before.count) / (nowMs - before.atMs)) * 1000;
    },
  };
}
