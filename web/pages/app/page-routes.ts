import type { PageRoute } from '../page-route.ts';

const routes: readonly PageRoute[] = [
  {
    path: '/project/:projectId/application/detail/:appId',
    load: () => import('./app-page.tsx'),
    permission: 'project.read',
  },
];

export default routes;
