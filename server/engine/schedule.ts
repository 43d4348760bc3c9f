import { type Clock, CodedError } from '@millstream/core';
import { Cron } from 'croner';

/** When the job runs: at once whenever segments wait, or at given times. */
export interface Schedule {
  /** True when the job starts as soon as something waits. */
  readonly continuous: boolean;
  /** Milliseconds until the next run; null when continuous. */
  untilNext(): number | null;
}

const ratePattern = /^rate\((\d+)\s+(minute|hour|day)s?\)$/;
const minutes = { minute: 1, hour: 60, day: 1440 } as const;

/**
 * Reads `continuous`, `rate(N minutes|hours|days)` (at least 1 minute) or a cron line of five fields in UTC
 * (`cron(…)` around it is allowed). @throws CodedError CONFIG_INVALID
 */
export function parseSchedule(text: string, clock: Clock): Schedule {
  if (text === 'continuous') return { continuous: true, untilNext: () => null };
  const rate = ratePattern.exec(text);
  if (rate) {
    const everyMs = Number(rate[1]) * minutes[rate[2] as keyof typeof minutes] * 60_000;
    if (everyMs < 60_000) throw invalid(text, 'the interval is under one minute');
    // Counted from the epoch, so that restarts do not move the rhythm.
    return { continuous: false, untilNext: () => everyMs - (clock.now() % everyMs) };
  }
  try {
    const cron = new Cron(text.replace(/^cron\((.*)\)$/, '$1'), { timezone: 'UTC', paused: true });
    return {
      continuous: false,
      untilNext: () =>
        Math.max(0, (cron.nextRun(new Date(clock.now()))?.getTime() ?? Infinity) - clock.now()),
    };
  } catch (cause) {
    throw invalid(text, (cause as Error).message);
  }
}

function invalid(text: string, why: string): CodedError {
  return new CodedError('CONFIG_INVALID', { problems: `processing.schedule: ${text}: ${why}` });
}
