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
  let previousAtMs: number | null = null;
  let lastSpentMs = 0;

  const close = (): void => {
    if (!current) return;
    const spentMs = time.spentMs(host.elapsed());
    lastSpentMs = spentMs;
    if (spentMs > leastEngagementMs && host.tracksEngagement())
      host.record('_user_engagement', { ...current.attributes, _engagement_time_msec: spentMs });
  };
  const open = (view: View, before: View | null): void => {
    const isEntrance = host.enter();
    const spentMs = lastSpentMs;
    current = view;
    lastSpentMs = 0;
    time.start(host.elapsed());
    host.record(host.eventName, {
      ...view.from(before),
      _entrances: isEntrance ? 1 : 0,
      ...(previousAtMs !== null && { _previous_timestamp: previousAtMs }),
      ...(spentMs > 0 && { _engagement_time_msec: spentMs }),
    });
    previousAtMs = host.now();
  };

  return {
    time,
    current: () => current,
    show(view) {
      if (view.key === current?.key) return;
      close();
      open(view, current);
    },
    follow(view) {
      current = view;
    },
    leave() {
      close();
      time.start(host.elapsed());
      time.pause(host.elapsed());
    },
    resume: () => time.resume(host.elapsed()),
    restart() {
      const shown = current;
      previousAtMs = null;
      lastSpentMs = 0;
      if (shown) open(shown, null);
    },
  };
}
