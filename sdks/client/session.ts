import type { Facts } from './facts.ts';
import type { Identity } from './identity.ts';
import type { Platform } from './platform.ts';

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
  renew(): boolean;
  /** A sign of life. */
  touch(): void;
  /** The first view of the session takes this. @returns whether it was the first */
  enter(): boolean;
}

/** What the session needs besides. */
export interface SessionParts {
  readonly identity: Identity;
  readonly timeoutMs: number;
}

/** Opens the stored session. */
export function createSession(
  platform: Platform,
  facts: Facts,
  { identity, timeoutMs }: SessionParts,
): Session {
  const current = (): SessionState | null => facts.read('session');
  const change = (changes: Partial<SessionState>): void => {
    const last = current();
    if (last) facts.write('session', { ...last, ...changes });
  };
  return {
    current,
    renew() {
      const now = platform.now();
      const last = current();
      if (last && now - last.lastMs < timeoutMs) return false;
      const start = new Date(now).toISOString().replace(/[^\dT]/g, '');
      facts.write('session', {
        // The start in UTC: dc7a7a18-20260301-100001123.
        id: `${identity.user().uniqueId.slice(-8).padStart(8, '_')}-${start.replace('T', '-')}`,
        startMs: now,
        number: (last?.number ?? 0) + 1,
        lastMs: now,
        isEntrance: true,
      });
      return true;
    },
    touch: () => change({ lastMs: platform.now() }),
    enter() {
      const isEntrance = current()?.isEntrance ?? false;
      if (isEntrance) change({ isEntrance: false });
      return isEntrance;
    },
  };
}
