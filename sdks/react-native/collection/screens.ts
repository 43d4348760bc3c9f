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
export interface Screens extends Pick<Views, 'leave' | 'resume' | 'restart'> {
  /** Reserved attributes of the screen that is shown. */
  attributes(): Attributes;
  /** Whether a screen is known. */
  hasCurrent(): boolean;
  /** Records the screen, although it may be the one that is shown. */
  record(screen: Screen, own?: Attributes): void;
  /** A navigation library shows the screen: recorded when it is another one and `isWanted`. */
  show(screen: Screen, isWanted: boolean): void;
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
  const open = (view: View): void => {
    if (core.isOn()) views.show(view);
    else views.follow(view);
    isTracked = true;
  };

  return {
    attributes: () => views.current()?.attributes ?? {},
    hasCurrent: () => views.current() !== null,
    record(screen, attributes = {}) {
      const key = keyOf(screen);
      const isSame = views.current()?.key === key;
      own = attributes;
      repetitions += 1;
      open(viewOf(screen, isSame ? `${key} ${repetitions}` : key));
      own = {};
    },
    show(screen, isWanted) {
      const view = viewOf(screen, keyOf(screen));
      if (isWanted) open(view);
      else {
        views.follow(view);
        isTracked = false;
      }
    },
    leave: views.leave,
    resume: views.resume,
    restart() {
      if (isTracked) views.restart();
    },
  };
}
