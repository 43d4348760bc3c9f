import { type AppScreen, appScreen } from './app-screen.ts';
import { minuteMs } from './calendar.ts';
import type { ClientSession } from './client-session.ts';
import type { Look } from './look.ts';

interface PreviousScreen extends AppScreen {
  readonly shownMs: number;
  readonly focusedMs: number;
}

/** How an app was found when it started. */
export interface AppStart {
  readonly startMs: number;
  /** Version it had at the visit before, when it was updated since. */
  readonly previousVersion?: string;
}

function viewAttributes(previous: PreviousScreen | null): Record<string, unknown> {
  if (previous === null) return { _entrances: 1 };
  return {
    _previous_screen_name: previous.name,
    _previous_screen_id: previous.id,
    _previous_screen_unique_id: previous.uniqueId,
    _entrances: 0,
    _previous_timestamp: previous.shownMs,
    ...(previous.focusedMs > 1_000 ? { _engagement_time_msec: previous.focusedMs } : {}),
  };
}

function recordStart(session: ClientSession, start: AppStart): void {
  const { visitor } = session;
  if (!visitor.hasOpened) session.record('_first_open', start.startMs);
  session.record('_session_start', start.startMs);
  if (start.previousVersion !== undefined) {
    session.record('_app_update', start.startMs, { _previous_app_version: start.previousVersion });
  }
  session.record('_app_start', start.startMs, { _is_first_time: true });
  visitor.hasOpened = true;
}

/** Records the acts of a look; returns the time of a crash, which ends the visit, or null. */
function performActs(session: ClientSession, look: Look, atMs: number): number | null {
  const acts = look.acts.toSorted((one, other) => one.afterMs - other.afterMs);
  for (const act of acts) {
    session.perform(act, atMs + act.afterMs);
    if (act.kind === 'crash') return atMs + act.afterMs;
  }
  return null;
}

/** Hides the app and brings it back within the session timeout; returns when it is back. */
function takeBreak(session: ClientSession, atMs: number): number {
  session.record('_app_end', atMs);
  const backMs = atMs + session.visitor.random.integer(20_000, 18 * minuteMs);
  session.record('_app_start', backMs, { _is_first_time: false });
  return backMs;
}

/** Records a visit as the clients for Android, iOS and WeChat do; returns when it ends, epoch ms. */
export function recordAppVisit(session: ClientSession, looks: readonly Look[], start: AppStart): number {
  const { visitor } = session;
  const { random } = visitor;
  const breakAfter = random.chance(0.14) ? random.integer(0, looks.length) : -1;
  let previous: PreviousScreen | null = null;
  let atMs = start.startMs;
  for (const [index, look] of looks.entries()) {
    const screen = appScreen(visitor.platform, look, random.hex(1));
    session.surface = {
      _screen_name: screen.name,
      _screen_id: screen.id,
      _screen_unique_id: screen.uniqueId,
    };
    if (previous === null) {
      recordStart(session, start);
      atMs += 180;
    }
    session.record('_screen_view', atMs, viewAttributes(previous));
    const crashMs = performActs(session, look, atMs);
    if (crashMs !== null) return crashMs;
    const shownMs = atMs - visitor.clockLagMs;
    atMs += look.dwellMs;
    if (look.focusedMs > 1_000) {
      session.record('_user_engagement', atMs, { _engagement_time_msec: look.focusedMs });
    }
    if (index === breakAfter && index < looks.length - 1) atMs = takeBreak(session, atMs);
    previous = { ...screen, shownMs, focusedMs: look.focusedMs };
  }
  session.record('_app_end', atMs + 30);
  return atMs + 30;
}
