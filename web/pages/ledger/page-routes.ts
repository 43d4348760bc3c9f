import type { PageRoute } from '../page-route.ts';

const permission = 'operation.read';

const routes: readonly PageRoute[] = [
  { path: '/project/:projectId/ledger', load: () => import('./ledger-page.tsx'), permission },
];

export default routes;
