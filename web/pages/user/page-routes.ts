import type { PageRoute } from '../page-route.ts';

/** One user: who they are, their devices, what they did. */
const routes: readonly PageRoute[] = [
  {
    path: '/analytics/:projectId/app/:appId/user/:userKey',
    load: () => import('./user-page.tsx'),
    permission: 'exploration.read',
  },
];

export default routes;
