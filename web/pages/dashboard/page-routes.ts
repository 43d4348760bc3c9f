import type { PageRoute } from '../page-route.ts';

const path = '/analytics/:projectId/app/:appId/dashboard/:dashboardId';

/** A custom dashboard, in the frame and in the whole window. */
const routes: readonly PageRoute[] = [
  { path, load: () => import('./dashboard-page.tsx'), permission: 'dashboard.read' },
  {
    path: `${path}/full`,
    load: () => import('./dashboard-full.tsx'),
    permission: 'dashboard.read',
    frame: 'bare',
  },
];

export default routes;
