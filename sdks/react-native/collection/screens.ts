import {
  type Attributes,
  type ClientCore,
  createViews,
  createViewTime,
  type View,
  type Views,
} from '@millstream/sdk-client';
import { Event } from '../constants.ts';

/** A screen, as an app or a navigation library names it. */
export interface Screen {
  readonly name: string;
  /** What kind of screen it is, such as the path of routes. @default the name */
  readonly id?: string;
  /** Tells two screens of one name apart, such as the key of a route. */
  readonly uniqueId?: string;
}

/** The screens of one client. */
export interface Screens extends Pick<Views, 'leave'> {
  /** Reserved attributes of the screen that is shown. */
  attributes(): Attributes;
  /** Records the screen, although it may be the one that is shown. */
  record(screen: Screen, own?: Attributes): void;
  /** A navigation library shows the screen: recorded when it is another one and `isWanted`. */
  show(screen: Screen, isWanted: boolean): void;
  /** Collecting stops: attention does not count until `resume`. */
  pause(): void;
  /** The screen is seen, or collecting begins again. A screen that was opened meanwhile is recorded now. */
  resume(isNewSession: boolean): void;
}

const named = (prefix: string, { name, id, uniqueId }: Screen): Attributes => ({
  [`${prefix}_name`]: name,
  [`${prefix}_id`]: id ?? name,
  ...(uniqueId !== undefined && { [`${prefix}_unique_id`]: uniqueId }),
});

/** @param core the client; asked only when something is shown */
export function createScreens(core: ClientCore): Screens {
  let own: Attributes = {};
  let isTracked = false;
  let repetitions = 0;
  /** Opened while nothing was collected. */
  let missed: View | null = null;
  const screenOf = new WeakMap<View, Screen>();
  const views = createViews({
    eventName: Event.SCREEN_VIEW,
    time: createViewTime(Number.POSITIVE_INFINITY),
    now: core.platform.now,
    elapsed: core.platform.elapsed,
    enter: core.enterSession,
    tracksEngagement: () => isTracked && core.configuration.isTrackUserEngagementEvents !== false,
    record: (name, reserved) => core.recordPreset(name, reserved, name === Event.SCREEN_VIEW ? own : {}),
  });
  const viewOf = (screen: Screen, key: string): View => {
    const view: View = {
      key,
      attributes: named('_screen', screen),
      from(previous) {
        const before = previous && screenOf.get(previous);
        return before ? named('_previous_screen', before) : {};
      },
    };
    screenOf.set(view, screen);
    return view;
  };
  const keyOf = ({ name, uniqueId = '' }: Screen): string => `${name} ${uniqueId}`;
  const current = (): View | null => missed ?? views.current();
  const open = (view: View): void => {
    isTracked = true;
    if (core.isOn()) views.show(view);
    else missed = view;
  };

  return {
    attributes: () => current()?.attributes ?? {},
    record(screen, attributes = {}) {
      const key = keyOf(screen);
      const isSame = current()?.key === key;
      own = attributes;
      repetitions += 1;
      open(viewOf(screen, isSame ? `${key} ${repetitions}` : key));
      own = {};
    },
    show(screen, isWanted) {
      const view = viewOf(screen, keyOf(screen));
      if (isWanted) open(view);
      else {
        missed = null;
        views.follow(view);
        isTracked = false;
      }
    },
    leave: views.leave,
    pause: () => views.time.pause(core.platform.elapsed()),
    resume(isNewSession) {
      views.resume();
      const view = missed;
      missed = null;
      if (isNewSession) {
        // What was shown before belongs to the old session.
        if (view) views.follow(view);
        if (isTracked) views.restart();
      } else if (view) views.show(view);
    },
  };
}
