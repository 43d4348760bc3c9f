import type { PageRoute } from '../page-route.ts';

/** The list of an app's dashboards. */
const routes: readonly PageRoute[] = [
  {
    path: '/analytics/:projectId/app/:appId/dashboards',
    load: () => import('./dashboards-page.tsx'),
    permission: 'dashboard.read',
  },
];

export default routes;
