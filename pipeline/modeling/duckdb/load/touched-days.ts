import { numberOf } from '../duckdb-session.ts';
import { timestampLiteral } from '../sql-text.ts';
import type { LoadContext } from './load-context.ts';

const dayMs = 86_400_000;
/** Ranges beyond which one wide range is cheaper than many scans. */
const mostRanges = 12;

/** A range of event time in epoch ms; the end is not included. */
export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The days this load's events touch, one day either side, as few contiguous ranges; duplicates are looked for there. */
export async function touchedRanges({ session, loadNo }: LoadContext): Promise<readonly TimeRange[]> {
  const rows = await session.rows(
    `SELECT DISTINCT epoch_ms(date_trunc('day', event_timestamp)::TIMESTAMP) AS day
     FROM stored.event WHERE load_no = $loadNo::INTEGER ORDER BY day`,
    { loadNo },
  );
  return joinDays(rows.map((row) => numberOf(row, 'day')));
}

/** Ranges that cover each of the sorted days (epoch ms of their start) and one day either side. */
export function joinDays(days: readonly number[]): readonly TimeRange[] {
  const ranges: { fromMs: number; toMs: number }[] = [];
  for (const day of days) {
    const last = ranges.at(-1);
    if (last !== undefined && day - dayMs <= last.toMs) last.toMs = day + 2 * dayMs;
    else ranges.push({ fromMs: day - dayMs, toMs: day + 2 * dayMs });
  }
  const first = ranges[0];
  const last = ranges.at(-1);
  if (ranges.length <= mostRanges || first === undefined || last === undefined) return ranges;
  return [{ fromMs: first.fromMs, toMs: last.toMs }];
}

/** Condition that a row's event time lies in the range; constants, so that row groups outside are skipped. */
export function inRange(alias: string, range: TimeRange): string {
  return `${alias}.event_timestamp >= ${timestampLiteral(range.fromMs)} AND ${alias}.event_timestamp < ${timestampLiteral(range.toMs)}`;
}
