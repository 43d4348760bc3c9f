import { useFormats } from '../i18n/formats.ts';
import { useSay } from '../i18n/language.tsx';
import type { AppHealth } from '../pages/project/health.ts';
import { Sparkline } from '../pages/project/sparkline.tsx';
import type { AppEntry } from '../scope/scope.ts';

/** Whether an app receives events, as a sign with words, and its last 24 hours. */
export function AppState(props: { readonly app: AppEntry; readonly health: AppHealth }) {
  const say = useSay();
  const formats = useFormats();
  const { app, health } = props;
  const { eventsToday, lastHourMs } = health;
  const text = () => {
    if (!app.enabled) return say('home.app.off');
    if (eventsToday > 0) return say('shell.app.receiving', { count: formats.compact(eventsToday) });
    if (lastHourMs === null) return say('shell.app.none');
    return say('shell.app.silent', { time: formats.ago(Date.now() - lastHourMs) });
  };
  return (
    <span className="ms-place-state">
      <span>
        <span aria-hidden="true">{app.enabled && eventsToday > 0 ? '●' : '○'}</span> {text()}
      </span>
      <Sparkline values={health.hours} label={say('home.app.hoursOf', { app: app.name })} />
    </span>
  );
}
