import type { PageRoute } from '../page-route.ts';

const routes: readonly PageRoute[] = [
  { path: '/alarms', load: () => import('./alarms-page.tsx'), permission: 'operation.read' },
];

export default routes;
