import type { PageRoute } from '../page-route.ts';

const permission = 'operation.read';

const routes: readonly PageRoute[] = [
  { path: '/project/:projectId/find/:id', load: () => import('./find-page.tsx'), permission },
  { path: '/project/:projectId/find', load: () => import('./find-page.tsx'), permission },
];

export default routes;
