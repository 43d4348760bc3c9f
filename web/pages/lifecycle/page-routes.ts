import type { PageRoute } from '../page-route.ts';

const path = '/analytics/:projectId/app/:appId/dashboard/lifecycle';

/** The life cycle dashboard, in the frame and in the whole window. */
const routes: readonly PageRoute[] = [
  { path, load: () => import('./lifecycle-page.tsx'), permission: 'dashboard.read' },
  {
    path: `${path}/full`,
    load: () => import('./lifecycle-full.tsx'),
    permission: 'dashboard.read',
    frame: 'bare',
  },
];

export default routes;
