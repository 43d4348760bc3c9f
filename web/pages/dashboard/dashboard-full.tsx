import { useParams } from 'react-router';
import { useApi } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { ErrorState, LoadingState } from '../../panel/panel-states.tsx';
import { useScope } from '../../scope/scope.ts';
import { dashboardPath, type SavedDashboard } from '../dashboards/dashboard-body.ts';
import { DashboardViewer } from './dashboard-viewer.tsx';

/** A custom dashboard in the whole window. */
export default function DashboardFull() {
  const say = useSay();
  const scope = useScope();
  const { dashboardId = '' } = useParams();
  const saved = useApi<SavedDashboard>({ path: dashboardPath(scope.appId, dashboardId) });
  if (saved.data !== undefined) return <DashboardViewer saved={saved.data} isFull />;
  if (saved.isError)
    return <ErrorState error={saved.error} onRetry={() => void saved.refetch()} height={400} />;
  return <LoadingState thing={say('dashboards.dashboard')} height={400} />;
}
