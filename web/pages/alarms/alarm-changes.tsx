import Box from '@cloudscape-design/components/box';
import { useApi } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { Panel } from '../../panel/panel.tsx';
import type { Alarm, AlarmChange } from './alarm-api.ts';
import { AlarmStatus } from './alarm-status.tsx';
import { useUnitText } from './unit-text.ts';

const shown = 50;

/** What alarms did, newest first. */
export function AlarmChanges() {
  const say = useSay();
  const formats = useFormats();
  const unitText = useUnitText();
  const { data: alarms = [] } = useApi<readonly Alarm[]>({ path: '/alarms' });
  const changes = useApi<readonly AlarmChange[]>(
    { path: '/alarms/changes', query: { limit: 500 } },
    { refetchMs: 15_000 },
  );
  const unitOf = (alarmId: string) => alarms.find((alarm) => alarm.alarmId === alarmId)?.unit ?? 'count';
  /** That something is measured at last is no news. */
  const news = (data: readonly AlarmChange[]) => {
    const fired = new Set(
      data
        .filter(({ state }) => state === 'ALARM')
        .map(({ projectId, alarmId }) => `${projectId} ${alarmId}`),
    );
    return data.filter(
      ({ state, projectId, alarmId }) => state === 'ALARM' || fired.has(`${projectId} ${alarmId}`),
    );
  };
  return (
    <Panel
      title={say('alarms.history')}
      query={changes}
      thing={say('alarms.history')}
      height={120}
      emptyOf={(data) => (news(data).length === 0 ? { text: say('alarms.noHistory') } : null)}
    >
      {(data) => (
        <ul className="ms-list">
          {news(data)
            .slice(0, shown)
            .map(({ projectId, alarmId, state, value, changedAtMs }) => (
              <li key={`${projectId} ${alarmId} ${changedAtMs}`}>
                {formats.moment(changedAtMs, 'UTC')} UTC · <AlarmStatus state={state} />{' '}
                {say(`alarm.${alarmId}`)} ·{' '}
                <Box variant="span" color="text-body-secondary">
                  {projectId} · {unitText(value, unitOf(alarmId))}
                </Box>
              </li>
            ))}
        </ul>
      )}
    </Panel>
  );
}
