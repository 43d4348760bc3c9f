import type { PageRoute } from '../page-route.ts';

const routes: readonly PageRoute[] = [
  {
    path: '/project/detail/:projectId',
    load: () => import('./project-page.tsx'),
    permission: 'project.read',
  },
];

export default routes;
