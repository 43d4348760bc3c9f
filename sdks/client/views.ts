import type { AttributeValue } from './event-record.ts';
import type { ViewTime } from './view-time.ts';

type Reserved = Readonly<Record<string, AttributeValue | undefined>>;

/** A page or screen that is shown. */
export interface View {
  /** Tells two views apart; the same key again is no new view. */
  readonly key: string;
  /** Reserved attributes that every event on this view carries. */
  readonly attributes: Reserved;
  /** Further reserved attributes of the view event, made from the view before. */
  readonly from: (previous: View | null) => Reserved;
}

/** What the views need of the client. */
export interface ViewHost {
  readonly eventName: string;
  readonly time: ViewTime;
  now(): number;
  elapsed(): number;
  /** Takes the entrance of the session; true for the first view. */
  enter(): boolean;
  /** Whether leaving a view is recorded. */
  tracksEngagement(): boolean;
  record(name: string, reserved: Reserved): void;
  /** The view before the first one, where it is known: a page of the same visit that has been left. */
  readonly recalled?: LeftView | null;
  /** Hears of each view that is shown, and again with the time spent when it is left. */
  remember?(left: LeftView): void;
}

/** A view that may be gone when the next one comes. */
export interface LeftView {
  readonly view: View;
  readonly atMs: number;
  readonly spentMs: number;
}

/** The current page or screen, and the time it had attention. */
export interface Views {
  readonly time: ViewTime;
  current(): View | null;
  /** Shows a view: closes the one before, and records the view event. The same view again does nothing. */
  show(view: View): void;
  /** Follows a view that is not recorded, so that events know where they were. */
  follow(view: View): void;
  /** The view is no longer seen: its engagement is recorded. */
  leave(): void;
  /** It is seen again. */
  resume(): void;
  /** A new session: forget what was before, and record what is shown once more. */
  restart(): void;
}

/** Attention shorter than this, or as long, is none, ms. */
const leastEngagementMs = 1_000;

/** Keeps track of views for one client. */
export function createViews(host: ViewHost): Views {
  const { time } = host;
  let current: View | null = null;
  let last: LeftView | null = host.recalled ?? null;

  const remember = (left: LeftView): void => {
    last = left;
    host.remember?.(left);
  };
  const close = (): void => {
    if (!current) return;
    const spentMs = time.spentMs(host.elapsed());
    if (last) remember({ ...last, spentMs });
    if (spentMs > leastEngagementMs && host.tracksEngagement())
      host.record('_user_engagement', { ...current.attributes, _engagement_time_msec: spentMs });
  };
  const open = (view: View): void => {
    // What was before belongs to another session.
    const isEntrance = host.enter();
    const before = isEntrance ? null : last;
    current = view;
    time.start(host.elapsed());
    host.record(host.eventName, {
      ...view.from(before?.view ?? null),
      _entrances: isEntrance ? 1 : 0,
      ...(before && { _previous_timestamp: before.atMs }),
      ...(before && before.spentMs > 0 && { _engagement_time_msec: before.spentMs }),
    });
    remember({ view, atMs: host.now(), spentMs: 0 });
  };

  return {
    time,
    current: () => current,
    show(view) {
      if (view.key === current?.key) return;
      close();
      open(view);
    },
    follow(view) {
      current = view;
      last ??= { view, atMs: host.now(), spentMs: 0 };
      time.start(host.elapsed());
    },
    leave() {
      close();
      time.start(host.elapsed());
      time.pause(host.elapsed());
    },
    resume: () => time.resume(host.elapsed()),
    restart() {
      if (current) open(current);
    },
  };
}
