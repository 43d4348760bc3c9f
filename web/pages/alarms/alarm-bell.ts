import type { TopNavigationProps } from '@cloudscape-design/components/top-navigation';
import { useNavigate } from 'react-router';
import { useApi } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { useMay } from '../../session/session-context.tsx';
import type { Alarm, AlarmChange } from './alarm-api.ts';

const shown = 8;
const everyMs = 30_000;

/** The header's bell: how many alarms fire, and what alarms did last. None for people who may not see it. */
export function useAlarmBell(): readonly TopNavigationProps.Utility[] {
  const say = useSay();
  const formats = useFormats();
  const navigate = useNavigate();
  const mayLook = useMay('operation.read');
  const options = { enabled: mayLook, refetchMs: everyMs };
  const alarms = useApi<readonly Alarm[]>({ path: '/alarms' }, options);
  const changes = useApi<readonly AlarmChange[]>({ path: '/alarms/changes', query: { limit: 100 } }, options);
  if (!mayLook) return [];
  const firing = (alarms.data ?? []).filter(({ state, enabled }) => state === 'ALARM' && enabled).length;
  const news = (changes.data ?? []).filter(({ state }) => state === 'ALARM').slice(0, shown);
  return [
    {
      type: 'menu-dropdown',
      iconName: 'notification',
      badge: firing > 0,
      ariaLabel: firing > 0 ? say('alarms.firing', { count: firing }) : say('nav.alarms'),
      title: say('nav.alarms'),
      items: [
        ...news.map(({ projectId, alarmId, changedAtMs }) => ({
          id: `${projectId} ${alarmId} ${changedAtMs}`,
          text: say(`alarm.${alarmId}`),
          description: `${projectId} · ${formats.moment(changedAtMs, 'UTC')} UTC`,
        })),
        { id: 'all', text: say('alarms.all') },
      ],
      onItemClick: ({ detail }) => {
        const [projectId, alarmId] = detail.id.split(' ');
        const chosen = alarmId === undefined ? '' : `?sel=${encodeURIComponent(`${projectId} ${alarmId}`)}`;
        void navigate(`/alarms${chosen}`);
      },
    },
  ];
}
