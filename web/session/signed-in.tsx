import { Navigate, Outlet, useLocation } from 'react-router';
import { useSay } from '../i18n/language.tsx';
import { NoRolePage } from '../pages/sign-in/no-role-page.tsx';
import { SessionOverDialog } from '../pages/sign-in/session-over-dialog.tsx';
import { ErrorState, LoadingState } from '../panel/panel-states.tsx';
import { useMe } from './me.ts';
import { SessionProvider } from './session-context.tsx';

/** Lets signed-in people through; others go to the sign-in page and come back to where they wanted to be. */
export function SignedIn() {
  const say = useSay();
  const me = useMe();
  const { pathname, search } = useLocation();
  if (me.data !== undefined) {
    const { permissions, person } = me.data;
    const hasRights = permissions.all.length > 0 || Object.keys(permissions.byProject).length > 0;
    if (!hasRights) return <NoRolePage email={person.email} />;
    return (
      <SessionProvider me={me.data}>
        <SessionOverDialog />
        <Outlet />
      </SessionProvider>
    );
  }
  if (me.error?.status === 401) {
    return <Navigate to={`/signin?to=${encodeURIComponent(pathname + search)}`} replace />;
  }
  if (me.isError) return <ErrorState error={me.error} onRetry={() => void me.refetch()} height={400} />;
  return <LoadingState thing={say('shell.page')} height={400} />;
}
