import type { PageRoute } from '../page-route.ts';

const permission = 'operation.read';

const routes: readonly PageRoute[] = [
  { path: '/project/:projectId/runs', load: () => import('./runs-page.tsx'), permission },
  { path: '/project/:projectId/runs/:runId', load: () => import('./run-page.tsx'), permission },
];

export default routes;
