import type { ClientCore } from '@millstream/sdk-client';
import type { Device } from '../device/device.ts';
import type { Screens } from './screens.ts';

/** Automatic events of the app's life that were started. */
export interface Following {
  /** The app is shown, or is not, at the start. */
  begin(): void;
  stop(): void;
}

/** Follows the app from the foreground into the background and back. */
export interface Lifecycle {
  /** Begins to follow; an app that is shown already counts as come to the foreground. */
  follow(core: ClientCore, screens: Screens): Following;
  /** The app is known to be in the background. */
  isHidden(): boolean;
}

/** The app is in the background. Before the first report of the native side the state is unknown, and the app in front. */
export const isBehind = ({ appState }: Pick<Device, 'appState'>): boolean =>
  appState.currentState === 'background';

/** One for each process: it remembers whether `_app_start` was recorded before. */
export function createLifecycle({ appState }: Pick<Device, 'appState'>): Lifecycle {
  let isFirst = true;
  let isShown = false;
  let isHidden = false;
  let sessionId: string | null = null;

  const show = (core: ClientCore, screens: Screens): void => {
    isHidden = false;
    core.show();
    core.renewSession();
    if (!isShown) core.recordPreset('_app_start', { _is_first_time: isFirst });
    isShown = true;
    isFirst = false;
    // A screen that was shown before the session began is shown to the new one too.
    screens.resume(core.getSessionId() !== sessionId);
    sessionId = core.getSessionId();
  };
  const hide = (core: ClientCore, screens: Screens): void => {
    if (isShown) {
      screens.leave();
      core.recordPreset('_app_end', {});
    }
    isShown = false;
    isHidden = true;
    core.hide();
  };

  return {
    isHidden: () => isHidden,
    follow(core, screens) {
      const turn = (state: string | null): void => {
        // `inactive` is on the way to either, or a call or the control centre over the app.
        if (state === 'active') show(core, screens);
        else if (state === 'background') hide(core, screens);
      };
      const subscription = appState.addEventListener('change', turn);
      return {
        begin() {
          const startsBehind = isBehind({ appState });
          // It went there while nobody followed: its end is not told later under a wrong time.
          if (startsBehind) isShown = false;
          turn(startsBehind ? 'background' : 'active');
        },
        stop() {
          screens.pause();
          subscription.remove();
        },
      };
    },
  };
}
