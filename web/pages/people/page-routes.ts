import type { PageRoute } from '../page-route.ts';

const routes: readonly PageRoute[] = [
  { path: '/user', load: () => import('./users-page.tsx'), permission: 'user.write' },
  { path: '/profile', load: () => import('./profile-page.tsx') },
  {
    path: '/settings/sign-in',
    load: () => import('./sign-in-settings-page.tsx'),
    permission: 'setting.write',
  },
];

export default routes;
