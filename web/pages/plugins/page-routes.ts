import type { PageRoute } from '../page-route.ts';

const permission = 'plugin.read';

const routes: readonly PageRoute[] = [
  { path: '/plugins', load: () => import('./plugins-page.tsx'), permission },
  { path: '/plugins/create', load: () => import('./plugins-page.tsx'), permission },
  { path: '/plugins/:name/try', load: () => import('./try-page.tsx'), permission },
];

export default routes;
