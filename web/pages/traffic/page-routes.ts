import type { PageRoute } from '../page-route.ts';

const routes: readonly PageRoute[] = [
  {
    path: '/analytics/:projectId/app/:appId/traffic',
    load: () => import('./traffic-page.tsx'),
    permission: 'metadata.read',
  },
];

export default routes;
