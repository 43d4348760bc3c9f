import type { Platform, StateStore } from './platform.ts';
import { stateRecord } from './state-record.ts';

/** A visit. */
export interface SessionState {
  readonly id: string;
  readonly startMs: number;
  readonly number: number;
  /** Last event or pause, epoch ms: what the time-out counts from. */
  readonly lastMs: number;
  /** No view of this session was recorded yet. */
  readonly isEntrance: boolean;
}

/** The session that all tabs of an installation share. */
export interface Session {
  current(): SessionState | null;
  /** Starts a new one when there is none or the time-out has passed since the last sign of life. @returns whether it did */
  renew(uniqueId: string): boolean;
  /** A sign of life. */
  touch(): void;
  /** The first view of the session takes this. @returns whether it was the first */
  enter(): boolean;
}

/** Last 8 characters of the pseudo id, padded with `_`, and the start in UTC: `dc7a7a18-20260301-100001123`. */
export function sessionId(uniqueId: string, startMs: number): string {
  const [date = '', time = ''] = new Date(startMs).toISOString().split('T');
  return `${uniqueId.slice(-8).padStart(8, '_')}-${date.replace(/-/g, '')}-${time.replace(/\D/g, '')}`;
}

/** Opens the stored session. */
export function createSession(platform: Platform, state: StateStore, timeoutMs: number): Session {
  const record = stateRecord<SessionState>(state, 'session');
  return {
    current: record.read,
    renew(uniqueId) {
      const now = platform.now();
      const last = record.read();
      if (last && now - last.lastMs < timeoutMs) return false;
      record.write({
        id: sessionId(uniqueId, now),
        startMs: now,
        number: (last?.number ?? 0) + 1,
        lastMs: now,
        isEntrance: true,
      });
      return true;
    },
    touch() {
      const last = record.read();
      if (last) record.write({ ...last, lastMs: platform.now() });
    },
    enter() {
      const last = record.read();
      if (last?.isEntrance) record.write({ ...last, isEntrance: false });
      return last?.isEntrance ?? false;
    },
  };
}
