import { Cron } from 'croner';
import { z } from 'zod';

const hour = z.int().min(0).max(23);
/** Five fields: nothing runs more often than once a minute. */
const cronMode = '5-part';

function isCron(pattern: string): boolean {
  try {
    return new Cron(pattern, { paused: true, mode: cronMode, timezone: 'UTC' }).nextRun() !== null;
  } catch {
    return false;
  }
}

/**
 * When a segment is computed anew, in the app's zone. `weekday` is 1 (Monday) to 7 (Sunday); 0 is Sunday too. A month without
 * the day of `dayOfMonth` runs on its last day.
 */
export const segmentRefreshSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('manual') }),
  z.strictObject({ type: z.literal('daily'), hour }),
  z.strictObject({ type: z.literal('weekly'), weekday: z.int().min(0).max(7), hour }),
  z.strictObject({ type: z.literal('monthly'), dayOfMonth: z.int().min(1).max(31), hour }),
  z.strictObject({
    type: z.literal('custom'),
    cron: z
      .string()
      .max(255)
      .refine(isCron, 'this is no cron line of five fields (minute hour day month weekday) that ever runs'),
  }),
]);
/** When a segment is computed anew. */
export type SegmentRefresh = Readonly<z.output<typeof segmentRefreshSchema>>;

/** Where runs are looked for. */
export interface NextRunsOptions {
  readonly timeZone: string;
  /** Runs are later than this, epoch ms. */
  readonly afterMs: number;
  /** Runs are earlier than this, epoch ms; absent = no end. */
  readonly untilMs?: number;
  /** @default 3 */
  readonly count?: number;
}

/**
 * The next runs, epoch ms, earliest first; none for a manual refresh. At the hour that a zone skips, the run follows at the
 * first hour after it; at the hour that it repeats, there is one run.
 */
export function nextSegmentRuns(refresh: SegmentRefresh, options: NextRunsOptions): readonly number[] {
  const { timeZone, afterMs, untilMs = Number.POSITIVE_INFINITY, count = 3 } = options;
  if (refresh.type === 'manual') return [];
  if (refresh.type === 'custom') {
    const cron = new Cron(refresh.cron, { paused: true, mode: cronMode, timezone: timeZone });
    return cron
      .nextRuns(count, new Date(afterMs))
      .map((run) => run.getTime())
      .filter((run) => run < untilMs);
  }
  const runs: number[] = [];
  let day = Temporal.Instant.fromEpochMilliseconds(afterMs).toZonedDateTimeISO(timeZone).toPlainDate();
  while (runs.length < count) {
    const run = day.toZonedDateTime({ timeZone, plainTime: { hour: refresh.hour } }).epochMilliseconds;
    if (run >= untilMs) return runs;
    if (run > afterMs && isDayOf(refresh, day)) runs.push(run);
    day = day.add({ days: 1 });
  }
  return runs;
}

function isDayOf(
  refresh: Exclude<SegmentRefresh, { type: 'manual' | 'custom' }>,
  day: Temporal.PlainDate,
): boolean {
  switch (refresh.type) {
    case 'daily':
      return true;
    case 'weekly':
      return day.dayOfWeek === (refresh.weekday === 0 ? 7 : refresh.weekday);
    case 'monthly':
      return day.day === Math.min(refresh.dayOfMonth, day.daysInMonth);
  }
}
