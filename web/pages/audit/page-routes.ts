import type { PageRoute } from '../page-route.ts';

const routes: readonly PageRoute[] = [
  { path: '/audit', load: () => import('./audit-page.tsx'), permission: 'audit.read' },
];

export default routes;
