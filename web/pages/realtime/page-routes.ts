import type { PageRoute } from '../page-route.ts';

/** What happens now in an app. */
const routes: readonly PageRoute[] = [
  {
    path: '/analytics/:projectId/app/:appId/realtime',
    load: () => import('./realtime-page.tsx'),
    permission: 'realtime.read',
  },
];

export default routes;
