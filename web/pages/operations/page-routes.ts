import type { PageRoute } from '../page-route.ts';

const routes: readonly PageRoute[] = [
  {
    path: '/project/:projectId/monitoring',
    load: () => import('./monitoring-page.tsx'),
    permission: 'operation.read',
  },
];

export default routes;
