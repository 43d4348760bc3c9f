import Alert from '@cloudscape-design/components/alert';
import { useSyncExternalStore } from 'react';
import { useParams } from 'react-router';
import { useApi } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { ErrorState, LoadingState } from '../../panel/panel-states.tsx';
import { useScope } from '../../scope/scope.ts';
import { useMay } from '../../session/session-context.tsx';
import { useUrlValue } from '../../url/use-url-state.ts';
import { dashboardPath, type SavedDashboard } from '../dashboards/dashboard-body.ts';
import { DashboardEditor } from './dashboard-editor.tsx';
import { DashboardViewer } from './dashboard-viewer.tsx';

/** Boards are edited on screens that show more than one column. */
const wide = matchMedia('(min-width: 768px)');

function subscribeWidth(listener: () => void): () => void {
  wide.addEventListener('change', listener);
  return () => wide.removeEventListener('change', listener);
}

/** A custom dashboard: looked at, or edited with `edit=1` in the address. */
export default function DashboardPage() {
  const say = useSay();
  const scope = useScope();
  const { dashboardId = '' } = useParams();
  const [edit] = useUrlValue('edit');
  const isWide = useSyncExternalStore(subscribeWidth, () => wide.matches);
  const mayEdit = useMay('dashboard.write', scope.projectId);
  const saved = useApi<SavedDashboard>(
    { path: dashboardPath(scope.appId, dashboardId) },
    { staleMs: 0, keepPrevious: false },
  );
  if (saved.data === undefined && saved.isError)
    return (
      <ErrorState
        error={saved.error}
        title={say('dashboards.notLoaded')}
        onRetry={() => void saved.refetch()}
        height={400}
      />
    );
  if (saved.data === undefined) return <LoadingState thing={say('dashboards.dashboard')} height={400} />;
  return edit === '1' && mayEdit && isWide ? (
    <DashboardEditor key={saved.data.id} opened={saved.data} />
  ) : (
    <>
      {edit === '1' && mayEdit && <Alert type="info">{say('dashboards.widerScreen')}</Alert>}
      <DashboardViewer saved={saved.data} isFull={false} />
    </>
  );
}
