import type { PageRoute } from '../page-route.ts';

const permission = 'operation.read';

const routes: readonly PageRoute[] = [
  { path: '/settings/general', load: () => import('./about-page.tsx') },
  { path: '/settings/about', load: () => import('./about-page.tsx') },
  { path: '/settings/storage', load: () => import('./storage-page.tsx'), permission },
  { path: '/settings/backup', load: () => import('./backup-page.tsx'), permission },
  { path: '/settings/alarm-targets', load: () => import('./alarm-targets-page.tsx'), permission },
];

export default routes;
