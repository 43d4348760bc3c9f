import type { PageRoute } from '../page-route.ts';

const routes: readonly PageRoute[] = [
  {
    path: '/analytics/:projectId/app/:appId/data-management/:tab?',
    load: () => import('./data-management.tsx'),
    permission: 'metadata.read',
  },
];

export default routes;
