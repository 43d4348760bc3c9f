import type { PageRoute } from '../page-route.ts';

/** Explorations: one frame, five kinds. */
const routes: readonly PageRoute[] = [
  {
    path: '/analytics/:projectId/app/:appId/explore/:kind',
    load: () => import('./explore-page.tsx'),
    permission: 'exploration.read',
  },
];

export default routes;
