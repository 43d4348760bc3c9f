import Button from '@cloudscape-design/components/button';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useNavigate } from 'react-router';
import { useApi } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { projectPath } from '../pipelines/pipeline-api.ts';

interface Alarm {
  readonly alarmId: string;
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  readonly enabled: boolean;
}

/** How many alarms of a project are raised, and how many watch. */
export function AlarmLine({ projectId }: { readonly projectId: string }) {
  const say = useSay();
  const navigate = useNavigate();
  const alarms = useApi<readonly Alarm[]>(
    { path: `${projectPath(projectId)}/alarms` },
    { refetchMs: 30_000 },
  );
  if (alarms.data === undefined) return null;
  const watching = alarms.data.filter(({ enabled }) => enabled);
  const raised = watching.filter(({ state }) => state === 'ALARM').length;
  return (
    <StatusIndicator type={raised > 0 ? 'warning' : 'success'}>
      <Button variant="inline-link" onClick={() => void navigate('/alarms')}>
        {say('nav.alarms')}
      </Button>{' '}
      {raised > 0
        ? say('home.alarms.raised', { count: raised })
        : say('home.alarms.quiet', { count: watching.length })}
    </StatusIndicator>
  );
}
