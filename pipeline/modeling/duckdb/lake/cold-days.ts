import type { DuckDbSession } from '../duckdb-session.ts';
import type { TimeRange } from '../load/touched-days.ts';

/** The days that left the hot tables, and their way back when late rows need them. */
export interface ColdDays {
  /** Brings back days that hold events of the files in `removed_file`. */
  thawFiles(session: DuckDbSession, loadNo: number): Promise<void>;
  /** Brings back days of these ranges that hold an event this load repeats. */
  thawDuplicates(session: DuckDbSession, ranges: readonly TimeRange[], loadNo: number): Promise<void>;
  /** Brings back days that hold a session this load continues. */
  thawSessions(session: DuckDbSession, loadNo: number): Promise<void>;
  /** Brings back days that hold a session of `affected`. */
  thawAffectedSessions(session: DuckDbSession, loadNo: number): Promise<void>;
  /** A relation over the cold events with the columns that a replay needs; null when no day is cold. */
  eventSource(): string | null;
}

/** No day is cold: a new warehouse, a scratch one. */
export const noColdDays: ColdDays = {
  async thawFiles() {},
  async thawDuplicates() {},
  async thawSessions() {},
  async thawAffectedSessions() {},
  eventSource: () => null,
};
