import type { PageRoute } from '../page-route.ts';

const routes: readonly PageRoute[] = [
  { path: '/projects', load: () => import('./projects-page.tsx'), permission: 'project.read' },
];

export default routes;
