import type { PageRoute } from '../page-route.ts';

const routes: readonly PageRoute[] = [
  { path: '/signin', load: () => import('./sign-in-page.tsx'), frame: 'bare', isPublic: true },
  { path: '/setup', load: () => import('./setup-page.tsx'), frame: 'bare', isPublic: true },
];

export default routes;
