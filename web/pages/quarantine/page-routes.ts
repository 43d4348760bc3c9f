import type { PageRoute } from '../page-route.ts';

const permission = 'operation.read';

const routes: readonly PageRoute[] = [
  { path: '/project/:projectId/quarantine', load: () => import('./quarantine-page.tsx'), permission },
  { path: '/project/:projectId/quarantine/:group', load: () => import('./quarantine-page.tsx'), permission },
];

export default routes;
